import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { useAmountText } from '../shell/frame/amount-text.ts';
import { DeadlineClocks } from '../shell/frame/DeadlineClocks.tsx';
import { useRuntime, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { overviewQuery } from '../shell/frame/queries.ts';
import { AccountLine, PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PanelBoundary } from '../shell/frame/PanelBoundary.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { type StatusLabel, StatusChip, useStatusLabels } from '../shell/frame/status-chip.tsx';
import { Button } from '../ui/base/button.tsx';
import { Section } from '../ui/base/section.tsx';
import type texts from './texts.json';
import { FlowSkeleton } from './FlowSkeleton.tsx';
import { useNearView } from './use-near-view.ts';

type Overview = Schemas['Overview'];
type Attention = Overview['attention'][number];

const DataFlow = lazy(() => import('./DataFlow.tsx'));

export async function loader({ runtime }: LoaderInput) {
  await runtime.client.ensureQueryData(overviewQuery(runtime));
}

/** The first page: what needs attention, and the sections of the module. */
export default function OverviewPage() {
  const t = useTexts<typeof texts>('overview');
  const runtime = useRuntime();
  const { data: overview } = useSuspenseQuery(overviewQuery(useQueryContext()));
  return (
    <div className="stack-l">
      <div className="two">
        <div className="stack-l">
          <PageHead
            name={t('name')}
            heading={useStateSentence(overview)}
            lead={
              <>
                <span>{`${t('lead')} `}</span>
                <AccountLine />
                {overview.changes === undefined ? null : (
                  <PageLink to={paths.review()}>{t('changes', { n: overview.changes.total })}</PageLink>
                )}
              </>
            }
          />
          <PartialNotes partial={overview.partial} onRetry={() => void runtime.invalidate(getOverview)} />
          {overview.attention.length === 0 ? null : (
            <Section title={t('attention', { n: overview.attention.length })}>
              <AttentionList overview={overview} />
            </Section>
          )}
          <Section title={t('cards')}>
            <Cards overview={overview} />
          </Section>
        </div>
        <div className="stack-l">
          <NextDeadline overview={overview} />
          <LatestAccess overview={overview} />
        </div>
      </div>
      <Section title={t('flow')}>
        <PanelBoundary>
          <FlowPanel />
        </PanelBoundary>
      </Section>
    </div>
  );
}

/**
 * The picture of the data flow, loaded when it comes near the view: its code and data are a third of the page above it.
 * Its height is reserved. In a narrow container a button shows the table instead.
 */
function FlowPanel() {
  const t = useTexts<typeof texts>('overview');
  const place = useRef<HTMLDivElement>(null);
  const [table, setTable] = useState(false);
  const wanted = useNearView(place) || table;
  return (
    <div className="stack" data-table={table}>
      <div className="split">
        <p className="small muted prose flow-wide">{t('flow.lead')}</p>
        <span className="flow-wide">
          <Button kind="quiet" onClick={() => setTable(!table)} aria-pressed={table}>
            {t(table ? 'flow.asPicture' : 'flow.asTable')}
          </Button>
        </span>
        <span className="flow-narrow">
          <Button kind="quiet" onClick={() => setTable(!table)} aria-expanded={table}>
            {t(table ? 'flow.foldTable' : 'flow.asTable')}
          </Button>
        </span>
      </div>
      <div className="flow-place" ref={place}>
        {wanted ? (
          <Suspense fallback={<FlowSkeleton />}>
            <DataFlow />
          </Suspense>
        ) : (
          <FlowSkeleton />
        )}
      </div>
      {wanted ? null : <p data-print="only">{t('flow.notYet')}</p>}
      <p className="small muted">{t('flow.authorities')}</p>
    </div>
  );
}

/** The heading of the page: the most urgent item. */
function useStateSentence({ attention, cards }: Overview): string {
  const t = useTexts<typeof texts>('overview');
  const kinds = new Set(attention.map(item => item.kind));
  if (kinds.has('overdue')) return t('state.overdue');
  const waiting = attention.filter(item => item.kind === 'needs-user').length;
  if (waiting > 0) return t('state.needs-user', { n: waiting });
  const first = ORDER.find(kind => kinds.has(kind));
  if (first === 'awaiting-owner') return t('state.awaiting-owner');
  if (first && first !== 'needs-user') return t(`attention.${first}`);
  return cards.data.records === 0 && !cards.data.notConnected ? t('state.empty') : t('state.calm');
}

/** The order of attention items, most urgent first. */
const ORDER: readonly Attention['kind'][] = [
  'overdue',
  'needs-user',
  'awaiting-owner',
  'export-failed',
  'export-partly',
  'export-expiring',
  'policy-changed',
  'consent-renewal',
  'export-ready',
];
const SHOWN = 5;

function AttentionList({ overview: { attention, asOf } }: { overview: Overview }) {
  const t = useTexts<typeof texts>('overview');
  const sorted = attention.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const rows = (items: readonly Attention[]) => (
    <ul className="rows">
      {items.map(item => (
        <AttentionRow key={item.id} item={item} now={asOf} />
      ))}
    </ul>
  );
  // One item more is shown too: hiding a single row saves no space.
  const first = sorted.length > SHOWN + 1 ? SHOWN : sorted.length;
  return (
    <>
      {rows(sorted.slice(0, first))}
      {first === sorted.length ? null : (
        <details className="more">
          <summary>{t('attention.more', { n: sorted.length - first })}</summary>
          {rows(sorted.slice(first))}
        </details>
      )}
    </>
  );
}

function pageOfAttention(item: Attention): string {
  if (item.requestId !== undefined) return paths.request(item.requestId);
  if (item.exportId !== undefined) return paths.export(item.exportId);
  if (item.policyVersion !== undefined) return paths.policyVersion(item.policyVersion);
  return paths.consents();
}

/** The status of an attention item, with the label of its own page; undefined for items that show a date instead. */
function useAttentionStatus(): (kind: Attention['kind']) => StatusLabel | undefined {
  const { exportLabel, requestLabel, overdue } = useStatusLabels();
  return kind => {
    switch (kind) {
      case 'needs-user':
        return requestLabel('needs_user');
      case 'awaiting-owner':
        return requestLabel('awaiting_owner', true);
      case 'overdue':
        return overdue;
      case 'export-failed':
        return exportLabel('failed');
      case 'export-partly':
        return exportLabel('partly_ready');
      default:
        return undefined;
    }
  };
}

function AttentionRow({ item, now }: { item: Attention; now: string }) {
  const t = useTexts<typeof texts>('overview');
  const format = useFormat();
  const status = useAttentionStatus()(item.kind);
  const title =
    item.kind === 'awaiting-owner'
      ? t(
          item.exportId === undefined
            ? 'attention.awaiting-owner.request'
            : 'attention.awaiting-owner.export',
        )
      : t(`attention.${item.kind}`);
  return (
    <li>
      <PageLink className="row" to={pageOfAttention(item)}>
        <span>
          <span className="row-title">{title}</span>
          <span> </span>
          {item.number === undefined ? null : (
            <span className="term code" translate="no">
              {item.number}
            </span>
          )}
        </span>
        <span className="row-figure small">
          {status !== undefined ? (
            <StatusChip of={status} />
          ) : item.until === undefined ? null : (
            <span className="num">
              {t(item.kind === 'policy-changed' ? 'attention.from' : 'attention.until', {
                date: format.shortDate(item.until, now),
              })}
            </span>
          )}
        </span>
        {item.text === undefined ? null : <span className="row-text row-matter">{item.text}</span>}
      </PageLink>
    </li>
  );
}

function Cards({ overview: { cards, asOf } }: { overview: Overview }) {
  const t = useTexts<typeof texts>('overview');
  const format = useFormat();
  const amount = useAmountText();
  const { exports } = cards;
  const figures = {
    // The note above names the systems that are not connected: a zero would deny what they hold.
    data:
      !cards.data.categories && cards.data.notConnected
        ? ''
        : `${t('card.data.figure', { kinds: cards.data.categories })} · ${amount(cards.data)}`,
    exports:
      exports.ready > 0
        ? t('card.exports.ready', { n: exports.ready })
        : exports.running > 0
          ? t('card.exports.running')
          : exports.lastAt === undefined
            ? t('card.exports.none')
            : t('card.exports.last', { date: format.shortDate(exports.lastAt, asOf) }),
    mailings: cards.mailings.on === 0 ? t('card.mailings.off') : t('card.mailings.on', { ...cards.mailings }),
    // The badge of the section shows the same number.
    requests: [
      t('card.requests.figure', { n: cards.requests.open }),
      ...(cards.requests.waiting > 0 ? [t('card.requests.waiting', { n: cards.requests.waiting })] : []),
    ].join(' · '),
    consents: t('card.consents.figure', { n: cards.consents.given }),
  };
  const all = ['data', 'exports', 'mailings', 'requests', 'consents'] as const;
  const off = cards.mailings.on === 0;
  return (
    <ul className="rows">
      {all.map(card => (
        <li key={card}>
          <PageLink className="row" to={paths[card]()}>
            <span className="row-title">
              {t(card === 'mailings' && off ? 'card.mailings.none' : `card.${card}`)}
            </span>
            <span className="row-figure">{figures[card]}</span>
            <span className="row-text">
              {t(card === 'mailings' && off ? 'card.mailings.text.none' : `card.${card}.text`)}
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

function NextDeadline({ overview: { nextDeadline, asOf } }: { overview: Overview }) {
  const t = useTexts<typeof texts>('overview');
  return (
    <Section title={t('deadline')}>
      {nextDeadline === undefined ? (
        <p className="muted">{t('deadline.none')}</p>
      ) : (
        <>
          <p className="small">
            <PageLink to={paths.request(nextDeadline.id)}>
              <span>{`${nextDeadline.title}, `}</span>
              <span className="code" translate="no">
                {nextDeadline.number}
              </span>
            </PageLink>
          </p>
          <DeadlineClocks deadlines={nextDeadline.deadlines} now={asOf} />
          <details className="more">
            <summary>{t('deadline.how')}</summary>
            <p className="small muted">{t('deadline.explain')}</p>
          </details>
        </>
      )}
    </Section>
  );
}

function LatestAccess({ overview: { accessLog, asOf } }: { overview: Overview }) {
  const t = useTexts<typeof texts>('overview');
  const format = useFormat();
  return (
    <Section title={t('log')}>
      {accessLog.length === 0 ? (
        <p className="muted">{t('log.none')}</p>
      ) : (
        <ul className="rows dense small">
          {accessLog.map(entry => (
            <li key={entry.id}>
              <div className="row">
                <span className="row-title">
                  {entry.actor.kind === 'self' ? t('log.you') : entry.actor.label}
                </span>
                <time className="row-figure num" dateTime={entry.at} title={format.dateTime(entry.at)}>
                  {format.moment(entry.at, asOf)}
                </time>
                <span className="row-text">{`${entry.action.label}: ${entry.object}`}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        <PageLink to={paths.accessLog()}>{t('log.all')}</PageLink>
      </p>
    </Section>
  );
}
