import { useSearchParams } from 'react-router';

/**
 * Returns a function that changes search parameters of the address: it takes names with values; an empty value removes
 * the parameter. With `push` each change is an entry of the history, otherwise it replaces the current entry.
 */
export function useChangeSearch(
  history: 'replace' | 'push' = 'replace',
): (changes: Readonly<Record<string, string>>) => void {
  const [, setSearch] = useSearchParams();
  return changes =>
    setSearch(
      before => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: history === 'replace' },
    );
}
