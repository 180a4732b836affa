import type { Schemas } from '../api/schema-types.ts';
import { logDays } from '../domain/access-days.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Breadcrumb } from '../ui/facts.tsx';
import type texts from './texts.json';

type Entry = Schemas['AccessEntry'];

/** The entries by days; with `foldOwn`, successive actions of the customer are in a closed disclosure. */
export function LogDays({ entries, foldOwn }: { entries: readonly Entry[]; foldOwn: boolean }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const { now } = useSession();
  return (
    <div className="log-days">
      {logDays(entries).map(({ day, runs }) => (
        <section key={day} className="log-day" aria-labelledby={`day-${day}`}>
          <Heading level={2} className="h3" id={`day-${day}`}>
            {format.day(day, now)}
          </Heading>
          <ul className="rows">
            {runs.map(run => {
              const rows = run.entries.map(entry => <LogEntry key={entry.id} entry={entry} />);
              return run.own && foldOwn && run.entries.length > 1 ? (
                <li key={run.entries[0]?.id}>
                  <details className="more log-own">
                    <summary>{t('own', { n: run.entries.length })}</summary>
                    <ul className="rows">{rows}</ul>
                  </details>
                </li>
              ) : (
                rows
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** An entry: time, actor, action and reason in the row; source, reference and complaint inside. */
function LogEntry({ entry }: { entry: Entry }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const from = [entry.from.channel, entry.from.place].filter(part => part !== undefined);
  // The reason of the customer's own action is inside the row.
  const own = entry.actor.kind === 'self';
  return (
    <li>
      <details className="more log-row">
        <summary>
          <time className="num small muted" dateTime={entry.at} title={format.dateTime(entry.at)}>
            {format.hourMinute(entry.at)}
          </time>
          <span className="log-who">
            <strong>{own ? t('who.self') : entry.actor.label}</strong>
            <span> </span>
            {entry.actor.kind === 'staff' ? (
              <span className="term">{t('chip.staff')}</span>
            ) : entry.actor.kind === 'user' ? (
              <Chip tone="wait">{t('chip.user')}</Chip>
            ) : null}
          </span>
          <span className="log-what">
            <span>{`${entry.action.label}: ${entry.object}`}</span>
            {own ? null : (
              <>
                <span className="sr">. </span>
                <span className="small muted">
                  {entry.reference === undefined ? entry.reason : `${entry.reason}, ${entry.reference.label}`}
                </span>
              </>
            )}
          </span>
        </summary>
        <div className="log-more small">
          {own ? <span>{entry.reason}</span> : null}
          <Breadcrumb label={t('where')} steps={from} />
          {entry.reference?.kind === 'request' ? (
            <PageLink to={paths.request(entry.reference.id)}>{entry.reference.label}</PageLink>
          ) : entry.reference?.kind === 'export' ? (
            <PageLink to={paths.export(entry.reference.id)}>{entry.reference.label}</PageLink>
          ) : entry.reference === undefined ? null : (
            <span>{entry.reference.label}</span>
          )}
          {/* What was done in one's own name is stopped where it is listed; what others did is complained of. */}
          <PageLink
            to={
              own ? paths.accessLog({ view: 'actions' }) : paths.newRequest('complaint', { entry: entry.id })
            }
            data-print="no"
          >
            <span>{t(own ? 'disown' : 'unknown')}</span>
            <span className="sr">{`: ${format.dateTime(entry.at)}`}</span>
          </PageLink>
        </div>
      </details>
    </li>
  );
}
