/** How long is left, in the units a person reads: seconds only in the last hour. */
export interface TimeLeft {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** Present in the last hour. */
  readonly seconds?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What is left until then; undefined once it is reached. A begun second counts whole: it never says zero early. */
export function timeLeft(until: string, now: string): TimeLeft | undefined {
  const left = Date.parse(until) - Date.parse(now);
  if (!(left > 0)) return undefined;
  const fine = left <= HOUR;
  const seconds = fine ? Math.ceil(left / SECOND) : Math.ceil(left / MINUTE) * 60;
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    ...(fine ? { seconds: seconds % 60 } : {}),
  };
}

/** The parts worth saying, biggest first: no leading and no trailing zeros, at least one part. */
export function partsOf({ days, hours, minutes, seconds }: TimeLeft) {
  const parts = [
    { unit: 'days', n: days },
    { unit: 'hours', n: hours },
    { unit: 'minutes', n: minutes },
    ...(seconds === undefined ? [] : [{ unit: 'seconds', n: seconds } as const]),
  ] as const;
  return parts.filter(({ n }) => n > 0);
}

/** Milliseconds until what is said changes: each minute, in the last hour each second. */
export function msUntilNextText(until: string, now: string): number {
  const left = Date.parse(until) - Date.parse(now);
  const step = left <= HOUR ? SECOND : MINUTE;
  return left <= 0 ? 0 : left % step || step;
}
