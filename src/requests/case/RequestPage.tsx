import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { CopyButton } from '../../shell/CopyButton.tsx';
import { useDaysLeft } from '../../shell/Clocks.tsx';
import { useLate, useLoaded, useSession } from '../../shell/hooks.tsx';
import { PageHead, PageLink } from '../../shell/page.tsx';
import { PrintButton } from '../../shell/PrintButton.tsx';
import { createSignal } from '../../shell/signal.ts';
import { Section } from '../../ui/parts.tsx';
import { useSheet } from '../../ui/sheets.ts';
import { detailsOf, registerAsk, requestAsk, type RightsRequest } from '../asks.ts';
import requestsCss from '../requests.css?inline';
import { Asked, StatusChip } from '../words.tsx';
import { type Done, type Room, RoomContext, useFreshOnReturn, useNow, useRoom, useUnsent } from './case.ts';
import css from './case.css?inline';
import { CaseFiles } from './CaseFiles.tsx';
import { ArchiveButton, Withdraw } from './Deeds.tsx';
import { Draft } from './Draft.tsx';
import { DueDates } from './DueDates.tsx';
import { Hold } from './Hold.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { Marks } from './Marks.tsx';
import { Outcomes } from './Outcomes.tsx';
import { OwnerDecision } from './OwnerDecision.tsx';
import { ReceiptSection } from './ReceiptSection.tsx';
import { NeedsAnswer, Thread } from './Thread.tsx';
import { Timeline } from './Timeline.tsx';
import { useAgo, when, useWords } from './words.tsx';

export async function loader({ runtime, params }: LoaderInput) {
  const request = await runtime.load(requestAsk(params['id'] ?? ''));
  runtime.warm(registerAsk(request.scope));
  if (request.status === 'needs_user')
    await Promise.all([import('./WriteForm.tsx'), import('../files/Files.tsx')]);
}

/** One request: where it stands, what it waits for, what was said and done, and everything that can be done now. */
export default function RequestPage() {
  const { id = '' } = useParams();
  // Another case is another page: nothing typed or opened here belongs to it.
  return <Case key={id} id={id} />;
}

function Case({ id }: { id: string }) {
  useSheet(requestsCss);
  useSheet(css);
  const t = useWords();
  const request = useLoaded(requestAsk(id));
  const page = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<Done>();
  const [receiptOpen, setReceiptOpen] = useState(false);
  const room = useMemo<Room>(
    () => ({
      say: text => setDone({ text }),
      unsent: { message: createSignal(''), appeal: createSignal('') },
      unfolded: createSignal(false),
    }),
    [],
  );
  const unsent = useUnsent(useMemo(() => Object.values(room.unsent), [room]));
  useFreshOnReturn();
  const filed = request.submittedAt !== undefined;
  return (
    <RoomContext value={room}>
      <div className="stack-l case" ref={page}>
        <CaseHead request={request} />
        <DoneLine done={done} />
        <FiledNote request={request} />
        <div className="two">
          <div className="stack-l">
            <Draft request={request} />
            <NeedsAnswer request={request} />
            <OwnerDecision request={request} />
            <Hold request={request} />
            <Marks request={request} />
            <Outcomes request={request} />
            <Thread request={request} />
            <Timeline request={request} onReceipt={() => setReceiptOpen(true)} />
            <Section title={t('asked')}>
              <Asked kind={request.kind} details={detailsOf(request)} scope={request.scope} />
            </Section>
            <CaseFiles request={request} />
            {filed && request.receiptDigest !== undefined ? (
              <ReceiptSection request={request} open={receiptOpen} onToggle={setReceiptOpen} />
            ) : null}
          </div>
          <div className="stack-l case-side">
            {request.deadlines.length === 0 ? null : <DueDates request={request} />}
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
      <LeaveGuard dirty={unsent} />
    </RoomContext>
  );
}

