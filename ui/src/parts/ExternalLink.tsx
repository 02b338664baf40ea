import type { ReactNode } from "react";
import { webAddress } from "./format";

/** A link out of the page; plain words where the address is not one of the web. */
export function ExternalLink({ url, children }: { url: string | null; children: ReactNode }) {
  const href = webAddress(url);
  if (href === null) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
      <span aria-hidden="true"> ↗</span>
      <span className="unseen"> (opens outside)</span>
    </a>
  );
}
