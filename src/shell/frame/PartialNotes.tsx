import type { Schemas } from '../../api/schema-types.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import type texts from '../texts.json';

/** Names the systems that do not answer, with the time of the last good answer. */
export function PartialNotes({
  partial,
  onRetry,
}: {
  partial: readonly Schemas['PartialSource'][];
  onRetry: () => void;
}) {
  const t = useTexts<typeof texts>('shell');
  const format = useFormat();
  if (partial.length === 0) return null;
  return (
    <Note tone="warn">
      {partial.map(source => (
        <p key={source.system}>
          {t('partial', { system: source.label, at: format.dateTime(source.lastGoodAt) })}
        </p>
      ))}
      <Button kind="quiet" onClick={onRetry} data-print="no">
        {t('partial.again')}
      </Button>
    </Note>
  );
}
