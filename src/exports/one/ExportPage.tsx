import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { moscowDate } from '../../domain/calendar.ts';
import { hasFiles, isUnderWay } from '../../domain/export-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { type Done, DoneLine } from '../../shell/kit/DoneLine.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { StatusChip, useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { Section } from '../../ui/base/section.tsx';
import { Fact } from '../../ui/facts.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { type Export, exportQuery } from '../queries.ts';
import css from '../exports.css?inline';
import { useWatched } from '../watch.ts';
import { failedSystems, systemsDone, useUntil, useLabels } from '../labels.tsx';
import { Changes } from './Changes.tsx';
import { Decision } from './Decision.tsx';
import { AnnounceContext } from './actions.ts';
import { PrintButton } from '../../shell/kit/PrintButton.tsx';
import { Parts } from './Parts.tsx';
import { Progress } from './Progress.tsx';
import { Repetition } from './Repetition.tsx';
import { Revoke } from './Revoke.tsx';

export async function loader({ runtime, params }: LoaderInput) {
  await runtime.client.ensureQueryData(exportQuery(runtime, params['id'] ?? ''));
}

/** One copy: how far it has come, its files, what is in them and what is not, and everything that can be done. */
export default function ExportPage() {
  const { id = '' } = useParams();
  return <Copy key={id} id={id} />;
}

function Copy({ id }: { id: string }) {
  useSheet(css);
  const t = useLabels();
  const content = useRef<HTMLDivElement>(null);
  const { export: now, lost } = useWatched(id);
  const [done, setDone] = useState<Done>();
  // Of what is over, another copy is the way on; of what failed, the retry is.
  const over = ['expired', 'revoked', 'cancelled'].includes(now.status);
  const announce = useMemo(() => (text: string) => setDone({ text }), []);
  return (
    <AnnounceContext value={announce}>
      <div className="stack-l export">
        <Head now={now} />
        <DoneLine done={done} />
        {over ? <Again now={now} primary /> : null}
        <div className="two">
          <div ref={content} className="stack-l">
            <Decision now={now} />
            {hasFiles(now.status) ? <Parts now={now} /> : null}
            <Progress now={now} lost={lost} />
            <LeftOut now={now} />
            <Contents now={now} />
            {hasFiles(now.status) ? null : <Parts now={now} />}
            <History now={now} />
            <div className="actions" data-print="no">
              <PrintButton
                title={t('name', { number: now.number })}
                controller="ActiveCloud"
                content={content}
              />
            </div>
          </div>
          <div className="stack-l export-side" data-print="no">
            <Facts now={now} />
            {isUnderWay(now.status) || over ? null : <Again now={now} />}
            <Repetition now={now} />
            <Revoke now={now} />
          </div>
        </div>
      </div>
    </AnnounceContext>
  );
}

/** The same kinds of data and formats once more, as of today; and, of a copy that is gone, the check of what was saved. */
function Again({ now, primary = false }: { now: Export; primary?: boolean }) {
  const t = useLabels();
  return (
    <div className="stack-s" data-print="no">
      <div className="actions">
        <PageLink
          className="btn"
          data-kind={primary ? 'primary' : 'plain'}
          to={paths.newExport({ like: now.id, scope: now.scope })}
        >
          {t('again')}
        </PageLink>
        {now.asOf === undefined ? null : (
          <PageLink className="alone" to={paths.newExport({ like: now.id, scope: now.scope, new: '1' })}>
            {t('again.new')}
          </PageLink>
        )}
        {primary && now.parts.length > 0 ? (
          <PageLink className="alone" to={paths.exports({ check: '1' })}>
            {t('parts.proof.go')}
          </PageLink>
        ) : null}
      </div>
      <p className="small muted">{t('again.hint')}</p>
    </div>
  );
}

function useHeading(now: Export): string {
  const t = useLabels();
  const format = useFormat();
  const { status, allowedActions, systems, bytes } = now;
  const missing = failedSystems(now);
  switch (status) {
    case 'awaiting_owner':
      return t(allowedActions.includes('approve') ? 'heading.decide' : 'heading.awaiting');
    case 'collecting':
      return t('heading.collecting', { done: systemsDone(now), total: systems.length });
    case 'ready':
      return t('heading.ready', { size: format.bytes(bytes) });
    case 'partly_ready':
      return t('heading.partly', { n: missing.length, names: format.list(missing) });
    case 'failed':
    case 'queued':
    case 'packing':
    case 'expired':
    case 'revoked':
    case 'cancelled':
      return t(`heading.${status}`);
  }
}

function useLead(copy: Export): string {
  const t = useLabels();
  const format = useFormat();
  const now = useServerTime();
  const { status, expiresAt, endReason, allowedActions } = copy;
  const missing = failedSystems(copy);
  const date = expiresAt === undefined ? '' : format.shortDate(moscowDate(expiresAt), now);
  if (status === 'awaiting_owner')
    return t(
      allowedActions.includes('approve')
        ? 'lead.decide'
        : copy.createdBy.self
          ? 'lead.awaiting.own'
          : 'lead.awaiting',
    );
  if (isUnderWay(status)) return t('lead.underWay');
  if (status === 'ready') return t('lead.ready', { date });
  if (status === 'partly_ready') return t('lead.partly', { date });
  if (status === 'failed') return t('lead.failed', { n: missing.length, names: format.list(missing) });
  if (status === 'expired') return t('lead.expired', { date });
  const rest = t(`lead.${status === 'revoked' ? 'revoked' : 'cancelled'}`);
  return endReason === undefined ? rest : `${endReason} ${rest}`;
}

function Head({ now }: { now: Export }) {
  const t = useLabels();
  const format = useFormat();
  const at = useServerTime();
  const { number, status, createdAt, createdBy, allowedActions } = now;
  const { exportLabel } = useStatusLabels();
  const heading = useHeading(now);
  return (
    <div className="stack">
      <PageHead
        name={t('name', { number })}
        heading={heading}
        lead={useLead(now)}
        trail={
          <>
            <PageLink to={paths.exports()}>{t('trail')}</PageLink>
            <span>{' · '}</span>
            <span className="code" translate="no">
              {format.reference(number)}
            </span>
            <span> </span>
            <CopyButton value={number} label={t('number.copy', { number })} />
          </>
        }
      />
      <p className="case-state">
        <StatusChip of={exportLabel(status, allowedActions.includes('approve'))} />
        <span className="muted">
          <span>{t('asked', { at: format.moment(createdAt, at) })}</span>
          {createdBy.self ? null : <span>{`, ${t('by', { name: `\u2068${createdBy.name}\u2069` })}`}</span>}
        </span>
      </p>
      <StatusAnnouncement heading={heading} />
    </div>
  );
}

/** Announces a change of state, not every record: it reads the heading. */
function StatusAnnouncement({ heading }: { heading: string }) {
  const [first] = useState(heading);
  return (
    <div role="status" className="sr">
      {heading === first ? '' : heading}
    </div>
  );
}

/** Until when the files can be had, and what that means. */
function Facts({ now }: { now: Export }) {
  const t = useLabels();
  const format = useFormat();
  const at = useServerTime();
  const until = useUntil();
  const { status, readyAt, expiresAt, endedAt, repeats } = now;
  const live = hasFiles(status);
  if (readyAt === undefined && endedAt === undefined) return null;
  return (
    <dl className="facts">
      {live && expiresAt !== undefined ? (
        <Fact label={t('fact.until')}>
          <span>{until(expiresAt, at)}</span>
          <span className="term">{t('fact.until.hint')}</span>
        </Fact>
      ) : null}
      {readyAt === undefined ? null : <Fact label={t('fact.readyAt')}>{format.dateTime(readyAt)}</Fact>}
      {endedAt === undefined ? null : (
        <Fact label={t(status === 'revoked' ? 'fact.revokedAt' : 'fact.cancelledAt')}>
          {format.dateTime(endedAt)}
        </Fact>
      )}
      {repeats === undefined ? null : (
        <Fact label={t('repeats')}>
          <PageLink to={paths.export(repeats.id)}>
            <span className="code" translate="no">
              {format.reference(repeats.number)}
            </span>
          </PageLink>
        </Fact>
      )}
    </dl>
  );
}

/** What is not in the copy and what is hidden in it, each with its reason: everything that is missing is named. */
function LeftOut({ now: { excluded, masked, status } }: { now: Export }) {
  const t = useLabels();
  if (status === 'cancelled' || status === 'failed' || excluded.length + masked.length === 0) return null;
  const later = isUnderWay(status);
  const rows = [
    ...excluded.map(({ what, reason }) => ({ what, reason, mark: t(later ? 'out.mark.later' : 'out.mark') })),
    ...masked.map(({ what, reason }) => ({
      what,
      reason,
      mark: t(later ? 'masked.mark.later' : 'masked.mark'),
    })),
  ];
  return (
    <Section title={t(later ? 'out.later' : 'out.title')}>
      <ul className="rows">
        {rows.map(({ what, reason, mark }) => (
          <li key={`${what} ${reason}`} className="row">
            <span className="row-title">{what}</span>
            <span className="row-figure small">{mark}</span>
            <span className="row-text">{reason}</span>
          </li>
        ))}
      </ul>
      <p className="small">
        <span>{`${t('out.ask')} `}</span>
        <PageLink to={paths.newRequest('access')}>{t('out.ask.go')}</PageLink>
      </p>
    </Section>
  );
}

/** What was asked for. */
function Contents({ now }: { now: Export }) {
  const t = useLabels();
  const format = useFormat();
  const { scopes } = useSession();
  const { spec, categories, status } = now;
  const { from, to, after } = spec;
  const when = hasFiles(status)
    ? 'now'
    : isUnderWay(status)
      ? 'later'
      : status === 'failed' || status === 'cancelled'
        ? 'wanted'
        : 'before';
  return (
    <Section title={t(`contents.${when}`)}>
      <dl className="facts contents">
        <Fact label={t('contents.kinds')}>
          <ul className="plain-list">
            {categories.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ul>
        </Fact>
        <Fact label={t('contents.period')}>
          {after !== undefined
            ? t('period.after', { at: format.dateTime(after) })
            : from === undefined && to === undefined
              ? t('period.all')
              : t(from === undefined ? 'period.to' : to === undefined ? 'period.from' : 'period.range', {
                  from: from === undefined ? '' : format.date(from),
                  to: to === undefined ? '' : format.date(to),
                })}
        </Fact>
        <Fact label={t('contents.formats')}>{format.list(spec.formats.map(one => t(`format.${one}`)))}</Fact>
        <Fact label={t('contents.language')}>{t(`language.${spec.language}`)}</Fact>
        {spec.includeCorrespondence ? (
          <Fact label={t('contents.text')}>
            {t(spec.includeAttachments ? 'contents.text.attachments' : 'contents.text.in')}
          </Fact>
        ) : null}
        {scopes.length > 1 ? <Fact label={t('contents.scope')}>{t(`scope.${now.scope}`)}</Fact> : null}
      </dl>
      <Changes now={now} />
    </Section>
  );
}

/** Every download; the same stands in the log of who looked at the data. */
function History({ now }: { now: Export }) {
  const t = useLabels();
  const format = useFormat();
  const at = useServerTime();
  const { downloads, parts } = now;
  if (parts.length === 0) return null;
  return (
    <Section title={t('history.title')}>
      {downloads.length === 0 ? (
        <p className="muted">{t('history.none')}</p>
      ) : (
        <ul className="rows dense small">
          {downloads.toReversed().map((one, i) => (
            <li key={`${one.at} ${i}`} className="row">
              <span className="row-title">
                {parts.length > 1 ? t('history.part', { n: one.part }) : t('history.whole')}
              </span>
              <time className="row-figure num" dateTime={one.at} title={format.dateTime(one.at)}>
                {format.moment(one.at, at)}
              </time>
              <span className="row-text">
                {[
                  one.by.self ? t('history.you') : `\u2068${one.by.name ?? t('history.formerMember')}\u2069`,
                  one.from,
                  ...(one.place === undefined ? [] : [`\u2068${one.place}\u2069`]),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        <PageLink className="alone" to={paths.accessLog()}>
          {t('history.log')}
        </PageLink>
      </p>
    </Section>
  );
}
