import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listDisclosures } from '../api/generated/ops/listDisclosures.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import type { Schemas } from '../api/schemas.ts';
import { logDays } from '../domain/access-days.ts';
import { isPlainDate, moscowDate, yearOf } from '../domain/calendar.ts';
import { Select, TextInput } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { useRuntime, useSession, useQueryContext } from '../shell/frame/hooks.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { useMore } from '../shell/kit/load-more.tsx';
import { registerQuery } from '../api/queries/register.ts';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Note } from '../ui/base/note.tsx';
import { Breadcrumb } from '../ui/facts.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import css from './access-log.css?inline';
import type texts from './texts.json';

type Entry = Schemas['AccessEntry'];

const ACTORS = ['staff', 'system', 'self', 'user'] as const;
const FILTERS = ['actor', 'category', 'from', 'to'] as const;

/** The part of the log an address asks for; what it cannot mean is left out. */
function logSearch(search: URLSearchParams) {
  const actor = ACTORS.find(name => name === search.get('actor'));
  const category = search.get('category');
  const day = (name: string) => {
    const value = search.get(name);
    return value !== null && isPlainDate(value) ? value : undefined;
  };
  const [from, to] = [day('from'), day('to')];
  return {
    ...scopeQuery(scopeOf(search)),
    ...(actor === undefined ? {} : { actor }),
    ...(category && category.length <= 120 ? { category } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Entries shown at first and with each press: about two screens, so that the end of the page is near. */
const PAGE = 25;

const logQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, listAccessLog, { query: { ...logSearch(search), limit: PAGE } });

const disclosuresQuery = (context: QueryContext, search: URLSearchParams) => {
  const year = Number(search.get('year'));
  return apiQuery(context, listDisclosures, {
    query: { ...scopeQuery(scopeOf(search)), ...(year >= 2000 && year <= 2100 ? { year } : {}), limit: 200 },
  });
};

const showsDisclosures = (search: URLSearchParams) => search.get('view') === 'disclosures';

export async function loader({ runtime, search }: LoaderInput) {
  if (showsDisclosures(search)) await runtime.client.ensureQueryData(disclosuresQuery(runtime, search));
  else await runtime.client.ensureQueryData(logQuery(runtime, search));
}

/** Who looked at the data, when, at what, why and from where; and what was handed over. */
export default function AccessLogPage() {
  useSheet(css);
  const [search] = useSearchParams();
  return showsDisclosures(search) ? <Disclosures search={search} /> : <Log search={search} />;
}

function useChoose() {
  const [, setSearch] = useSearchParams();
  return (changes: Partial<Record<string, string>>) =>
    setSearch(
      before => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
}

function Views({ current }: { current: 'log' | 'disclosures' }) {
  const t = useTexts<typeof texts>('access-log');
  const [search] = useSearchParams();
  const scope = search.get('scope') ?? undefined;
  return (
    <div className="actions" data-keeps-focus="">
      <div className="switcher" role="group" aria-label={t('view.label')}>
        <PageLink to={paths.accessLog({ scope })} aria-current={current === 'log' ? 'true' : undefined}>
          {t('view.log')}
        </PageLink>
        <PageLink
          to={paths.accessLog({ scope, view: 'disclosures' })}
          aria-current={current === 'disclosures' ? 'true' : undefined}
        >
          {t('view.disclosures')}
        </PageLink>
      </div>
      <ScopeSwitch />
    </div>
  );
}

function Log({ search }: { search: URLSearchParams }) {
  const t = useTexts<typeof texts>('access-log');
  const runtime = useRuntime();
  const choose = useChoose();
  const query = logSearch(search);
  const context = useQueryContext();
  const { data: first } = useSuspenseQuery(logQuery(context, search));
  const register = useQuery(registerQuery(context));
  const more = useMore(listAccessLog, { ...query, limit: PAGE }, first);
  const entries = [...first.items, ...more.items];
  const filtered = FILTERS.some(name => search.get(name));
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t(filtered ? 'heading.filtered' : 'heading.log', { n: first.total })}
        lead={first.total === 0 && !filtered ? t('empty') : t('lead')}
        trail={t('term')}
      />
      <Note>{first.notice}</Note>
      <Views current="log" />
      {first.total === 0 && !filtered ? null : (
        <div className="filters" data-keeps-focus="">
          <Select
            label={t('actor')}
            value={search.get('actor') ?? ''}
            options={[
              { value: '', label: t('actor.all') },
              ...ACTORS.map(actor => ({ value: actor, label: t(`actor.${actor}`) })),
            ]}
            onChange={actor => choose({ actor })}
          />
          <Select
            label={t('category')}
            value={search.get('category') ?? ''}
            options={[
              { value: '', label: t('category.all') },
              ...(register.data?.categories ?? []).map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={category => choose({ category })}
          />
          <TextInput
            type="date"
            label={t('from')}
            value={query.from ?? ''}
            onChange={event => choose({ from: event.target.value })}
          />
          <TextInput
            type="date"
            label={t('to')}
            value={query.to ?? ''}
            onChange={event => choose({ to: event.target.value })}
          />
        </div>
      )}
      <PartialNotes partial={first.partial} onRetry={() => void runtime.invalidate(listAccessLog)} />
      {entries.length === 0 ? (
        <div className="stack-s">
          {filtered ? <p className="muted">{t('none')}</p> : null}
          {filtered ? (
            <Button kind="quiet" onClick={() => choose(Object.fromEntries(FILTERS.map(name => [name, ''])))}>
              {t('clear')}
            </Button>
          ) : null}
        </div>
      ) : (
        <Days entries={entries} foldOwn={query.actor !== 'self'} />
      )}
      {more.failure ? <PanelFailure error={more.failure} onRetry={more.next} /> : null}
      {more.left > 0 ? (
        <p className="actions">
          <Button busy={more.busy} onClick={more.next}>
            {t('more')}
          </Button>
          <span className="small muted">{t('left', { n: more.left })}</span>
        </p>
      ) : null}
    </div>
  );
}

/** The log by days; the customer's own actions are folded where others' stand beside them. */
function Days({ entries, foldOwn }: { entries: readonly Entry[]; foldOwn: boolean }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const { now } = useSession();
  return (
    <div className="log-days">
      {logDays(entries).map(({ day, runs }) => (
        <section key={day} className="log-day" aria-labelledby={`day-${day}`}>
          <Heading level={2} className="h3" id={`day-${day}`}>
            {format.day(day, now)}
          </Heading>
          <ul className="rows">
            {runs.map(run => {
              const rows = run.entries.map(entry => <LogEntry key={entry.id} entry={entry} />);
              return run.own && foldOwn && run.entries.length > 1 ? (
                <li key={run.entries[0]?.id}>
                  <details className="more log-own">
                    <summary>{t('own', { n: run.entries.length })}</summary>
                    <ul className="rows">{rows}</ul>
                  </details>
                </li>
              ) : (
                rows
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** When, who, what and why in a row; from where, and what can be done about it, when the row is opened. */
function LogEntry({ entry }: { entry: Entry }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const from = [entry.from.channel, entry.from.place].filter(part => part !== undefined);
  // What the customer did they know: its reason is one step away.
  const own = entry.actor.kind === 'self';
  return (
    <li>
      <details className="more log-row">
        <summary>
          <time className="num small muted" dateTime={entry.at} title={format.dateTime(entry.at)}>
            {format.hourMinute(entry.at)}
          </time>
          <span className="log-who">
            <strong>{own ? t('who.self') : entry.actor.label}</strong>
            <span> </span>
            {entry.actor.kind === 'staff' ? (
              <span className="term">{t('chip.staff')}</span>
            ) : entry.actor.kind === 'user' ? (
              <Chip tone="wait">{t('chip.user')}</Chip>
            ) : null}
          </span>
          <span className="log-what">
            <span>{`${entry.action.label}: ${entry.object}`}</span>
            {own ? null : (
              <>
                <span className="sr">. </span>
                <span className="small muted">{entry.reason}</span>
              </>
            )}
          </span>
        </summary>
        <div className="log-more small">
          {own ? <span>{entry.reason}</span> : null}
          <Breadcrumb label={t('where')} steps={from} />
          {entry.reference?.kind === 'request' ? (
            <PageLink to={paths.request(entry.reference.id)}>{entry.reference.label}</PageLink>
          ) : entry.reference?.kind === 'export' ? (
            <PageLink to={paths.export(entry.reference.id)}>{entry.reference.label}</PageLink>
          ) : entry.reference === undefined ? null : (
            <span>{entry.reference.label}</span>
          )}
          <PageLink to={paths.newRequest('complaint', { entry: entry.id })}>
            <span>{t('unknown')}</span>
            <span className="sr">{`: ${format.dateTime(entry.at)}`}</span>
          </PageLink>
        </div>
      </details>
    </li>
  );
}

function Disclosures({ search }: { search: URLSearchParams }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const runtime = useRuntime();
  const choose = useChoose();
  const { now } = useSession();
  const { data: page } = useSuspenseQuery(disclosuresQuery(useQueryContext(), search));
  const thisYear = yearOf(moscowDate(now));
  return (
    <div className="stack-l">
      <PageHead name={t('name')} heading={t('heading.disclosures', { n: page.total })} trail={t('term')} />
      <Note>{page.notice}</Note>
      <Views current="disclosures" />
      <div className="filters" data-keeps-focus="">
        <Select
          label={t('year')}
          value={search.get('year') ?? ''}
          options={[
            { value: '', label: t('year.all') },
            ...Array.from({ length: 8 }, (_, index) => String(thisYear - index)).map(year => ({
              value: year,
              label: year,
            })),
          ]}
          onChange={year => choose({ year })}
        />
      </div>
      <PartialNotes partial={page.partial} onRetry={() => void runtime.invalidate(listDisclosures)} />
      {page.items.length === 0 ? null : (
        <ul className="rows">
          {page.items.map(item => (
            <li key={item.id} className="log-entry">
              <time className="num small muted" dateTime={item.at}>
                {format.date(item.at)}
              </time>
              <div className="log-body">
                <span className="log-who">{item.recipientLabel}</span>
                <span>{item.what}</span>
                <span className="small muted">{item.why}</span>
              </div>
              <span className="small muted">
                {`${t('basis')}: ${t(item.basis === undefined ? 'basis.none' : `basis.${item.basis}`)}. ${t('abroad')}: ${item.crossBorder}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
