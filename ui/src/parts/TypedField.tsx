import { useEffect, useId, useRef, useState } from "react";

export interface TypedFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "search" | "date";
  placeholder?: string;
  /** Names to choose from, and what is asked for as the person types. */
  suggestions?: readonly string[];
  onTyping?: (value: string) => void;
  className?: string;
}

const PAUSE = 250;

/** A field that tells its value after a pause in typing, at once on Enter and on leaving. */
export function TypedField({ label, value, onChange, type = "text", placeholder, suggestions, onTyping, className }: TypedFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  // The address changed by other means: the back button, a chip taken out.
  if (told.current !== value) {
    told.current = value;
    if (typed.trim() !== value) setTyped(value);
  }
  function tell(next: string) {
    if (next.trim() === told.current) return;
    told.current = next.trim();
    onChange(next.trim());
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => tell(typed), PAUSE);
    return () => clearTimeout(timer);
  });
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={typed}
        placeholder={placeholder}
        list={suggestions?.length ? `${id}-list` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          onTyping?.(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") tell(typed);
        }}
        onBlur={() => tell(typed)}
      />
      {suggestions && suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}
