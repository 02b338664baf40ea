import { Link } from "../../router/router";

/** The two views of who speaks. */
export function SourceTabs({ here }: { here: "table" | "network" }) {
  return (
    <nav className="tabs" aria-label="Views of the sources">
      <Link to="/sources" aria-current={here === "table" ? "page" : undefined}>
        Who speaks
      </Link>
      <Link to="/network" aria-current={here === "network" ? "page" : undefined}>
        Who cites whom
      </Link>
    </nav>
  );
}
