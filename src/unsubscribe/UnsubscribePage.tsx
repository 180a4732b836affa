import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useFormat, useLocale, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { CopyButton } from '../shell/kit/CopyButton.tsx';
import { useRuntime } from '../shell/frame/hooks.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { Button } from '../ui/base/button.tsx';
import { Note } from '../ui/base/note.tsx';
import { Section } from '../ui/base/section.tsx';
import { Skeleton } from '../ui/base/skeleton.tsx';
import { createLetter, type Done, doneBy, type LetterAnswer, type LetterPage, type Press } from './letter.ts';
import type texts from './texts.json';

/** Where a letter's link leads: signed in or not, one button stops it, and nothing happens before it is pressed. */
export default function UnsubscribePage() {
  const t = useTexts<typeof texts>('unsubscribe');
  const { token = '' } = useParams();
  const locale = useLocale();
  const { host } = useRuntime();
  const letter = useMemo(
    () => createLetter({ base: host.get().apiBase, token, locale }),
    [host, token, locale],
  );
  const [answer, setAnswer] = useState<LetterAnswer>();
  /** What was last seen of the link: a failure later does not take it off the screen. */
  const [page, setPage] = useState<LetterPage>();
  const [busy, setBusy] = useState(true);
  /** What the last press has done, and how many there were: each is an arrival at what it has done. */
  const [done, setDone] = useState<Done>();
  const [presses, setPresses] = useState(0);
  const [pressed, setPressed] = useState<Press>();
  /** The question or action under way: an earlier one has nothing more to say. */
  const current = useRef<Promise<LetterAnswer>>(undefined);
  const settle = useCallback((action: Promise<LetterAnswer>, press?: Press) => {
    current.current = action;
    void action.then(told => {
      if (current.current !== action) return;
      setBusy(false);
      setAnswer(told);
      if (told.kind !== 'page') return;
      setPage(told.page);
      setDone(press === undefined ? undefined : doneBy(press, told.page));
      if (press !== undefined) setPresses(before => before + 1);
    });
  }, []);
  function take(action: () => Promise<LetterAnswer>, press?: Press): void {
    setBusy(true);
    setPressed(press);
    settle(action(), press);
  }
  const stop = (topics: readonly string[]) => take(() => letter.stop(topics), { stop: topics });
  useEffect(() => {
    settle(letter.look());
    return () => {
      current.current = undefined;
    };
  }, [letter, settle]);

  if (answer === undefined)
    return (
      <div aria-busy="true" aria-label={t('loading')} role="group">
        <Skeleton widths={[50, 80, 40]} height="1.6em" />
      </div>
    );
  if (page === undefined || answer.kind === 'unknown')
    return answer.kind === 'failed' ? (
      <Dead title={t('failed')} text={t('failed.look')} requestId={answer.requestId}>
        <Button kind="primary" busy={busy} onClick={() => take(letter.look)}>
          {t('again')}
        </Button>
      </Dead>
    ) : (
      <Dead title={t('unknown')} text={t('unknown.text')} />
    );
  const on = page.state === 'on';
  const { topicLabel: topic } = page;
  const stopped = done?.kind === 'stopped' ? done : undefined;
  const elsewhere = stopped?.elsewhere === true;
  const topics = (stopped?.labels ?? []).map(label => t('quoted', { topic: label })).join(', ');
  const stopping = busy && typeof pressed === 'object' && pressed.stop.includes(page.topic);
  const announced =
    done === undefined
      ? ''
      : stopped === undefined
        ? t('said.undone')
        : stopped.all
          ? t('said.all')
          : t('said.stopped', { topics });
  // What the heading has said already is only announced.
  const headed = elsewhere || (stopped?.labels.length === 1 && stopped.labels[0] === topic);
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
        step={`${page.state} ${presses}`}
      />
      <div className="stack">
        <div className="actions">
          {on ? (
            <Button kind="primary" busy={busy} onClick={() => stop([page.topic])}>
              {stopping ? t('busy') : elsewhere ? t('stop.too', { topic }) : t('stop')}
            </Button>
          ) : null}
          {page.undoUntil === undefined ? null : (
            <Undo busy={busy} page={page} onUndo={() => take(letter.undo, 'undo')} />
          )}
        </div>
        {on && done === undefined ? <p className="small muted">{t('nothing')}</p> : null}
        <p role="status" className={headed || announced === '' ? 'sr' : 'small'}>
          {answer.kind === 'page' ? announced : ''}
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

function Since({ page }: { page: LetterPage }) {
  const t = useTexts<typeof texts>('unsubscribe');
  const format = useFormat();
  return page.offSince === undefined ? null : (
    <span>{t('since', { at: format.dateTime(page.offSince) })}</span>
  );
}

function Undo({ page, busy, onUndo }: { page: LetterPage; busy: boolean; onUndo: () => void }) {
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

/** Other topics of the same address: for switching off only, for the link is no sign-in. */
function Others({
  page,
  busy,
  onStop,
}: {
  page: LetterPage;
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

/** A link that leads nowhere: plain words and a way on. */
function Dead({
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
