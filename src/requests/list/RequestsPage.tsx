import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { REQUEST_STATUSES, RIGHT_KINDS } from '../../domain/ids.ts';
import { Select } from '../../form/fields.tsx';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useDaysLeft } from '../../shell/frame/DeadlineClocks.tsx';
import { useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { MoreButton, useMore } from '../../shell/kit/load-more.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { StatusChip, useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { apiQuery, type QueryContext } from '../../api/query.ts';
import { scopeOf, scopeQuery } from '../../shell/kit/account-scope.ts';
import { useChangeSearch } from '../../shell/kit/change-search.ts';
import { ScopeSwitch } from '../../shell/kit/ScopeSwitch.tsx';
import { Section } from '../../ui/base/section.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import type { Schemas } from '../../api/schema-types.ts';
import css from '../requests.css?inline';
import type shared from '../texts.json';
import type texts from './texts.json';

type Summary = Schemas['RequestSummary'];

/** The part of the list an address asks for; what it cannot mean is left out. */
function listSearch(search: URLSearchParams) {
  const kind = RIGHT_KINDS.find(name => name === search.get('kind'));
  const status = REQUEST_STATUSES.find(name => name === search.get('status'));
  return {
    ...scopeQuery(scopeOf(search)),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    limit: 50,
  };
}

const listQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, listRequests, { query: listSearch(search) });

export async function loader({ runtime, search }: LoaderInput) {
  await runtime.client.ensureQueryData(listQuery(runtime, search));
}

/**
 * What waits for whom, in this order. The group depends on who acts next (`decides`: the user files for the account),
 * drafts and what is over apart.
 */
const GROUPS = ['turn', 'open', 'drafts', 'over'] as const;

function groupOf({ status, turn }: Summary, decides: boolean): (typeof GROUPS)[number] {
  if (status === 'draft') return 'drafts';
  if (status === 'closed' || status === 'withdrawn' || status === 'answered') return 'over';
  return turn === 'user' || (turn === 'owner' && decides) ? 'turn' : 'open';
}

/** Whether this user is the one a request of the account waits for. */
const useDecides = (): boolean => useSession().capabilities.includes('request.account');

/** All requests: what waits for the customer first, each with its date. */
export default function RequestsPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('list');
  const decides = useDecides();
  const [search] = useSearchParams();
  const { data: first } = useSuspenseQuery(listQuery(useQueryContext(), search));
  const more = useMore(listRequests, listSearch(search), first);
  const items = [...first.items, ...more.items];
  const filtered = search.get('kind') !== null || search.get('status') !== null;
  const waiting = items.filter(item => groupOf(item, decides) === 'turn').length;
  const open = items.filter(item => groupOf(item, decides) === 'open').length;
  const heading = filtered
    ? t('list.heading.filtered', { n: first.total })
    : waiting > 0
      ? t('list.heading.waiting', { n: waiting })
      : open > 0
        ? t('list.heading.open', { n: open })
        : t(first.total === 0 ? 'list.heading.none' : 'list.heading.quiet');
  return (
    <div className="stack-l">
      <PageHead
        name={t('list.name')}
        heading={heading}
        lead={first.total === 0 && !filtered ? t('list.lead.none') : t('list.lead')}
      />
      <div className="actions">
        <PageLink className="btn" data-kind="primary" to={paths.newRequest()}>
          {t('list.new')}
        </PageLink>
        <ScopeSwitch />
      </div>
      {first.total === 0 && !filtered ? null : <Filters />}
      {GROUPS.map(group => {
        const own = items.filter(item => groupOf(item, decides) === group);
        return own.length === 0 ? null : (
          <Section key={group} title={t(`list.group.${group}`)}>
            <ul className="rows">
              {own.map(item => (
                <li key={item.id}>
                  <RequestRow item={item} />
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      {filtered && items.length === 0 ? (
        <p>
          <span>{`${t('list.nothing')} `}</span>
          <PageLink to={paths.requests()}>{t('list.clear')}</PageLink>
        </p>
      ) : null}
      <MoreButton more={more} label={t('list.more', { n: more.left })} />
    </div>
  );
}

function Filters() {
  const t = useTexts<typeof texts>('list');
  const common = useTexts<typeof shared>('requests');
  const { requestLabel } = useStatusLabels();
  const [search] = useSearchParams();
  const choose = useChangeSearch();
  const { kind: ofKind, status: inStatus } = listSearch(search);
  const what = [ofKind && common(`right.${ofKind}`), inStatus && requestLabel(inStatus).label]
    .filter(Boolean)
    .join(', ');
  return (
    <details className="more" data-keeps-focus="" open={what !== ''}>
      <summary>{t('filter.title', { what: what === '' ? t('filter.everything') : what })}</summary>
      <div className="filters">
        <Select
          label={t('filter.kind')}
          value={search.get('kind') ?? ''}
          options={[
            { value: '', label: t('filter.kind.all') },
            ...RIGHT_KINDS.map(kind => ({ value: kind, label: common(`right.${kind}`) })),
          ]}
          onChange={value => choose({ kind: value })}
        />
        <Select
          label={t('filter.status')}
          value={search.get('status') ?? ''}
          options={[
            { value: '', label: t('filter.status.all') },
            ...REQUEST_STATUSES.map(status => ({ value: status, label: requestLabel(status).label })),
          ]}
          onChange={value => choose({ status: value })}
        />
      </div>
    </details>
  );
}

function RequestRow({ item }: { item: Summary }) {
  const t = useTexts<typeof texts>('list');
  const format = useFormat();
  const say = useDaysLeft();
  const decides = useDecides();
  const labels = useStatusLabels();
  const { now, scopes } = useSession();
  const draft = item.status === 'draft';
  const over = groupOf(item, decides) === 'over';
  const overdue = item.marks.some(mark => mark.kind === 'overdue');
  return (
    <PageLink className="row" to={draft ? paths.draft(item.kind, item.id) : paths.request(item.id)}>
      <span className="row-title">
        <bdi>{item.title}</bdi>
      </span>
      <span className="row-figure chips">
        {overdue && !over ? <StatusChip of={labels.overdue} /> : null}
        <StatusChip of={labels.requestLabel(item.status, decides)} />
      </span>
      <span className="row-text small list-meta">
        <span className="code" translate="no">
          {format.reference(item.number)}
        </span>
        <span>{` · ${
          item.submittedAt === undefined
            ? t('list.begun', { at: format.moment(item.createdAt, now) })
            : t('list.filed', { at: format.moment(item.submittedAt, now) })
        }${scopes.length > 1 ? ` · ${t(`list.scope.${item.scope}`)}` : ''}`}</span>
        {item.dueBy === undefined || over ? null : (
          <>
            <span>{` · ${t('list.due', { date: format.shortDate(item.dueBy, now) })}, ${say(item.dueBy, now)}`}</span>
          </>
        )}
      </span>
    </PageLink>
  );
}
