import type { Schemas } from '../api/schema-types.ts';
import { useTexts } from '../i18n/react.tsx';
import { Note } from '../ui/base/note.tsx';
import type texts from './texts.json';

/** Names the systems that cannot look for words: none of their records is among what was found. */
export function NotSearched({ partial }: { partial: readonly Schemas['PartialSource'][] }) {
  const t = useTexts<typeof texts>('register');
  return partial
    .filter(source => source.reason === 'not-searched')
    .map(source => (
      <Note key={source.system} tone="warn">
        <p>{t('search.notSearched', { system: source.label })}</p>
      </Note>
    ));
}
