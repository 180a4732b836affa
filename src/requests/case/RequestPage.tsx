import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { useDaysLeft } from '../../shell/frame/DeadlineClocks.tsx';
import { governing } from '../../domain/clocks.ts';
import { type Done, DoneLine } from '../../shell/kit/DoneLine.tsx';
import { useFreshOnReturn } from '../../shell/kit/refetch-on-focus.ts';
import { useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { AccountLine, PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import type failureTexts from '../../shell/failure/texts.json';
import { StatusChip, useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { PrintButton } from '../../shell/kit/PrintButton.tsx';
import { createSignal } from '../../shell/frame/signal.ts';
import { Heading } from '../../ui/base/heading.tsx';
import { Section } from '../../ui/base/section.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { detailsOf, erasurePreviewQuery, requestQuery, type RightsRequest } from '../queries.ts';
import requestsCss from '../requests.css?inline';
import { DetailsList } from '../labels.tsx';
import {
  isOverdue,
  type RequestPageState,
  RequestPageContext,
  useRequestPage,
  useHasDraftText,
} from './case.ts';
import css from './case.css?inline';
import { awaitedErasure, CaseBlockers } from './CaseBlockers.tsx';
import { CaseFiles } from './CaseFiles.tsx';
import { ArchiveButton, Withdraw } from './Actions.tsx';
import { Draft } from './Draft.tsx';
import { FileAgain, Replaces } from './FileAgain.tsx';
import { Destruction } from './Destruction.tsx';
import { DueDates } from './DueDates.tsx';
import { Hold } from './Hold.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { Marks, RegulatorLetter } from './Marks.tsx';
import { Outcomes, useResult } from './Outcomes.tsx';
import { OwnerDecision } from './OwnerDecision.tsx';
import { useReadNotices } from './read-notices.ts';
import { ReceiptSection } from './ReceiptSection.tsx';
import { FilesPart } from '../files/LazyFiles.tsx';
import { WriteForm } from './LazyWriteForm.tsx';
import { NeedsAnswer, Thread } from './Thread.tsx';
import { Timeline } from './Timeline.tsx';
import { useAgo, usePaper, useWhen, useLabels } from './labels.tsx';

export async function loader({ runtime, params }: LoaderInput) {
  const request = await runtime.client.ensureQueryData(requestQuery(runtime, params['id'] ?? ''));
  void runtime.client.prefetchQuery(registerQuery(runtime, request.scope));
  const categories = awaitedErasure(request);
  if (categories.length > 0)
    await runtime.client.prefetchQuery(erasurePreviewQuery(runtime, { scope: request.scope, categories }));
  if (request.status === 'needs_user') await Promise.all([WriteForm.preload(), FilesPart.preload()]);
}

/** How often the page looks whether the check of a file has ended. */
const CHECK_POLL_MS = 3000;

const isBeingChecked = (request: RightsRequest | undefined): boolean =>
  request?.attachments.some(({ check }) => check === 'running') === true;

/** One request: where it stands, what it waits for, what was said and done, and everything that can be done now. */
export default function RequestPage() {
  const { id = '' } = useParams();
  // Another case is another page: nothing typed or opened here belongs to it.
  return <Case key={id} id={id} />;
}

function Case({ id }: { id: string }) {
  useSheet(requestsCss);
  useSheet(css);
  const t = useLabels();
  const { data: request } = useSuspenseQuery({
    ...requestQuery(useQueryContext(), id),
    refetchInterval: ({ state }) => (isBeingChecked(state.data) ? CHECK_POLL_MS : false),
  });
  const page = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<Done>();
  const [receiptOpen, setReceiptOpen] = useState(false);
  const pageState = useMemo<RequestPageState>(
    () => ({
      say: text => setDone({ text }),
      draftTexts: { message: createSignal(''), appeal: createSignal('') },
      keys: { message: { current: undefined }, appeal: { current: undefined } },
      paper: createSignal(false),
    }),
    [],
  );
  const draftTexts = useHasDraftText(useMemo(() => Object.values(pageState.draftTexts), [pageState]));
  useFreshOnReturn(getRequest);
  useReadNotices(request);
  usePrinting(pageState);
  const [columns, wide] = useWide();
  const dueDates = request.deadlines.length === 0 ? null : <DueDates request={request} />;
  const filed = request.submittedAt !== undefined;
  const late = isOverdue(request);
  return (
    <RequestPageContext value={pageState}>
      <div className="stack-l case" ref={page}>
        <CaseHead request={request} />
        <DoneLine done={done} />
        <FiledNote request={request} />
        <div className="two" ref={columns}>
          <div className="stack-l">
            <Draft request={request} />
            <FileAgain request={request} />
            <NeedsAnswer request={request} />
            <OwnerDecision request={request} />
            <Hold request={request} />
            <CaseBlockers request={request} />
            <RegulatorLetter request={request} />
            {late ? <Marks request={request} /> : null}
            <Outcomes request={request} />
            <Destruction request={request} />
            {wide ? null : dueDates}
            {late ? null : <Marks request={request} />}
            <Thread request={request} />
            <Timeline request={request} onReceipt={() => setReceiptOpen(true)} />
            <Section title={t('asked')}>
              <DetailsList kind={request.kind} details={detailsOf(request)} scope={request.scope} />
            </Section>
            <CaseFiles request={request} />
            {filed && request.receiptDigest !== undefined ? (
              <ReceiptSection request={request} open={receiptOpen} onToggle={setReceiptOpen} />
            ) : null}
          </div>
          <div className="stack-l case-side">
            {wide ? dueDates : null}
            <div className="stack" data-print="no">
              {request.holdUntil === undefined ? <Withdraw request={request} /> : null}
              <div>
                <CasePrint request={request} page={page} />
              </div>
              <ArchiveButton request={request} />
            </div>
          </div>
        </div>
      </div>
      <LeaveGuard dirty={draftTexts} />
    </RequestPageContext>
  );
}

/** Whether there is a column beside the text; in one column the dates stand right after what matters most. */
function useWide(): [columns: RefObject<HTMLDivElement | null>, wide: boolean] {
  const columns = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const element = columns.current;
    if (element === null) return undefined;
    const look = () => setWide(getComputedStyle(element).gridTemplateColumns.includes(' '));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [columns, wide];
}

/** Printed from the browser's menu, the page is made ready for paper as well. */
function usePrinting({ paper }: RequestPageState): void {
  useEffect(() => {
    const before = () => paper.set(true);
    const after = () => paper.set(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [paper]);
}

/** What the customer asked, where it stands, whose turn it is. */
function CaseHead({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const format = useFormat();
  const now = useServerTime();
  const ago = useAgo();
  const left = useDaysLeft();
  const paper = usePaper();
  const result = useResult(request);
  const { account, role } = useSession();
  const { number, status, submittedAt, createdAt, dueBy, turn, allowedActions } = request;
  const labels = useStatusLabels();
  const late = isOverdue(request);
  const waiting = turn === 'staff' || status === 'needs_user';
  const yours = allowedActions.includes('approve');
  const begun = submittedAt ?? createdAt;
  return (
    <div className="stack">
      <PageHead
        name={t('name', { number })}
        heading={request.title}
        trail={
          <>
            <PageLink to={paths.requests()}>{t('trail')}</PageLink>
            <span>{' · '}</span>
            <span className="code" translate="no">
              {format.reference(number)}
            </span>
            <span> </span>
            <CopyButton value={number} label={t('number.copy', { number })} />
            <span>{' · '}</span>
            <AccountLine />
          </>
        }
      />
      <p className="case-state">
        <StatusChip of={labels.requestLabel(status, yours)} />
        {late ? <StatusChip of={labels.overdue} /> : null}
        <span className="muted">
          <span>{`${t(submittedAt === undefined ? 'started' : 'filed')} `}</span>
          {paper ? null : <span>{`${ago(begun, now)}, `}</span>}
          <span>{format.dateTime(begun)}</span>
        </span>
        {dueBy === undefined || !waiting ? null : (
          <span className="muted">
            <span>{t(late ? 'due.was' : 'due', { date: format.shortDate(dueBy, now) })}</span>
            {late || paper ? null : (
              <span>{` (${left(dueBy, now, governing(request.deadlines)?.unit)})`}</span>
            )}
          </span>
        )}
        {result === undefined ? null : <span>{result}</span>}
      </p>
      <p className="lead">
        {yours ? (
          <strong>{t('turn.you')}</strong>
        ) : (
          <>
            <TurnNote request={request} />
            <span>{request.nextStep}</span>
          </>
        )}
      </p>
      <p className="small muted">
        {`${
          request.scope === 'account'
            ? t(
                role !== 'owner'
                  ? 'scope.account'
                  : request.preparedBy.self
                    ? 'scope.account.own'
                    : 'scope.account.owner',
              )
            : role === 'owner'
              ? [t('scope.own'), ...(account.kind === 'legal' ? [t('scope.own.stays')] : [])].join(' ')
              : t('scope.person')
        }${
          request.scope === 'account' && !request.preparedBy.self && !yours
            ? ` ${t('scope.preparedBy', { name: `\u2068${request.preparedBy.name}\u2069` })}`
            : ''
        }`}
      </p>
      <FormerRole request={request} />
      <Replaces request={request} />
    </div>
  );
}

/** That the request stays with its author although their role in the account is another one now. */
function FormerRole({ request: { preparedBy } }: { request: RightsRequest }) {
  const t = useLabels();
  const roles = useTexts<typeof failureTexts>('failure');
  const { role } = useSession();
  if (!preparedBy.self || preparedBy.role === undefined || preparedBy.role === role) return null;
  return (
    <p className="small" data-former-role="">
      {t('scope.formerRole', { former: roles(`role.${preparedBy.role}`), present: roles(`role.${role}`) })}
    </p>
  );
}

/** Whose turn it is, when it is somebody's: a member of staff has the case, or has yet to take it. */
function TurnNote({ request: { turn, status, holdUntil } }: { request: RightsRequest }) {
  const t = useLabels();
  if (turn === 'nobody' || turn === 'owner' || holdUntil !== undefined) return null;
  return <strong>{`${t(turn === 'staff' && status !== 'in_work' ? 'turn.waits' : `turn.${turn}`)} `}</strong>;
}

/** The states in which «it was received» is still the latest event. */
const JUST_FILED: ReadonlySet<string> = new Set(['submitted', 'awaiting_owner']);

/** Right after filing: it was received, this is its number, by then it is answered. */
function FiledNote({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const when = useWhen();
  const [search] = useSearchParams();
  const [received, setAnnounced] = useState('');
  // It describes one moment; later events have texts of their own.
  const shown = search.get('filed') === '1' && JUST_FILED.has(request.status);
  const { number, submittedAt } = request;
  const title = t(submittedAt === undefined ? 'filed.passed' : 'filed.title');
  // A region speaks only of what comes into it after it stands.
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(shown ? title : ''), 300);
    return () => clearTimeout(timer);
  }, [shown, title]);
  return (
    <div className="case-filed">
      <div role="status" className="sr">
        {received}
      </div>
      {!shown ? null : (
        <section className="panel stack-s" data-tone="ok" aria-labelledby="case-filed">
          <Heading level={2} id="case-filed">
            {title}
          </Heading>
          <p>
            {submittedAt === undefined
              ? t('filed.passed.text', { number })
              : t('filed.text', {
                  number,
                  at: when(submittedAt),
                })}
          </p>
        </section>
      )}
    </div>
  );
}

function CasePrint({ request, page }: { request: RightsRequest; page: RefObject<HTMLDivElement | null> }) {
  const t = useLabels();
  const register = useQuery(registerQuery(useQueryContext(), request.scope)).data;
  const { paper } = useRequestPage();
  /** The page as a document: texts, dates and checksums are whole. */
  async function prepare(): Promise<Node[]> {
    paper.set(true);
    await new Promise(requestAnimationFrame);
    const copy = page.current?.cloneNode(true);
    paper.set(false);
    return copy === undefined ? [] : [copy];
  }
  return (
    <PrintButton
      title={t('name', { number: request.number })}
      controller={register?.controller.legalName ?? 'ActiveCloud'}
      label={t('print')}
      prepare={prepare}
    />
  );
}
