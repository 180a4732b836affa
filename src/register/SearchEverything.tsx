import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { searchRegister } from '../api/generated/ops/searchRegister.ts';
import { apiQuery } from '../api/query.ts';
import { TextInput } from '../form/fields.tsx';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';
import { Button } from '../ui/base/button.tsx';
import type { Schemas } from '../api/schema-types.ts';
import { NotSearched } from './NotSearched.tsx';
import type texts from './texts.json';
import { usePaused } from './use-paused.ts';

const LIMIT = 50;
/** Entries of the access log are found together: the hit is their kind, not each of them. */
const ACCESS_ENTRY = 'access-entry';
/** Each text that was typed is a query of its own: their answers are dropped soon. */
const SEARCH_GC_MS = 60_000;

/** Search across everything. What is typed goes in a body, never into an address. */
export function SearchEverything({ search }: { search: URLSearchParams }) {
  const t = useTexts<typeof texts>('register');
  const [text, setText] = useState('');
  const wanted = usePaused(text).trim();
  const hits = useQuery({
    ...apiQuery(useQueryContext(), searchRegister, {
      query: scopeQuery(scopeOf(search)),
      body: { text: wanted, limit: LIMIT },
    }),
    gcTime: SEARCH_GC_MS,
    enabled: wanted.length > 0,
    placeholderData: previous => previous,
  });
  const page = useDeferredValue(wanted === '' ? undefined : hits.data);
  return (
    <search className="stack-s" data-print="no">
      <TextInput
        type="search"
        label={t('search')}
        hint={t('search.hint')}
        value={text}
        maxLength={200}
        autoComplete="off"
        onChange={event => setText(event.target.value)}
      />
      <div aria-live="polite" aria-busy={hits.isFetching || undefined}>
        {page === undefined || wanted === '' ? null : (
          <p className="h3">{t('search.results', { n: page.total })}</p>
        )}
      </div>
      {hits.error && wanted !== '' ? (
        <PanelFailure error={hits.error} onRetry={() => void hits.refetch()} />
      ) : page === undefined || wanted === '' ? null : (
        <div className="stack-s">
          {page.items.length === 0 ? <p className="muted">{t('search.none')}</p> : null}
          <ul className="rows dense">
            {page.items.map(hit => (
              <li key={`${hit.type}-${hit.category ?? ''}-${hit.id}`}>
                <PageLink className="row" to={pageOfHit(hit, search.get('scope') ?? undefined)}>
                  <span className="row-title">{hit.label}</span>
                  <span className="row-figure term">{t(`hit.${hit.type}`)}</span>
                  <span className="row-text small">{hit.context}</span>
                </PageLink>
              </li>
            ))}
          </ul>
          <NotSearched partial={page.partial} everywhere />
          {page.total > page.items.length ? (
            <p className="small muted">{t('search.more', { n: page.items.length })}</p>
          ) : null}
          <Button kind="quiet" onClick={() => setText('')}>
            {t('search.clear')}
          </Button>
        </div>
      )}
    </search>
  );
}

/** Where a hit leads, in the scope that was searched: to the record or value itself, its category, or the register narrowed to it. */
function pageOfHit(hit: Schemas['SearchHit'], scope: string | undefined): string {
  if (hit.type === 'purpose' || hit.type === 'recipient' || hit.type === 'system')
    return paths.data({ [hit.type]: hit.id, scope });
  const record = hit.type === 'record' ? hit.id : undefined;
  const field = hit.type === 'field' ? hit.id : undefined;
  const kind = hit.type === 'category' && hit.id === ACCESS_ENTRY ? hit.id : undefined;
  return paths.category(hit.category ?? hit.id, { record, field, kind, scope });
}
