import { useQuery } from '@tanstack/react-query';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { apiQuery } from '../api/query.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import type texts from './texts.json';

/**
 * An entry of the access log in words: when, who and what; never its id. Undefined until it is loaded and when the reader
 * may not see it.
 */
export function useEntryLabel(id: string | undefined): string | undefined {
  const t = useTexts<typeof texts>('requests');
  const format = useFormat();
  const entry = useQuery({
    ...apiQuery(useQueryContext(), listAccessLog, { query: { id: id ?? '', limit: 1 } }),
    enabled: id !== undefined && id !== '',
  }).data?.items[0];
  return entry === undefined
    ? undefined
    : t('entry.named', {
        at: format.dateTime(entry.at),
        who: entry.actor.label,
        what: `${entry.action.label.toLowerCase()}, ${entry.object}`,
      });
}
