import type { Schemas } from '../../api/schema-types.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import type texts from '../texts.json';

/** Names the systems that do not answer, with the time of the last good answer, and those that have never answered or were never connected. */
export function PartialNotes({
  partial,
  onRetry,
}: {
  partial: readonly Schemas['PartialSource'][];
  onRetry: () => void;
}) {
  const t = useTexts<typeof texts>('shell');
  const format = useFormat();
  if (!partial[0]) return null;
  const missing = partial.filter(source => !source.lastGoodAt);
  const silent = partial.filter(source => !source.reason);
  return (
    <Note tone="warn">
      {silent.map(({ system, label, lastGoodAt }) =>
        lastGoodAt ? (
          <p key={system}>{t('partial', { system: label, at: format.dateTime(lastGoodAt) })}</p>
        ) : null,
      )}
      {missing[0] && <p>{t('partial.missing', { systems: missing.map(({ label }) => label).join(', ') })}</p>}
      {silent[0] && (
        <Button kind="quiet" onClick={onRetry} data-print="no">
          {t('partial.again')}
        </Button>
      )}
    </Note>
  );
}
