import { useSuspenseQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { listExports } from '../../api/generated/ops/listExports.ts';
import { isQueryOf } from '../../api/query.ts';
import { moscowDate } from '../../domain/calendar.ts';
import { hasFiles, isUnderWay } from '../../domain/export-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { MoreButton, useMore } from '../../shell/kit/load-more.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { AccountLine, PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { StatusChip, useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Section } from '../../ui/base/section.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { type Export, exportsQuery, exportsSearch } from '../queries.ts';
import { useArchiveCheck } from '../check/archive-check.ts';
import { ArchiveCheck } from '../check/ArchiveCheck.tsx';
import { CheckResult } from '../check/CheckResult.tsx';
import css from '../exports.css?inline';
import { systemsDone, useTitle, useUntil, useLabels } from '../labels.tsx';

export async function loader({ runtime, search }: LoaderInput) {
  await runtime.client.ensureQueryData(exportsQuery(runtime, search));
}

/** What waits for a decision first, what is over last. */
const GROUPS = ['yours', 'owner', 'running', 'ready', 'failed', 'over'] as const;

function groupOf({ status, allowedActions }: Export): (typeof GROUPS)[number] {
  if (allowedActions.includes('approve')) return 'yours';
  if (status === 'awaiting_owner') return 'owner';
  if (isUnderWay(status)) return 'running';
  if (hasFiles(status)) return 'ready';
  return status === 'failed' ? 'failed' : 'over';
}

const REFRESH = 4000;

/** All copies: what is being made, what can be downloaded and until when, what is gone; and the check of an archive. */
export default function ExportsPage() {
  useSheet(css);
  const t = useLabels();
  const [search] = useSearchParams();
  const { data: first } = useSuspenseQuery(exportsQuery(useQueryContext(), search));
  const more = useMore(listExports, exportsSearch(search), first);
  const items = [...first.items, ...more.items];
  const counts = new Map(GROUPS.map(group => [group, items.filter(item => groupOf(item) === group).length]));
  const check = useArchiveCheck();
  const page = useRef<HTMLDivElement>(null);
  const toCheck = search.get('check') !== null;
  useEffect(() => {
    if (!toCheck) return;
    // Whoever came to check an archive is taken there, past the list.
    const heading = page.current?.querySelector<HTMLElement>('#archive-check');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }, [toCheck]);
  useRefreshing((counts.get('running') ?? 0) > 0);
  const leading = GROUPS.find(group => (counts.get(group) ?? 0) > 0);
  return (
    <div className="stack-l exports" ref={page}>
      <div className="two">
        <div className="stack-l">
          <PageHead
            name={t('list.name')}
            heading={
              leading === undefined
                ? t('list.heading.none')
                : t(`list.heading.${leading}`, { n: counts.get(leading) ?? 0 })
            }
            lead={
              <>
                <span>{`${t(leading === undefined ? 'list.lead.none' : 'list.lead')} `}</span>
                <AccountLine />
              </>
            }
          />
          <div className="actions">
            <PageLink className="btn" data-kind="primary" to={paths.newExport()}>
              {t('list.new')}
            </PageLink>
          </div>
          <CheckResult check={check} />
          {GROUPS.map(group => {
            const own = items.filter(item => groupOf(item) === group);
            return (
              <Fragment key={group}>
                {group === 'over' ? <Repeating items={items} /> : null}
                {own.length === 0 ? null : (
                  <Section title={t(`list.group.${group}`)}>
                    <ul className="rows">
                      {own.map(item => (
                        <li key={item.id}>
                          <ExportRow item={item} />
                        </li>
                      ))}
                    </ul>
                  </Section>
                )}
              </Fragment>
            );
          })}
          <MoreButton more={more} label={t('list.more', { n: more.left })} />
        </div>
        <ArchiveCheck check={check} />
      </div>
    </div>
  );
}

/** Copies that are made again by themselves, and when. */
function Repeating({ items }: { items: readonly Export[] }) {
  const t = useLabels();
  const format = useFormat();
  const title = useTitle();
  const now = useServerTime();
  const repeating = items.filter(({ repetition }) => repetition !== undefined);
  if (repeating.length === 0) return null;
  return (
    <Section title={t('list.repeating')}>
      <ul className="rows">
        {repeating.map(({ repetition, ...item }) => (
          <li key={item.id}>
            <PageLink className="row" to={paths.export(item.id)}>
              <span className="row-title">{title(item)}</span>
              <span className="row-figure small">{t(`repeat.every.${repetition?.every ?? 'P1M'}`)}</span>
              <span className="row-text small list-meta">
                <span className="code" translate="no">
                  {format.reference(item.number)}
                </span>
                <span>
                  {` · ${[
                    t(repetition?.onlyNew === true ? 'repeat.new' : 'repeat.whole'),
                    t('list.next', {
                      date: format.shortDate(moscowDate(repetition?.nextAt ?? now), now),
                    }),
                    t('list.ends', { date: format.date(moscowDate(repetition?.endsAt ?? now)) }),
                  ].join(' · ')}`}
                </span>
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** While something is being made the list is asked for again, as long as somebody can see it. */
function useRefreshing(active: boolean): void {
  const runtime = useRuntime();
  const signedOut = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!active || signedOut) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    let wait = REFRESH;
    const again = () => {
      timer = setTimeout(() => void look(), wait);
    };
    // One after another: a slow answer is waited for, not asked for again.
    const look = async () => {
      if (document.visibilityState === 'visible') {
        await runtime.invalidate(listExports);
        const failed = runtime.client
          .getQueryCache()
          .findAll({ predicate: isQueryOf(listExports) })
          .some(query => query.state.fetchStatus === 'idle' && query.state.fetchFailureCount > 0);
        wait = failed ? Math.min(60_000, wait * 2) : REFRESH;
      }
      if (!ended) again();
    };
    again();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [runtime, active, signedOut]);
}

function ExportRow({ item }: { item: Export }) {
  const t = useLabels();
  const format = useFormat();
  const title = useTitle();
  const { exportLabel } = useStatusLabels();
  const until = useUntil();
  const now = useServerTime();
  const { scopes } = useSession();
  const { status, number, createdAt, expiresAt, endedAt, bytes, parts, systems } = item;
  const facts = [
    t('list.made', { at: format.moment(createdAt, now) }),
    item.createdBy.self ? '' : t('by', { name: `\u2068${item.createdBy.name}\u2069` }),
    scopes.length > 1 ? t(`scope.${item.scope}`) : '',
    hasFiles(status) ? format.bytes(bytes) : '',
    hasFiles(status) && parts.length > 1 ? t('parts.count', { n: parts.length }) : '',
    hasFiles(status) && expiresAt !== undefined ? until(expiresAt, now) : '',
    isUnderWay(status) && systems.length > 0
      ? t('systems.of', { done: systemsDone(item), total: systems.length })
      : '',
    endedAt === undefined
      ? status === 'expired' && expiresAt !== undefined
        ? t('list.expired', { date: format.shortDate(expiresAt, now) })
        : ''
      : t(status === 'revoked' ? 'list.revoked' : 'list.cancelled', {
          date: format.shortDate(endedAt, now),
        }),
  ].filter(Boolean);
  return (
    <PageLink className="row" to={paths.export(item.id)}>
      <span className="row-title">{title(item)}</span>
      <span className="row-figure">
        <StatusChip of={exportLabel(status, item.allowedActions.includes('approve'))} />
      </span>
      <span className="row-text small list-meta">
        <span className="code" translate="no">
          {format.reference(number)}
        </span>
        <span>{` · ${facts.join(' · ')}`}</span>
      </span>
    </PageLink>
  );
}
