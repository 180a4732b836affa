import { moscowDate, partsOf } from '../../domain/calendar.ts';
import { addDays } from '../../domain/calendar-steps.ts';
import { CALENDARS } from '../../domain/calendars.ts';
import {
  countedDays,
  type CountedDay,
  unconfirmedYears,
  unknownYears,
  weeksOf,
} from '../../domain/day-count.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import { useLabels } from './labels.tsx';

type Deadline = Schemas['Deadline'];

/** How each date was counted: the rule in a sentence, from which day, which days were left out; working days one by one. */
export default function HowCounted({ deadlines }: { deadlines: readonly Deadline[] }) {
  const t = useLabels();
  return (
    <div className="stack counted small">
      {deadlines.map(deadline => (
        <Counted key={deadline.rule} deadline={deadline} />
      ))}
      <p className="muted">{t('counted.zone')}</p>
    </div>
  );
}

function Counted({ deadline }: { deadline: Deadline }) {
  const t = useLabels();
  const format = useFormat();
  const { now, jurisdiction } = useSession();
  const { n, unit, label, from, fromDate, date, extendedDate, staffDate, calendarKnown } = deadline;
  const due = extendedDate ?? date;
  const days = unit === 'workday' ? countedDays(deadline, CALENDARS, jurisdiction) : [];
  const holidays = days.filter(day => day.off === 'holiday');
  const worked = days.filter(day => day.working);
  const years = unknownYears(days, CALENDARS, jurisdiction);
  const open = unconfirmedYears(days, CALENDARS, jurisdiction);
  const short = (day: string) => format.shortDate(day, now);
  if (unit === 'at-once') return null;
  return (
    <div className="stack-s">
      <p>
        <strong>{`${label}.`}</strong>
        <span>{` ${t(`counted.${unit}`, { n, from: short(fromDate), event: t(`from.${from}`), date: short(date) })} ${
          extendedDate === undefined || days.length === 0
            ? ''
            : t('counted.extended', { date: short(extendedDate), n: days.findLast(day => day.n)?.n ?? n })
        } ${days.length === 0 ? '' : t('counted.weekends')} ${
          holidays.length === 0
            ? ''
            : t('counted.holidays', { days: format.list(holidays.map(day => short(day.date))) })
        } ${
          worked.length === 0
            ? ''
            : t('counted.worked', { days: format.list(worked.map(day => short(day.date))) })
        } ${staffDate === due ? '' : t('counted.staff', { date: short(staffDate) })}`}</span>
      </p>
      {calendarKnown || years.length === 0 ? null : (
        <p>{t('counted.unknown', { years: format.list(years) })}</p>
      )}
      {open.length === 0 ? null : <p>{t('counted.unconfirmed', { years: format.list(open) })}</p>}
      {days.length === 0 ? null : <DayByDay days={days} due={due} />}
    </div>
  );
}

/** Monday of a week long past: its days give the weekdays their names. */
const MONDAY = '2024-01-01';

/** The days as a small calendar: counted ones carry their number, the others are crossed out. */
function DayByDay({ days, due }: { days: readonly CountedDay[]; due: string }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  return (
    <table className="days">
      <caption className="sr">{t('counted.table')}</caption>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, i) => {
            const day = addDays(MONDAY, i);
            return (
              <th key={i} scope="col">
                <abbr title={format.weekday(day, 'long')}>{format.weekday(day, 'short')}</abbr>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week, row) => (
          <tr key={row}>
            {week.map((day, column) => (
              <td
                key={column}
                data-off={day?.off}
                data-due={day?.date === due || undefined}
                data-past={day !== undefined && day.date < moscowDate(now) ? true : undefined}
              >
                {day === undefined ? null : (
                  <>
                    <span aria-hidden="true" className="num day-date">
                      {partsOf(day.date)[2]}
                    </span>
                    <span aria-hidden="true" className="num day-n">
                      {day.n ?? ''}
                    </span>
                    <span className="sr">
                      {`${format.shortDate(day.date, now)}: ${
                        day.n === undefined
                          ? t(`counted.off.${day.off ?? 'start'}`)
                          : t('counted.nth', { n: day.n })
                      }`}
                    </span>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
