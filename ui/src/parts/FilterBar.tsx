import { useId, useState } from "react";
import type { ReactNode } from "react";
import { useAnswer } from "../api/queries";
import type { Entity, Page } from "../api/contract";
import { CERTAINTIES, GLYPH } from "./certainty";
import { EVENT_TYPES, FILTERS, FILTER_LABEL, filterWords } from "./filters";
import type { FilterName, Filters } from "./filters";
import { SIGN, STANDINGS } from "./standing";
import { TypedField } from "./TypedField";
import type { SetFilters } from "./use-filters";
import { useDelayed } from "./use-delayed";
import { useMedia } from "./useMedia";
import "./parts.css";

export interface FilterBarProps {
  filters: Filters;
  setFilters: SetFilters;
  /** Which filters this list has, the most used first: as many stand open as the width holds. */
  fields: readonly FilterName[];
  /** Switches of the page's own, beside the filters that are set. */
  children?: ReactNode;
}

/** Filters of a list; they stand in the address, so a filtered list can be sent as a link. */
export function FilterBar({ filters, setFilters, fields, children }: FilterBarProps) {
  const all = FILTERS.filter((name) => filters[name] !== undefined);
  const set = all.filter((name) => fields.includes(name));
  const open = useColumns();
  const [first, rest] = [fields.slice(0, open), fields.slice(open)].map((some) => some.filter((name) => name !== "box")) as [
    FilterName[],
    FilterName[],
  ];
  const [unfolded] = useState(() => rest.some((name) => filters[name] !== undefined));
  const one = (name: FilterName) => <FilterField key={name} name={name} value={filters[name] ?? ""} setFilters={setFilters} />;
  return (
    <div className={fields.length <= FEW ? "filters few" : "filters"} role="search" aria-label="Filters">
      <div className="fields">{first.map(one)}</div>
      {rest.length > 0 && (
        <details open={unfolded}>
          <summary>More filters</summary>
          <div className="fields">{rest.map(one)}</div>
        </details>
      )}
      {/* Always there: a chip that comes must not push the list down. */}
      <div className="chips">
        {children}
        {set.map((name) => (
          <button key={name} type="button" className="chip" onClick={() => setFilters({ [name]: null })}>
            <span className="unseen">Remove filter: </span>
            {filterWords(name, filters[name] ?? "")}
            <span aria-hidden="true">✕</span>
          </button>
        ))}
        {all.length > 1 && (
          <button type="button" className="quiet" onClick={() => setFilters(Object.fromEntries(all.map((name) => [name, null])))}>
            Clear all
          </button>
        )}
        {!children && set.length === 0 && <span className="soft small">No filter set</span>}
      </div>
    </div>
  );
}

/** So few fields and their chips stand in one row. */
const FEW = 3;

const DATES: ReadonlySet<FilterName> = new Set(["from", "to", "as_of"]);

/** How many filters stand open: all of them on a wide screen, the first on a narrow one. */
function useColumns(): number {
  const wide = useMedia("(min-width: 80rem)");
  const middle = useMedia("(min-width: 46rem)");
  return wide ? Infinity : middle ? 4 : 1;
}

function FilterField({ name, value, setFilters }: { name: FilterName; value: string; setFilters: SetFilters }) {
  const label = FILTER_LABEL[name];
  if (name === "standing")
    return (
      <Choice
        label={label}
        value={value}
        options={STANDINGS.map((one) => [one, `${SIGN[one]} ${one}`])}
        onChange={(next) => setFilters({ standing: next })}
      />
    );
  if (name === "certainty")
    return (
      <Choice
        label={label}
        value={value}
        options={CERTAINTIES.map((one) => [one, `${GLYPH[one]} ${one}`])}
        onChange={(next) => setFilters({ certainty: next })}
      />
    );
  if (name === "event")
    return (
      <Choice label={label} value={value} options={EVENT_TYPES.map((one) => [one, one])} onChange={(next) => setFilters({ event: next })} />
    );
  if (name === "source" || name === "entity" || name === "place") return <NameField name={name} value={value} setFilters={setFilters} />;
  return (
    <TypedField
      className={name === "text" ? "field-text" : undefined}
      label={label}
      value={value}
      type={name === "text" ? "search" : DATES.has(name) ? "date" : "text"}
      placeholder={name === "text" ? 'words, "a phrase", begin*' : name === "country" ? "PRK, RUS" : undefined}
      onChange={(next) => {
        // Half a country's code is none yet.
        if (name !== "country") setFilters({ [name]: next }, { replace: true });
        else if (next === "" || next.length === 3) setFilters({ country: next.toUpperCase() }, { replace: true });
      }}
    />
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">any</option>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
        {/* An address may hold a value that is none of these: it is shown, not hidden. */}
        {value && !options.some(([key]) => key === value) && <option value={value}>{value}</option>}
      </select>
    </div>
  );
}

/** A name, with those that the ledger knows as suggestions. */
function NameField({ name, value, setFilters }: { name: "source" | "entity" | "place"; value: string; setFilters: SetFilters }) {
  const [typing, setTyping] = useState("");
  const asked = useDelayed(typing.trim(), 200);
  const known = useAnswer<Page<Entity>>("/entities", { name: asked, limit: 12 }, { enabled: asked.length >= 2, keep: true });
  return (
    <TypedField
      label={FILTER_LABEL[name]}
      value={value}
      suggestions={typing ? known.data?.rows.map((entity) => entity.name) : undefined}
      onTyping={setTyping}
      onChange={(next) => setFilters({ [name]: next }, { replace: true })}
    />
  );
}
