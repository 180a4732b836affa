/** Minutes that Moscow is ahead of UTC since an instant. */
interface Offset {
  /** RFC 3339, UTC. */
  readonly since: string;
  readonly minutes: number;
}

const HOUR = 3_600_000;

/** Since then Moscow is at UTC+3 all year (248-ФЗ of 21.07.2014). */
const FIXED_SINCE = Date.UTC(2014, 9, 25, 22);
/** No record is older. */
const FIRST = Date.UTC(1992, 0, 1);

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Moscow',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Minutes at an instant that is a whole hour. */
function minutesAt(ms: number): number {
  const ahead = Number(clock.format(ms)) - new Date(ms).getUTCHours();
  return 60 * ((ahead + 24) % 24);
}

function offsets(): Offset[] {
  const found: Offset[] = [];
  let last: number | undefined;
  // Clocks are changed at whole hours: a day without a change is passed over whole.
  for (let day = FIRST; day <= FIXED_SINCE; day += 24 * HOUR) {
    if (last === minutesAt(day + 24 * HOUR)) continue;
    for (let ms = day; ms < day + 24 * HOUR; ms += HOUR) {
      const minutes = minutesAt(ms);
      if (minutes === last) continue;
      found.push({ since: new Date(ms).toISOString(), minutes });
      last = minutes;
    }
  }
  return found.toReversed();
}

let known: Offset[] | undefined;

/** The offsets of Moscow since 1992, the newest first; found once, as it takes thousands of dates. */
export const moscowOffsets = (): readonly Offset[] => (known ??= offsets());
