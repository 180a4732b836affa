import { useEffect, useRef } from 'react';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { withSingleFullStop } from '../domain/full-stop.ts';
import { useFormat } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { useRuntime, useSession } from '../shell/frame/runtime-context.tsx';
import { AccountLine, PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { Button } from '../ui/base/button.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { historyQuery, mailingsQuery } from './queries.ts';
import { Failed } from './Failed.tsx';
import { History } from './History.tsx';
import { Emails } from './Emails.tsx';
import css from './mailings.css?inline';
import { SwitchesContext, useMailings, useSwitches } from './mailings.ts';
import { Routes } from './Routes.tsx';
import { Topics } from './Topics.tsx';
import { useChangeLine, useLabels } from './labels.ts';

export async function loader({ runtime }: LoaderInput) {
  await Promise.all([
    runtime.client.ensureQueryData(mailingsQuery(runtime)),
    runtime.client.ensureQueryData(historyQuery(runtime)),
  ]);
}

/** What comes by email and why: one press stops it all, each topic has its own switch, every change can be seen. */
export default function MailingsPage() {
  useSheet(css);
  const t = useLabels();
  const runtime = useRuntime();
  const switches = useMailings();
  const content = useRef<HTMLDivElement>(null);
  const { mailings, stateOf } = switches;
  const on = mailings.topics.filter(({ topic }) => stateOf(topic) === 'on').length;
  return (
    <SwitchesContext value={switches}>
      <div className="stack-l mailings">
        <div ref={content} className="two">
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
              <ChangeNotice />
              {/* After the button: it is the first control of the page. */}
              <p className="small muted">
                <AccountLine />
              </p>
            </div>
            <PartialNotes partial={mailings.partial} onRetry={() => void runtime.invalidate(getMailings)} />
            <Topics />
            <Notices />
          </div>
          <div className="stack-l">
            <History />
          </div>
        </div>
        <Emails />
        <div className="actions">
          <PrintButton title={t('name')} controller="ActiveCloud" content={content} />
        </div>
      </div>
    </SwitchesContext>
  );
}

/** The first control of the page: everything off by one press, no question before it. */
function StopAll({ on }: { on: number }) {
  const t = useLabels();
  const { stopAll, failure, busy } = useSwitches();
  return (
    <>
      <div className="actions">
        {on === 0 && failure?.of !== 'all' ? (
          <Chip tone="ok">{t('all.off')}</Chip>
        ) : (
          <Button kind="primary" busy={busy && on === 0} onClick={stopAll}>
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
function ChangeNotice() {
  const t = useLabels();
  const format = useFormat();
  const line = useChangeLine();
  const { latestChange, undo, failure } = useSwitches();
  const { now } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const id = latestChange?.change.id;
  useEffect(() => {
    // The button that was pressed may have gone with its action: the reader is taken to what came of it.
    const root = box.current?.getRootNode() as ShadowRoot | undefined;
    if (id !== undefined && root !== undefined && root.activeElement === null) box.current?.focus();
  }, [id]);
  const undoable = latestChange?.change.undoUntil;
  return (
    <>
      <div ref={box} role="status" tabIndex={-1} className="news">
        {latestChange === undefined ? null : (
          <p>
            <strong>{line(latestChange.change)}</strong>
            <span> </span>
            <span className="muted">
              {latestChange.own ? null : (
                <span>{`${t('news.elsewhere', { via: t(`via.${latestChange.change.via}`) })}, `}</span>
              )}
              <span>{format.moment(latestChange.change.at, now)}</span>
            </span>
          </p>
        )}
      </div>
      {latestChange === undefined || undoable === undefined ? null : (
        <div className="actions">
          <Button onClick={() => undo(latestChange.change)}>{t('undo')}</Button>
          <span className="small muted">{t('undo.until', { at: format.time(undoable).slice(0, 5) })}</span>
        </div>
      )}
      {failure?.of === 'undo' ? <Failed failure={failure.failure} /> : null}
    </>
  );
}

/** Service notices: shown apart and locked, with the ground the policy names. */
function Notices() {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const { serviceNotices } = useSwitches().mailings;
  const { label, reason, lettersLastYear, lastAt, examples, history } = serviceNotices;
  return (
    <Section title={label} aside={<Chip tone="wait">{t('notices.locked')}</Chip>}>
      <p className="notices-reason">
        {withSingleFullStop(
          `${reason}. ${t('notices.year', { n: lettersLastYear })}${
            lastAt === undefined ? '' : `, ${t('notices.last', { at: format.moment(lastAt, now) })}`
          }.`,
        )}
      </p>
      <p className="small muted">
        {`${t('notices.examples')} ${examples.map(example => t('quoted', { text: example })).join(', ')}.`}
      </p>
      <Routes />
      {history.length === 0 ? null : (
        <details className="more">
          <summary>{t('notices.history')}</summary>
          <ul className="rows dense small">
            {history.map(email => (
              <li key={email.id} className="row">
                <span className="row-title">{email.subject}</span>
                <time className="row-figure num" dateTime={email.at}>
                  {format.shortDate(email.at, now)}
                </time>
                <span className="row-text">{email.why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="small">
        <PageLink to={paths.newRequest('complaint', { topic: 'notice' })}>{t('notices.complain')}</PageLink>
      </p>
    </Section>
  );
}
