import { moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { versionsAt } from '../../core/policy/versions.ts';
import type { DatedVersion, Policies } from '../../core/ports.ts';
import { timeline } from '../clock.ts';
import type { Db } from '../db.ts';
import { accountById } from '../personas.ts';
import { DEMO_VERSION_IN_DAYS, demoVersion } from './demo-version.ts';

/**
 * The versions of the policy, and before them the invented one: its days are relative to the seeding. It is left out
 * when the policy itself has a version that begins after the seeding.
 */
const versionsOf = (seededAt: string, now: Date): readonly DatedVersion[] => {
  const known = versionsAt(now);
  const [newest] = known;
  const day = moscowDate(seededAt);
  if (newest === undefined || newest.effectiveFrom > day) return known;
  const effectiveFrom = addDays(day, DEMO_VERSION_IN_DAYS);
  return [{ ...demoVersion(newest), effectiveFrom, announcedAt: seededAt, asOf: day }, ...known];
};

/** The versions of the policy in the mock. */
export const policies: Policies = {
  versions: ({ db, now }) => versionsOf((db as Db).seededAt, now),
  // A version was shown when it was announced; an earlier one when the customer joined.
  shownAt: ({ announcedAt }, { db, me }) => {
    const { seededAt } = db as Db;
    const joined = timeline(seededAt).at(-accountById(me.accountId).ageDays);
    return announcedAt > joined ? announcedAt : joined;
  },
};
