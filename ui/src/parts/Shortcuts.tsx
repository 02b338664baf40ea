import { useShortcutsOn } from "./keys";
import "./Shortcuts.css";

/** The page's single keys, and the switch for them. */
export function Shortcuts({ keys }: { keys: readonly (readonly [string, string])[] }) {
  const [on, set] = useShortcutsOn();
  return (
    <div className="shortcuts small soft">
      <span className="shortcuts-list">
        {keys.map(([key, means]) => (
          <span key={key} className="nowrap">
            <kbd>{key}</kbd> {means}
          </span>
        ))}
      </span>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> Single keys work
      </label>
    </div>
  );
}