/** What the customer asked, where it stands, whose turn it is. */
function CaseHead({ request }: { request: RightsRequest }) {
  const t = useWords();
  const format = useFormat();
  const now = useNow();
  const ago = useAgo();
  const left = useDaysLeft();
  const { role } = useSession();
  const { number, submittedAt, createdAt, dueBy, turn, moves } = request;
  const late = request.marks.some(mark => mark.kind === 'overdue');
  const waiting = request.turn === 'staff' || request.status === 'needs_user';
  return (
    <div className="stack">
      <PageHead
        name={t('name', { number })}
        heading={request.title}
        trail={
          <>
            <PageLink to={paths.requests()}>{t('trail')}</PageLink> ·{' '}
            <span className="nobreak">
              <span className="num">№ {number}</span>{' '}
              <CopyButton value={number} label={t('number.copy', { number })} />
            </span>
          </>
        }
      />
      <p className="case-state">
        <StatusChip status={request.status} />{' '}
        <span className="muted">
          {submittedAt === undefined
            ? t('started', { ago: ago(createdAt, now), at: format.dateTime(createdAt) })
            : t('filed', { ago: ago(submittedAt, now), at: format.dateTime(submittedAt) })}
        </span>{' '}
        {dueBy === undefined || !waiting ? null : (
          <span className="muted">
            {t(late ? 'due.was' : 'due', { date: format.shortDate(dueBy, now) })}{' '}
            <span className="nobreak">({left(dueBy, now)})</span>
          </span>
        )}
      </p>
      <p className="lead">
        {moves.includes('approve') ? (
          <strong>{t('turn.you')}</strong>
        ) : (
          <>
            {turn === 'nobody' || turn === 'owner' ? null : <strong>{t(`turn.${turn}`)} </strong>}
            {request.nextStep}
          </>
        )}
      </p>
      <p className="small muted">
        {request.scope === 'account'
          ? t('scope.account')
          : role === 'owner'
            ? t('scope.own')
            : t('scope.person')}
        {request.scope === 'account' && !request.preparedBy.self && !moves.includes('approve')
          ? ` ${t('scope.preparedBy', { name: `\u2068${request.preparedBy.name}\u2069` })}`
          : ''}
      </p>
    </div>
  );
}

/** What was done last, in words that stay; the focus comes here, since what was pressed may be gone. */
function DoneLine({ done }: { done: Done | undefined }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== undefined) line.current?.focus();
  }, [done]);
  return (
    <div ref={line} role="status" tabIndex={-1} className="case-done" data-print="no">
      {done === undefined ? null : (
        <p className="note" data-tone="ok">
          {done.text}
        </p>
      )}
    </div>
  );
}

/** Right after filing: it was received, this is its number, by then it is answered. */
function FiledNote({ request }: { request: RightsRequest }) {
  const t = useWords();
  const format = useFormat();
  const { now } = useSession();
  const [search] = useSearchParams();
  const shown = search.get('filed') === '1';
  return (
    <div role="status" className="case-filed">
      {!shown ? null : (
        <div className="panel stack-s" data-tone="ok">
          <p className="h2">{t(request.submittedAt === undefined ? 'filed.passed' : 'filed.title')}</p>
          <p>
            {request.submittedAt === undefined
              ? t('filed.passed.text', { number: request.number })
              : t('filed.text', {
                  number: request.number,
                  at: when(format, request.submittedAt, now),
                  date: request.dueBy === undefined ? '' : format.date(request.dueBy),
                })}
          </p>
        </div>
      )}
    </div>
  );
}

function CasePrint({ request, page }: { request: RightsRequest; page: RefObject<HTMLDivElement | null> }) {
  const t = useWords();
  const register = useLate(registerAsk(request.scope)).data;
  const { unfolded } = useRoom();
  /** The page as a document: with the long texts whole. */
  async function prepare(): Promise<Node[]> {
    unfolded.set(true);
    await new Promise(requestAnimationFrame);
    const copy = page.current?.cloneNode(true);
    unfolded.set(false);
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
