/** A switch that takes effect at once. The state is also written beside it. */
export function Switch({
  on,
  labelledBy,
  describedBy,
  labels,
  unsure = false,
  onChange,
}: {
  on: boolean;
  /** The id of its label. */
  labelledBy: string;
  describedBy?: string;
  labels: { on: string; off: string };
  /** True while the state is not known; then neither on nor off is announced. */
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
        {on ? labels.on : labels.off}
      </span>
      <span className="switch-track" aria-hidden="true" />
    </button>
  );
}
