import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useFormat, useLocale, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { CopyButton } from '../shell/kit/CopyButton.tsx';
import { useRuntime } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { Button } from '../ui/base/button.tsx';
import { Note } from '../ui/base/note.tsx';
import { Section } from '../ui/base/section.tsx';
import { Skeleton } from '../ui/base/skeleton.tsx';
import {
  createUnsubscribeClient,
  type Outcome,
  outcomeOf,
  type LinkResult,
  type LinkState,
  type LinkAction,
} from './unsubscribe-client.ts';
import type texts from './texts.json';

/**
 * The page behind the unsubscribe link of an email, with or without a session. Opening it changes nothing; one button
 * stops the topic.
 */
export default function UnsubscribePage() {
  const t = useTexts<typeof texts>('unsubscribe');
  const { token = '' } = useParams();
  const locale = useLocale();
  const { host } = useRuntime();
  const client = useMemo(
    () => createUnsubscribeClient({ base: host.get().apiBase, token, locale }),
    [host, token, locale],
  );
  const [answer, setAnswer] = useState<LinkResult>();
  /** The subscription as last loaded; it stays on the page when a later call fails. */
  const [page, setPage] = useState<LinkState>();
  const [busy, setBusy] = useState(true);
  /** The effect of the last action, and the number of actions: each one moves the focus to the heading. */
  const [outcome, setOutcome] = useState<Outcome>();
  const [actionCount, setActionCount] = useState(0);
  const [lastAction, setLastAction] = useState<LinkAction>();
  /** The latest call; results of earlier ones are ignored. */
  const current = useRef<Promise<LinkResult>>(undefined);
  const settle = useCallback((call: Promise<LinkResult>, action?: LinkAction) => {
    current.current = call;
    void call.then(result => {
      if (current.current !== call) return;
      setBusy(false);
      setAnswer(result);
      if (result.kind !== 'page') return;
      setPage(result.page);
      setOutcome(action === undefined ? undefined : outcomeOf(action, result.page));
      if (action !== undefined) setActionCount(before => before + 1);
    });
  }, []);
  function run(call: () => Promise<LinkResult>, action?: LinkAction): void {
    setBusy(true);
    setLastAction(action);
    settle(call(), action);
  }
  const stop = (topics: readonly string[]) => run(() => client.stop(topics), { stop: topics });
  useEffect(() => {
    settle(client.load());
    return () => {
      current.current = undefined;
    };
  }, [client, settle]);

  if (answer === undefined)
    return (
      <div aria-busy="true" aria-label={t('loading')} role="group">
        <Skeleton widths={[50, 80, 40]} height="1.6em" />
      </div>
    );
  if (page === undefined || answer.kind === 'unknown')
    return answer.kind === 'failed' ? (
      <NoSubscription title={t('failed')} text={t('failed.look')} requestId={answer.requestId}>
        <Button kind="primary" busy={busy} onClick={() => run(client.load)}>
          {t('again')}
        </Button>
      </NoSubscription>
    ) : (
      <NoSubscription title={t('unknown')} text={t('unknown.text')} />
    );
  const on = page.state === 'on';
  const { topicLabel: topic } = page;
  const stopped = outcome?.kind === 'stopped' ? outcome : undefined;
  const elsewhere = stopped?.elsewhere === true;
  const topics = (stopped?.labels ?? []).map(label => t('quoted', { topic: label })).join(', ');
  const stopping = busy && typeof lastAction === 'object' && lastAction.stop.includes(page.topic);
  const announcement =
    outcome === undefined
      ? ''
      : stopped === undefined
        ? t('said.undone')
        : stopped.all
          ? t('said.all')
          : t('said.stopped', { topics });
  // A message that the heading already contains is announced, but not shown.
  const inHeading = elsewhere || (stopped?.labels.length === 1 && stopped.labels[0] === topic);
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={
          elsewhere ? t('heading.elsewhere', { topics }) : t(on ? 'heading.on' : 'heading.off', { topic })
        }
        lead={
          <>
            <span>{`${t(elsewhere ? 'lead.elsewhere' : on ? 'lead.on' : 'lead.off')} `}</span>
            <bdi className="code" translate="no">
              {page.address}
            </bdi>
            <span>{'. '}</span>
            {elsewhere ? (
              <span>{t('still', { topic })}</span>
            ) : on ? (
              <span>{page.why}</span>
            ) : (
              <Since page={page} />
            )}
          </>
        }
        step={`${page.state} ${actionCount}`}
      />
      <div className="stack">
        <div className="actions">
          {on ? (
            <Button kind="primary" busy={busy} onClick={() => stop([page.topic])}>
              {stopping ? t('busy') : elsewhere ? t('stop.too', { topic }) : t('stop')}
            </Button>
          ) : null}
          {page.undoUntil === undefined ? null : (
            <Undo busy={busy} page={page} onUndo={() => run(client.undo, 'undo')} />
          )}
        </div>
        {on && outcome === undefined ? <p className="small muted">{t('nothing')}</p> : null}
        <p role="status" className={inHeading || announcement === '' ? 'sr' : 'small'}>
          {answer.kind === 'page' ? announcement : ''}
        </p>
        {answer.kind === 'failed' ? (
          <Failed text={t('failed.action')} requestId={answer.requestId} />
        ) : answer.kind === 'too-late' ? (
          <Failed text={t('tooLate')} />
        ) : null}
      </div>
      <Others page={page} busy={busy} onStop={stop} />
      <p>
        <span>{`${t('account')} `}</span>
        <PageLink to={paths.mailings()}>{t('account.go')}</PageLink>
      </p>
    </div>
  );
}

