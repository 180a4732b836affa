/** A switch: acts at once, says its state in words too. */
export function Switch({
  on,
  labelledBy,
  describedBy,
  words,
  unsure = false,
  onChange,
}: {
  on: boolean;
  /** Id of what it switches. */
  labelledBy: string;
  describedBy?: string;
  words: { on: string; off: string };
  /** It is not known what the state is: neither on nor off is claimed. */
  unsure?: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={unsure ? 'mixed' : on}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onClick={() => onChange(!on)}
    >
      <span className="small" aria-hidden="true">
        {on ? words.on : words.off}
      </span>
      <span className="switch-track" aria-hidden="true" />
    </button>
  );
}
