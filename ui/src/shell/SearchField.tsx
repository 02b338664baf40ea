import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useAnswer } from "../api/queries";
import type { Found } from "../api/contract";
import { entries, stepped } from "../parts/found";
import type { Entry } from "../parts/found";
import { count } from "../parts/format";
import { useKeys } from "../parts/keys";
import { SafeText } from "../parts/SafeText";
import { SIGN } from "../parts/standing";
import { useDelayed } from "../parts/use-delayed";
import { navigate, usePathname } from "../router/router";

const EACH = 5;
const HEADINGS: Readonly<Record<Entry["kind"], string>> = { finding: "Findings", article: "Articles", source: "Sources" };

/** Search over everything, as one types: a combobox with a list of what was found. */
export function SearchField() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const pathname = usePathname();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const asked = useDelayed(typed, 150);
  const wanted = open && asked.trim().length > 0;
  const { data } = useAnswer<Found>("/search", { q: asked, limit: EACH }, { enabled: wanted, keep: true });
  const list = wanted && typed.trim() && data ? entries(data, EACH) : [];
  useEffect(() => setOpen(false), [pathname]);
  useKeys({ "/": () => field.current?.focus() });

  const full = `/search?q=${encodeURIComponent(typed.trim())}`;
  function go(to: string) {
    setOpen(false);
    setAt(-1);
    navigate(to);
  }
  function pressed(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setAt((now) => stepped(now, event.key, list.length));
    } else if (event.key === "Escape") {
      if (open && list.length > 0) event.preventDefault();
      setOpen(false);
      setAt(-1);
    }
  }
  return (
    <form
      role="search"
      aria-label="Everything"
      className="search-field"
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = list[at];
        if (chosen) go(chosen.to);
        else if (typed.trim()) go(full);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-label="Search findings, articles and sources"
        aria-expanded={list.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={list[at] ? `${id}-${at}` : undefined}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        placeholder="Search everything"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={pressed}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Found" className="search-list" hidden={list.length === 0}>
        {list.map((entry, place) => (
          <Option
            key={entry.kind + entry.id}
            entry={entry}
            id={`${id}-${place}`}
            active={place === at}
            first={list[place - 1]?.kind !== entry.kind}
            choose={() => go(entry.to)}
          />
        ))}
        {list.length > 0 && (
          <div className="search-all" aria-hidden="true" onMouseDown={() => go(full)}>
            Enter shows all that was found
          </div>
        )}
      </div>
      <span role="status" className="unseen">
        {wanted && data ? (list.length > 0 ? `${count(list.length, "suggestion")}` : "Nothing found") : ""}
      </span>
    </form>
  );
}

function Option({ entry, id, active, first, choose }: { entry: Entry; id: string; active: boolean; first: boolean; choose: () => void }) {
  return (
    <>
      {first && (
        <div className="search-kind" aria-hidden="true">
          {HEADINGS[entry.kind]}
        </div>
      )}
      {/* On mousedown: a click would come after the field lost its focus and the list is gone. */}
      <div
        id={id}
        role="option"
        aria-selected={active}
        className="search-option"
        onMouseDown={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        {entry.standing && (
          <span className={`option-sign s-${entry.standing}`} title={entry.standing}>
            <span aria-hidden="true">{SIGN[entry.standing]}</span>
            <span className="unseen">{entry.standing}: </span>
          </span>
        )}
        <span className="serif option-text">
          <SafeText text={entry.text} />
        </span>
        <span className="soft small nowrap">
          {" "}
          <SafeText text={entry.about} />
        </span>
      </div>
    </>
  );
}
