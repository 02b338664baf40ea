import { useOverview } from "../../api/queries";
import { count } from "../../parts/format";
import { useTitle } from "../../parts/title";
import { AddressForm } from "./AddressForm";
import { FeedTable } from "./FeedTable";
import { FilesForm } from "./FilesForm";
import { PasteForm } from "./PasteForm";
import "./add.css";

export default function AddPage() {
  useTitle("Add");
  const { data: overview } = useOverview();
  const mayAdd = overview !== undefined && overview.writable && overview.scopes.includes("write");
  return (
    <div className="add-page">
      <header className="page-head">
        <h1>Add</h1>
        <p className="soft">{overview && `${count(overview.articles, "article")} in ${overview.ledger}`}</p>
      </header>
      {overview && !mayAdd && (
        <p className="notice">
          {overview.writable ? "Your key may read, but not add. Ask whoever runs the server for a key with the write scope." : "This ledger is open for reading only: nothing can be added here. Start the server on a file that it may write to, or add with purport add."}
        </p>
      )}
      <div className="add-grid">
        <PasteForm mayAdd={mayAdd} />
        <div className="stack">
          <FilesForm mayAdd={mayAdd} />
          <AddressForm mayAdd={mayAdd} />
        </div>
      </div>
      <FeedTable />
    </div>
  );
}
