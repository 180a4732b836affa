import type { Schemas } from '../../api/schema-types.ts';
import { CALENDARS } from '../../domain/calendars.ts';
import { clockProgress, daysLeft, governing, isSettled } from '../../domain/clocks.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import type { Elements } from '../../ui/base/elements.ts';
import { useSession } from './runtime-context.tsx';
import type texts from '../texts.json';

type Deadline = Schemas['Deadline'];

/**
 * The sentence about the days left to a date: never negative, never ambiguous. Beside a period of working days it says
 * that these are calendar days.
 */
export function useDaysLeft(): (date: string, now: string, unit?: Deadline['unit']) => string {
  const t = useTexts<typeof texts>('shell');
  return (date, now, unit) => {
    const left = daysLeft(date, now);
    if (left.kind === 'today') return t('unit.today');
    const calendar = left.kind === 'left' && unit === 'workday';
    return t(calendar ? 'unit.left.calendar' : `unit.${left.kind}`, { n: left.days });
  };
}

/**
 * Every clock that runs, on a scale of its own with today marked; the earliest governs and says so. A page passes more labels of a clock, shown under it.
 */
export function DeadlineClocks({
  deadlines,
  now,
  first = governing(deadlines),
  labels,
}: {
  deadlines: readonly Deadline[];
  now: string;
  /** The governing clock when `clocks` does not contain it. */
  first?: Deadline | undefined;
  labels?: (deadline: Deadline) => Elements;
}) {
  const t = useTexts<typeof texts>('shell');
  const format = useFormat();
  const { jurisdiction } = useSession();
  const say = useDaysLeft();
  const running = deadlines.filter(deadline => deadline.unit !== 'at-once');
  return (
    <div className="clocks">
      {running.map(deadline => {
        const date = deadline.extendedDate ?? deadline.date;
        const percent = `${clockProgress(deadline, now, CALENDARS, jurisdiction).fraction * 100}%`;
        const governs = deadline === first;
        return (
          <div className="clock" key={deadline.rule} data-governs={governs}>
            <div className="split">
              <span className={governs ? 'h3 num' : 'num'}>
                {t('clock.until', { date: format.shortDate(date, now) })}
              </span>
              <span className="small muted">{deadline.label}</span>
            </div>
            <div className="clock-bar" aria-hidden="true">
              <i style={{ width: percent }} />
              <b style={{ left: percent }} />
            </div>
            {labels === undefined ? (
              <p className="small muted">
                {`${say(date, now, deadline.unit)}${isSettled(deadline) ? '' : ` · ${t('clock.unconfirmed')}`}${governs && running.length > 1 ? `. ${t('clock.governs')}` : ''}`}
              </p>
            ) : (
              labels(deadline)
            )}
          </div>
        );
      })}
    </div>
  );
}
