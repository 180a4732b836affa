import { useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import type { Failure } from '../../api/errors.ts';
import { deleteDraft } from '../../api/generated/ops/deleteDraft.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import type { RightKind } from '../../domain/ids.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { FailureActions, useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { isUncertain } from '../../api/transfer/write-failures.ts';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/hooks.tsx';
import { PageHead, PageLink } from '../../shell/frame/page-head.tsx';
import { StatusChip, useStatusLabels } from '../../shell/frame/status.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton, Button, Heading, Note, Section } from '../../ui/base/parts.tsx';
import { detailsOf, draftsQuery, requestQuery, type RightsRequest } from '../queries.ts';
import { ASKING, type Draft } from './draft.ts';
import type shared from '../texts.json';
import type texts from './texts.json';
import { Asked } from '../labels.tsx';
import { forgetDraft } from './saved-draft.ts';

/** Where saving stands, quietly; only trouble is announced. */
export function SaveLine({ draft }: { draft: Draft }) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const state = useSignal(draft.state);
  const failed = state.kind === 'failed';
  const words = useFailureLabels(failed ? state.failure : undefined);
  const refused = failed && (state.failure.kind === 'validation' || state.failure.kind === 'forbidden');
  const id = draft.request()?.id;
  return (
    <div className="save-line small muted">
      <span data-save={state.kind}>
        {state.kind === 'saving' || state.kind === 'waiting'
          ? t('save.saving')
          : state.kind === 'saved'
            ? t('save.saved', { at: format.moment(state.at, now) })
            : state.kind === 'idle'
              ? t('save.idle')
              : null}
      </span>
      <span role="status">
        {failed ? t(refused ? 'save.refused' : 'save.failed', { why: words.title }) : ''}
      </span>
      {failed ? <RequestCode error={state.failure} /> : null}
      {failed ? (
        <Button kind="quiet" onClick={() => void draft.flush()}>
          {t('save.now')}
        </Button>
      ) : null}
      {id === undefined ? null : <DeleteDraft draft={draft} id={id} />}
    </div>
  );
}

/** Deletes the draft that is open, and goes to the list. */
function DeleteDraft({ draft, id }: { draft: Draft; id: string }) {
  const t = useTexts<typeof texts>('wizard');
  const runtime = useRuntime();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const action = useAction(deleteDraft, {
    onSuccess: leave,
    onFailure: ({ kind }) => (kind === 'not-found' ? leave() : undefined),
  });
  // Deleted elsewhere already: what was wanted is so.
  const failure = action.failure?.kind === 'not-found' ? undefined : action.failure;
  const words = useFailureLabels(failure);
  async function leave() {
    draft.close();
    forgetDraft(runtime, id);
    await runtime.invalidate(listRequests, getOverview);
    await navigate(paths.requests());
  }
  function keep() {
    action.drop();
    setAsking(false);
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('draft.delete')}
      </Button>
      {asking ? (
        <Dialog title={t('draft.delete.ask')} onClose={keep}>
          <p>{t('draft.delete.text')}</p>
          <p role="alert" className="error-text">
            <span>{failure ? `${words.title}. ${t('draft.delete.failed')}` : ''}</span>
            <span> </span>
            <RequestCode error={failure} />
          </p>
          <div className="actions">
            <Button busy={action.busy} onClick={() => void action.send({ path: { id } })}>
              {t('draft.delete.yes')}
            </Button>
            <Button onClick={keep}>{t('draft.delete.no')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

/** What stands between this screen and the server: another version, one that is refused though it is the same, a deleted draft, a filed one. */
export function DraftTrouble({
  draft,
  kind,
  onTheirs,
}: {
  draft: Draft;
  kind: RightKind;
  onTheirs: (request: RightsRequest) => void;
}) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const state = useSignal(draft.state);
  const place = useRef<HTMLDivElement>(null);
  const trouble = ASKING.has(state.kind);
  useEffect(() => {
    if (trouble) place.current?.focus();
  }, [trouble]);
  if (!trouble) return null;
  return (
    <div ref={place} tabIndex={-1} role="alert" className="panel stack">
      {state.kind === 'conflict' ? (
        <Section title={t('conflict.title')}>
          <p>{t('conflict.text', { at: format.moment(state.theirs.request.updatedAt, now) })}</p>
          <div className="conflict">
            <div className="stack-s">
              <Heading level={3}>{t('conflict.theirs')}</Heading>
              <Asked
                kind={kind}
                details={detailsOf(state.theirs.request)}
                scope={state.theirs.request.scope}
              />
              <Button
                onClick={() => {
                  const theirs = state.theirs.request;
                  draft.takeTheirs();
                  onTheirs(theirs);
                }}
              >
                {t('conflict.takeTheirs')}
              </Button>
            </div>
            <div className="stack-s">
              <Heading level={3}>{t('conflict.mine')}</Heading>
              <Asked kind={kind} details={draft.wanted()?.details ?? {}} scope={state.theirs.request.scope} />
              <Button onClick={() => void draft.keepMine()}>{t('conflict.keepMine')}</Button>
            </div>
          </div>
        </Section>
      ) : null}
      {state.kind === 'stuck' ? (
        <Section title={t('stuck.title')}>
          <p>{t('stuck.text')}</p>
          <div className="actions">
            <Button onClick={() => void draft.insist()}>{t('stuck.insist')}</Button>
            <Button onClick={() => void draft.beginAgain()}>{t('gone.again')}</Button>
          </div>
          <p className="small muted">
            <span>{`${t('stuck.files')} `}</span>
            <RequestCode error={state.failure} />
          </p>
        </Section>
      ) : null}
      {state.kind === 'gone' ? (
        <Section title={t('gone.title')}>
          <p>{t('gone.text')}</p>
          <Button onClick={() => void draft.beginAgain()}>{t('gone.again')}</Button>
        </Section>
      ) : null}
      {state.kind === 'filed' ? (
        <Section title={t('filed.title')}>
          <p>{t('filed.text')}</p>
          <PageLink to={paths.request(state.request.id)}>
            {t('filed.open', { number: state.request.number })}
          </PageLink>
        </Section>
      ) : null}
    </div>
  );
}

/** Leaving with something typed that the server does not have: saved first, asked when that fails. */
export function LeaveGuard({ draft, leaving }: { draft: Draft; leaving: RefObject<boolean> }) {
  const state = useSignal(draft.state);
  const [held, setHeld] = useState(false);
  const onHeld = useCallback(
    (now: boolean) => {
      leaving.current = now;
      setHeld(now);
    },
    [leaving],
  );
  // The router is asked to hold nothing back while there is nothing to lose.
  const unsaved = state.kind !== 'idle' && draft.dirty();
  return unsaved || held ? <HoldBack draft={draft} onHeld={onHeld} /> : null;
}

function HoldBack({ draft, onHeld }: { draft: Draft; onHeld: (held: boolean) => void }) {
  const t = useTexts<typeof texts>('wizard');
  const state = useSignal(draft.state);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const another = new URLSearchParams(nextLocation.search).get('draft');
    const leaves =
      currentLocation.pathname !== nextLocation.pathname ||
      (another !== null && another !== draft.request()?.id);
    return leaves && draft.dirty();
  });
  const words = useFailureLabels(state.kind === 'failed' ? state.failure : undefined);
  const blocked = blocker.state === 'blocked';
  const [asked, setAsked] = useState(false);
  // While it is being saved there is nothing to ask yet; what was asked once stays until it is answered.
  if (!blocked && asked) setAsked(false);
  if (blocked && !asked && state.kind !== 'saving') setAsked(true);
  useEffect(() => {
    onHeld(blocked);
    if (blocked) void draft.flush();
  }, [draft, blocked, onHeld]);
  useEffect(() => {
    // Saved after all, by this or by a later try: the customer goes where they were going.
    if (blocker.state === 'blocked' && state.kind !== 'saving' && !draft.dirty()) blocker.proceed();
  }, [draft, blocker, state]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.dirty()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [draft]);
  // Which of two versions stays is for the customer to say, on the page itself.
  const choosing = ASKING.has(state.kind);
  if (blocker.state !== 'blocked' || !asked) return null;
  return (
    <Dialog title={t('leave.title')} onClose={() => blocker.reset()}>
      <p>{t(choosing ? 'leave.choose' : 'leave.text')}</p>
      {state.kind === 'failed' ? <p className="muted">{`${words.title}.`}</p> : null}
      <div className="actions">
        <Button kind="primary" onClick={() => blocker.reset()}>
          {t('leave.stay')}
        </Button>
        {choosing ? null : (
          <Button busy={state.kind === 'saving'} onClick={() => void draft.flush()}>
            {t('leave.save')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => blocker.proceed()}>
          {t('leave.go')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Drafts of the same right that were begun before: gone on with rather than written twice. */
export function OtherDrafts({ kind }: { kind: RightKind }) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const drafts = useQuery(draftsQuery(useQueryContext(), kind));
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Note>
      {items.slice(0, 3).map(({ id, title, updatedAt }) => (
        <p key={id}>
          <span>{`${t('drafts.have', { at: format.moment(updatedAt, now) })} `}</span>
          <PageLink to={paths.draft(kind, id)}>
            <span>{t('drafts.go')}</span>
            <span className="sr">{`: ${title}`}</span>
          </PageLink>
        </p>
      ))}
    </Note>
  );
}

/** A request of the same right is open: it is shown instead of a second one. */
export function AlreadyOpen({ name, kind, id }: { name: string; kind: RightKind; id: string }) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const format = useFormat();
  const { now } = useSession();
  const { requestLabel } = useStatusLabels();
  const open = useQuery(requestQuery(useQueryContext(), id)).data;
  return (
    <div className="stack-l">
      <PageHead
        name={name}
        heading={t('open.title')}
        lead={t('open.lead')}
        trail={
          <>
            <PageLink to={paths.requests()}>{common('trail')}</PageLink>
            <span>{` · ${common(`right.${kind}`)}`}</span>
          </>
        }
        step="open"
      />
      <div className="stack-s" aria-busy={open === undefined || undefined}>
        {open === undefined ? (
          <Skeleton widths={[50, 30]} />
        ) : (
          <>
            <p className="row-title">
              <bdi>{open.title}</bdi>
            </p>
            <p className="small muted">
              {open.submittedAt === undefined
                ? t('open.which.unfiled', { number: open.number, at: format.moment(open.createdAt, now) })
                : t('open.which', { number: open.number, at: format.moment(open.submittedAt, now) })}
            </p>
            <p>
              <StatusChip of={requestLabel(open.status, open.allowedActions.includes('approve'))} />
            </p>
          </>
        )}
      </div>
      <div className="actions">
        <PageLink className="btn" data-kind="primary" to={paths.request(id)}>
          {t('open.go')}
        </PageLink>
        <PageLink to={paths.newRequest()}>{t('open.other')}</PageLink>
      </div>
    </div>
  );
}

/** The code of the request that failed, for support; nothing where the server gave none. */
function RequestCode({ error }: { error: Failure | undefined }) {
  const t = useTexts<typeof texts>('wizard');
  if (error?.requestId === undefined) return null;
  return <span className="num">{t('save.code', { id: error.requestId })}</span>;
}

/** A failure at the button that met it. */
export function FilingFailure({
  error,
  saveError = false,
  onRetry,
}: {
  error: Failure;
  saveError?: boolean;
  onRetry: () => void;
}) {
  const t = useTexts<typeof texts>('wizard');
  const words = useFailureLabels(error);
  const declined = error.kind === 'step-up-required';
  // The server's words speak of another version; there is none.
  const stuck = saveError && error.kind === 'stale';
  const title = declined ? t('file.declined') : stuck ? t('stuck.title') : words.title;
  const doubt = saveError ? t('file.unsent') : t('file.unknown');
  const text = isUncertain(error) ? doubt : words.text;
  return (
    <Note tone="bad">
      <p role="alert">
        <strong>{`${title}.`}</strong>
        <span>{` ${declined || stuck ? '' : text} ${t('file.safe')}`}</span>
      </p>
      <FailureActions error={error} onRetry={onRetry} />
    </Note>
  );
}
