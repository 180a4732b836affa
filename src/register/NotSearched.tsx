import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { Note } from '../ui/base/note.tsx';
import type texts from './texts.json';

/**
 * Names the systems that cannot look for words: none of their records is among what was found. In a search of everything
 * also those that are not connected; the page of a category has named them already.
 */
export function NotSearched({
  partial,
  everywhere = false,
}: {
  partial: readonly Schemas['PartialSource'][];
  everywhere?: boolean;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const notConnected = everywhere ? partial.filter(source => source.reason === 'not-connected') : [];
  return (
    <>
      {partial
        .filter(source => source.reason === 'not-searched')
        .map(source => (
          <Note key={source.system} tone="warn">
            <p>{t('search.notSearched', { system: source.label })}</p>
          </Note>
        ))}
      {notConnected.length === 0 ? null : (
        <Note tone="warn">
          <p>{t('search.notConnected', { systems: format.list(notConnected.map(({ label }) => label)) })}</p>
        </Note>
      )}
    </>
  );
}
