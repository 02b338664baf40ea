import { useState } from "react";
import type { MouseEvent } from "react";
import { accessKey, address, authorisation, problemOf } from "../api/client";
import type { Query } from "../api/client";
import "./parts.css";

const FORMATS: readonly (readonly [string, string])[] = [
  ["csv-findings", "Findings, CSV"],
  ["csv", "Claims, CSV"],
  ["csv-events", "Events, CSV"],
  ["jsonl", "Everything, JSON lines"],
  ["json-ld", "JSON-LD (ClaimReview, PROV)"],
  ["stix", "STIX 2.1"],
  ["plover", "PLOVER events"],
  ["polecat", "POLECAT table"],
  ["gkg", "GDELT GKG table"],
  ["citron", "Citron quotations"],
];

/** What is listed, in full, in the formats of other programs. */
export function ExportMenu({ query }: { query: Query }) {
  const [failed, setFailed] = useState<string | null>(null);
  /** A plain link cannot send the access key: with one, the file is fetched and handed over. */
  async function fetched(event: MouseEvent<HTMLAnchorElement>, format: string) {
    if (accessKey() === null) return;
    event.preventDefault();
    setFailed(null);
    const response = await fetch(event.currentTarget.href, { headers: authorisation() });
    if (!response.ok) return setFailed((await problemOf(response)).message);
    const url = URL.createObjectURL(await response.blob());
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? `purport.${format}`;
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
  return (
    <details
      className="menu"
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.removeAttribute("open")}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && event.currentTarget.removeAttribute("open")}
    >
      <summary className="button">Export</summary>
      <ul className="menu-list">
        {FORMATS.map(([format, words]) => (
          <li key={format}>
            <a href={address(`/exports/${format}`, query)} download onClick={(event) => void fetched(event, format)}>
              {words}
            </a>
          </li>
        ))}
        {failed && (
          <li role="alert" className="small">
            {failed}
          </li>
        )}
      </ul>
    </details>
  );
}
