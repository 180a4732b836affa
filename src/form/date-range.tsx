import { TextInput } from './fields.tsx';

/** Two date fields of a filter; `onChange` gets the changed end as `YYYY-MM-DD`, or an empty text. */
export function DateRange({
  labels,
  from = '',
  to = '',
  onChange,
}: {
  labels: { from: string; to: string };
  from?: string | undefined;
  to?: string | undefined;
  onChange: (changes: { from: string } | { to: string }) => void;
}) {
  return (
    <>
      <TextInput
        type="date"
        label={labels.from}
        value={from}
        onChange={event => onChange({ from: event.target.value })}
      />
      <TextInput
        type="date"
        label={labels.to}
        value={to}
        onChange={event => onChange({ to: event.target.value })}
      />
    </>
  );
}
