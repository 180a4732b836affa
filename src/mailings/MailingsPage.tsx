import { useEffect, useRef } from 'react';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { useFormat } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { useRuntime, useSession } from '../shell/hooks.tsx';
import { PageHead, PageLink } from '../shell/page.tsx';
import { PartialNotes } from '../shell/PartialNotes.tsx';
import { Button, Chip, Section } from '../ui/parts.tsx';
import { useSheet } from '../ui/sheets.ts';
import { historyAsk, mailingsAsk } from './asks.ts';
import { Failed } from './Failed.tsx';
import { History } from './History.tsx';
import { Letters } from './Letters.tsx';
import css from './mailings.css?inline';
import { SwitchesContext, useMailings, useSwitches } from './mailings.ts';
import { Topics } from './Topics.tsx';
import { useChangeLine, useWords } from './words.ts';

export async function loader({ runtime }: LoaderInput) {
  await Promise.all([runtime.load(mailingsAsk), runtime.load(historyAsk)]);
}

/** What comes by e-mail and why: one press stops it all, each topic has its own switch, every change can be seen. */
export default function MailingsPage() {
  useSheet(css);
  const t = useWords();
  const runtime = useRuntime();
  const switches = useMailings();
  const { mailings, stateOf } = switches;
  const on = mailings.topics.filter(({ topic }) => stateOf(topic) === 'on').length;
  return (
    <SwitchesContext value={switches}>
      <div className="stack-l mailings">
        <div className="two">
          <div className="stack-l">
            <div className="stack">
              <PageHead
                name={t('name')}
                heading={t(on === 0 ? 'heading.none' : 'heading.some', { n: on })}
                lead={
                  <>
                    <span>{t(on === 0 ? 'lead.none' : 'lead')}</span>
                    <span> </span>
                    <bdi className="code" translate="no">
                      {mailings.address}
                    </bdi>
                    <span>{`. ${mailings.queued === undefined ? '' : t('queued', { n: mailings.queued })}`}</span>
                  </>
                }
              />
              <StopAll on={on} />
              <News />
            </div>
            <PartialNotes partial={mailings.partial} onRetry={() => void runtime.invalidate(getMailings)} />
            <Topics />
            <Notices />
          </div>
          <div className="stack-l">
            <History />
          </div>
        </div>
        <Letters />
      </div>
    </SwitchesContext>
  );
}

/** The first control of the page: everything off by one press, no question before it. */
function StopAll({ on }: { on: number }) {
  const t = useWords();
  const { stopAll, failure, busy } = useSwitches();
  return (
    <>
      <div className="actions">
        {on === 0 && failure?.of !== 'all' ? (
          <Chip tone="ok">{t('all.off')}</Chip>
        ) : (
          <Button kind="primary" busy={busy && on === 0} onClick={() => void stopAll()}>
            {t('all')}
          </Button>
        )}
        <span className="small muted">{t('all.hint')}</span>
      </div>
      {failure?.of === 'all' ? <Failed failure={failure.failure} /> : null}
    </>
  );
}

/** What happened last, in a line that stays; the way back stands in it while there is one. */
function News() {
  const t = useWords();
  const format = useFormat();
  const line = useChangeLine();
  const { news, undo, failure } = useSwitches();
  const { now } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const id = news?.change.id;
  useEffect(() => {
    // The button that was pressed may have gone with its deed: the reader is taken to what came of it.
    const root = box.current?.getRootNode() as ShadowRoot | undefined;
    if (id !== undefined && root !== undefined && root.activeElement === null) box.current?.focus();
  }, [id]);
  const undoable = news?.change.undoUntil;
  return (
    <>
      <div ref={box} role="status" tabIndex={-1} className="news">
        {news === undefined ? null : (
          <p>
            <strong>{line(news.change)}</strong>
            <span> </span>
            <span className="muted">
              {news.own ? null : (
                <span>{`${t('news.elsewhere', { via: t(`via.${news.change.via}`) })}, `}</span>
              )}
              <span>{format.moment(news.change.at, now)}</span>
            </span>
          </p>
        )}
      </div>
      {news === undefined || undoable === undefined ? null : (
        <div className="actions">
          <Button onClick={() => void undo(news.change)}>{t('undo')}</Button>
          <span className="small muted">{t('undo.until', { at: format.time(undoable).slice(0, 5) })}</span>
        </div>
      )}
      {failure?.of === 'undo' ? <Failed failure={failure.failure} /> : null}
    </>
  );
}

/** Service notices: shown apart and locked, with the ground the policy names. */
function Notices() {
  const t = useWords();
  const format = useFormat();
  const { now } = useSession();
  const { serviceNotices } = useSwitches().mailings;
  const { label, reason, lettersLastYear, lastAt, examples, history } = serviceNotices;
  return (
    <Section title={label} aside={<Chip tone="wait">{t('notices.locked')}</Chip>}>
      <p className="notices-reason">
        <span>{`${reason}. ${t('notices.year', { n: lettersLastYear })}`}</span>
        {lastAt === undefined ? null : (
          <span>{`, ${t('notices.last', { at: format.moment(lastAt, now) })}`}</span>
        )}
        <span>.</span>
      </p>
      <p className="small muted">
        {`${t('notices.examples')} ${examples.map(example => t('quoted', { text: example })).join(', ')}.`}
      </p>
      {history.length === 0 ? null : (
        <details className="more">
          <summary>{t('notices.history')}</summary>
          <ul className="rows dense small">
            {history.map(letter => (
              <li key={letter.id} className="row">
                <span className="row-title">{letter.subject}</span>
                <time className="row-figure num" dateTime={letter.at}>
                  {format.shortDate(letter.at, now)}
                </time>
                <span className="row-text">{letter.why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="small">
        <PageLink to={paths.newRequest('complaint')}>{t('notices.complain')}</PageLink>
      </p>
    </Section>
  );
}
