/** Minutes that a time zone is ahead of UTC since an instant. */
export interface Offset {
  /** RFC 3339, UTC. */
  readonly since: string;
  readonly minutes: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Older instants have the offset of this day. */
const FIRST = Date.UTC(1970, 0, 1);
/** How far ahead changes are looked for, ms. */
const AHEAD = 10 * 366 * DAY;

/** Whether a name is one of the time zones of the IANA database, such as `Europe/Moscow`. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Reads the minutes that a zone is ahead of UTC at an instant. */
function minutesIn(zone: string): (ms: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return ms => {
    const part = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day, hour, minute } = part;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute) - ms) / MINUTE);
  };
}

function offsets(zone: string): Offset[] {
  const minutesAt = minutesIn(zone);
  const found: Offset[] = [{ since: new Date(FIRST).toISOString(), minutes: minutesAt(FIRST) }];
  let before = minutesAt(FIRST);
  for (let day = FIRST; day < Date.now() + AHEAD; day += DAY) {
    const after = minutesAt(day + DAY);
    if (after === before) continue;
    // The minute of the change lies between the last one that has the former offset and the first one that has not.
    let [last, first] = [day, day + DAY];
    while (first - last > MINUTE) {
      const middle = last + Math.floor((first - last) / 2 / MINUTE) * MINUTE;
      if (minutesAt(middle) === before) last = middle;
      else first = middle;
    }
    found.push({ since: new Date(first).toISOString(), minutes: after });
    before = after;
  }
  return found.toReversed();
}

const known = new Map<string, readonly Offset[]>();

/** The offsets of a zone since 1970, the newest first; found once for each zone, as it takes thousands of dates. */
export function zoneOffsets(zone: string): readonly Offset[] {
  const offsetsOfZone = known.get(zone) ?? offsets(zone);
  known.set(zone, offsetsOfZone);
  return offsetsOfZone;
}

/**
 * From which time of the zone's own clock on each offset holds, the newest first. A time that the clock shows twice is the second one,
 * and a time that it leaves out is counted by the offset before it, as PostgreSQL does.
 * @returns `since` without a zone, `2011-03-27T03:00:00.000`
 */
export const localOffsets = (zone: string): readonly Offset[] =>
  zoneOffsets(zone).map(({ since, minutes }) => ({
    since: new Date(Date.parse(since) + minutes * MINUTE).toISOString().slice(0, -1),
    minutes,
  }));

/** The instant at which the clock of a zone shows a time. @param local the time, read as if it were UTC */
export function instantIn(zone: string, local: Date): Date {
  const shown = local.toISOString().slice(0, -1);
  const all = localOffsets(zone);
  const minutes = (all.find(({ since }) => shown >= since) ?? all.at(-1))?.minutes ?? 0;
  return new Date(local.getTime() - minutes * MINUTE);
}
