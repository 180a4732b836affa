/** Lines in place of content that loads. Widths in percent. */
export function Skeleton({ widths, height = '1em' }: { widths: readonly number[]; height?: string }) {
  return (
    <div className="stack-s" aria-hidden="true">
      {widths.map((width, index) => (
        <span key={index} className="bone" style={{ width: `${width}%`, height }} />
      ))}
    </div>
  );
}
