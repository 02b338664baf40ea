import { useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import type { Change, Finding } from "../../api/contract";
import { headline } from "../../parts/format";
import { useKeys } from "../../parts/keys";
import { SafeText } from "../../parts/SafeText";
import { StandingBadge } from "../../parts/Standing";
import { Day } from "../../parts/Time";
import { Link, cameBack } from "../../router/router";
import { toFinding } from "../../router/match";
import { CHANGE_MARK, changeWords } from "./changes";
import { spread } from "./spread";

export interface FindingsTableProps {
  findings: readonly Finding[];
  changed: ReadonlyMap<string, Change>;
  /** The day as of which they are listed: their stories are told as of it, too. */
  asOf: string | null;
  /** The step beyond the last line. */
  more: () => void;
}

/** The line that was opened last: who comes back finds it again. */
let opened: string | null = null;

// Roles are written out: laid out as a grid on narrow screens, a table would lose them.
export function FindingsTable({ findings, changed, asOf, more }: FindingsTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  function step(by: number) {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    if (by > 0 && at === links.length - 1) more();
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: "nearest" });
  }
  useEffect(() => {
    if (opened !== null && cameBack()) document.getElementById(`line-${opened}`)?.focus({ preventScroll: true });
  }, []);
  useKeys({ j: () => step(1), k: () => step(-1) });
  function arrows(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
  return (
    <table role="table" className="findings-table">
      <caption className="unseen">Findings, the latest first</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="col-standing">
            Standing
          </th>
          <th role="columnheader" scope="col">
            Finding
          </th>
          <th role="columnheader" scope="col" className="n col-origins" title="Independent origins that stand for it">
            For
          </th>
          <th role="columnheader" scope="col" className="n col-origins" title="Independent origins that stand against it">
            Against
          </th>
          <th role="columnheader" scope="col" className="n col-claims" title="Claims, copies included">
            Claims
          </th>
          <th role="columnheader" scope="col" className="col-numbers">
            Numbers
          </th>
          <th role="columnheader" scope="col" className="n col-day">
            Last change
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body} onKeyDown={arrows}>
        {findings.map((finding) => (
          <Line
            key={finding.id}
            finding={finding}
            to={toFinding(finding.id) + (asOf === null ? "" : `?as_of=${asOf}`)}
            change={changed.get(finding.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Line({ finding, to, change }: { finding: Finding; to: string; change: Change | undefined }) {
  const numbers = spread(finding.numbers).join("; ");
  return (
    <tr role="row" className={change ? "changed" : undefined}>
      <td role="cell" className="col-standing">
        <StandingBadge standing={finding.standing} />
      </td>
      <td role="cell" className="statement">
        <Link to={to} id={`line-${finding.id}`} className="serif" onClick={() => (opened = finding.id)}>
          <SafeText text={headline(finding.statement)} />
        </Link>
        {change && (
          <span className="change-mark" title={changeWords(change)}>
            {CHANGE_MARK[change.change]}
          </span>
        )}
      </td>
      <td role="cell" className="n col-origins" data-name="for">
        {finding.origins_for}
      </td>
      <td role="cell" className={`n col-origins ${finding.origins_against > 0 ? "con" : "none"}`} data-name="against">
        {finding.origins_against}
      </td>
      <td role="cell" className="n soft col-claims" data-name="claims">
        {finding.claims.length}
      </td>
      <td role="cell" className="col-numbers" title={numbers || undefined}>
        <span className="clip">
          <SafeText text={numbers} />
        </span>
      </td>
      <td role="cell" className="n soft col-day">
        <Day at={finding.last_changed} otherwise="undated" />
      </td>
    </tr>
  );
}
