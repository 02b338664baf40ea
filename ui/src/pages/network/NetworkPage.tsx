// Who cites whom: the strongest links between outlets and those they quote, drawn and as a table.
import { useMemo } from "react";
import { useAnswer } from "../../api/queries";
import type { Network } from "../../api/contract";
import { grouped } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { useTitle } from "../../parts/title";
import { useMedia } from "../../parts/useMedia";
import { Link, useQueryString } from "../../router/router";
import { toSource } from "../../router/match";
import { SourceTabs } from "../sources/SourceTabs";
import { layout } from "./layout";
import { Picture } from "./Picture";
import "./network.css";

const LINKS = 120;

export default function NetworkPage() {
  useTitle("Who cites whom");
  const answer = useAnswer<Network>("/network", { limit: LINKS });
  return (
    <>
      <div className="page-head">
        <h1>Sources</h1>
        <p className="soft small">Outlets and those whom they quote: the strongest {LINKS} links at most.</p>
      </div>
      <SourceTabs here="network" />
      {answer.error ? (
        <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
      ) : !answer.data ? (
        <Loading lines={22} what="Loading the network" />
      ) : answer.data.links.length === 0 ? (
        <Empty title="Nobody cites anybody yet.">
          <p>
            <Link to="/add">Add articles</Link> in which somebody is quoted.
          </p>
        </Empty>
      ) : (
        <View network={answer.data} />
      )}
    </>
  );
}

function View({ network }: { network: Network }) {
  const narrow = useMedia("(max-width: 46rem)");
  const [width, height] = narrow ? [360, 520] : [1180, 640];
  const drawing = useMemo(() => layout(network, width, height), [network, width, height]);
  const [query, setQuery] = useQueryString();
  const chosen = network.nodes.find((node) => node.id === query.get("node")) ?? null;
  const choose = (id: string | null) =>
    setQuery((address) => (id === null ? address.delete("node") : address.set("node", id)), { replace: true });
  const names = new Map(network.nodes.map((node) => [node.id, node]));
  const links = network.links.filter((link) => chosen === null || link.from === chosen.id || link.to === chosen.id);
  return (
    <>
      <figure className="network">
        <Picture drawing={drawing} width={width} height={height} chosen={chosen?.id ?? null} choose={choose} />
        <figcaption className="soft small">
          ■ outlet, ● person or body; larger: more claims; a line thickens where one is cited more often. Choose a name to see only its
          links; the arrow keys go from name to name.
        </figcaption>
      </figure>
      <section className="block" aria-labelledby="links">
        <div className="page-head">
          <h2 id="links">
            {chosen ? (
              <>
                Links of <SafeText text={chosen.name} />
              </>
            ) : (
              "All links"
            )}{" "}
            <span className="soft small">({grouped(links.length)})</span>
          </h2>
          {chosen && (
            <span className="row">
              {chosen.kind !== "outlet" && <Link to={toSource(chosen.id)}>Its page</Link>}
              <button type="button" onClick={() => choose(null)}>
                Show all links
              </button>
            </span>
          )}
        </div>
        <table className="network-table">
          <thead>
            <tr>
              <th scope="col">Outlet or speaker</th>
              <th scope="col">cites</th>
              <th scope="col">Kind</th>
              <th scope="col" className="n">
                Claims
              </th>
            </tr>
          </thead>
          <tbody>
            {links.map(({ from, to, claims }) => {
              const [one, other] = [names.get(from), names.get(to)];
              return (
                <tr key={`${from}\n${to}`}>
                  <td>
                    <SafeText text={one?.name ?? from} />
                  </td>
                  <th scope="row">
                    {other && other.kind !== "outlet" ? (
                      <Link to={toSource(other.id)}>
                        <SafeText text={other.name} />
                      </Link>
                    ) : (
                      <SafeText text={other?.name ?? to} />
                    )}
                  </th>
                  <td className="soft small">{other ? kindWords(other.kind) : ""}</td>
                  <td className="n">{grouped(claims)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