function Since({ page }: { page: LinkState }) {
  const t = useTexts<typeof texts>('unsubscribe');
  const format = useFormat();
  return page.offSince === undefined ? null : (
    <span>
      {`${t('since', { at: format.dateTime(page.offSince) })}${page.offBy === undefined ? '' : ` (${page.offBy})`}`}
    </span>
  );
}

function Undo({ page, busy, onUndo }: { page: LinkState; busy: boolean; onUndo: () => void }) {
  const t = useTexts<typeof texts>('unsubscribe');
  const format = useFormat();
  return (
    <>
      <Button busy={busy} onClick={onUndo}>
        {t('undo')}
      </Button>
      <span className="small muted">
        {t('undo.until', { at: format.time(page.undoUntil ?? '').slice(0, 5) })}
      </span>
    </>
  );
}

/** The other topics of the address. They can only be switched off, because the link is no sign-in. */
function Others({
  page,
  busy,
  onStop,
}: {
  page: LinkState;
  busy: boolean;
  onStop: (topics: readonly string[]) => void;
}) {
  const t = useTexts<typeof texts>('unsubscribe');
  const others = page.topics.filter(({ topic, state }) => topic !== page.topic && state === 'on');
  if (others.length === 0) return null;
  return (
    <Section title={t('others')}>
      <ul className="rows">
        {others.map(({ topic, label }) => (
          <li key={topic} className="row">
            <span className="row-title">{label}</span>
            <span className="row-figure">
              <Button busy={busy} onClick={() => onStop([topic])}>
                <span>{t('others.stop')}</span>
                <span className="sr">{` ${label}`}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Button busy={busy} onClick={() => onStop(['all'])}>
          {t('others.all')}
        </Button>
      </div>
    </Section>
  );
}

function Failed({ text, requestId }: { text: string; requestId?: string | undefined }) {
  const t = useTexts<typeof texts>('unsubscribe');
  return (
    <Note tone="bad">
      <p role="alert">{text}</p>
      {requestId === undefined ? null : (
        <p className="small muted">
          <span>{`${t('requestId')} `}</span>
          <span className="num">{requestId}</span>
          <span> </span>
          <CopyButton value={requestId} />
        </p>
      )}
    </Note>
  );
}

/** The page of an unknown link, or of a subscription that could not be loaded. */
function NoSubscription({
  title,
  text,
  requestId,
  children,
}: {
  title: string;
  text: string;
  requestId?: string | undefined;
  children?: ReactNode;
}) {
  const t = useTexts<typeof texts>('unsubscribe');
  return (
    <div className="stack">
      <PageHead name={t('name')} heading={title} lead={text} />
      {children === undefined ? null : <div className="actions">{children}</div>}
      {requestId === undefined ? null : (
        <p className="small muted">
          <span>{`${t('requestId')} `}</span>
          <span className="num">{requestId}</span>
        </p>
      )}
      <p>
        <span>{`${t('account')} `}</span>
        <PageLink to={paths.mailings()}>{t('account.go')}</PageLink>
      </p>
    </div>
  );
}
