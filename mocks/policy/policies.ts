import { moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { policy } from '../../core/policy/tables.ts';
import { datedVersion } from '../../core/policy/versions.ts';
import type { DatedVersion, Policies } from '../../core/ports.ts';
import { timeline } from '../clock.ts';
import type { Db } from '../db.ts';
import { accountById } from '../personas.ts';
import { DEMO_VERSION_IN_DAYS, demoVersion } from './demo-version.ts';

/** The versions of the policy, and before them the invented one: its days are relative to the seeding. */
const versionsOf = (seededAt: string): readonly DatedVersion[] => {
  const known = policy().versions.map(datedVersion);
  const [newest] = known;
  if (newest === undefined) return known;
  const day = moscowDate(seededAt);
  const effectiveFrom = addDays(day, DEMO_VERSION_IN_DAYS);
  return [{ ...demoVersion(newest), effectiveFrom, announcedAt: seededAt, asOf: day }, ...known];
};

/** The versions of the policy in the mock. */
export const policies: Policies = {
  versions: ({ db }) => versionsOf((db as Db).seededAt),
  // A version in force was shown when the customer joined it, the one to come when it was announced.
  shownAt: ({ announcedAt }, { db, me }) => {
    const { seededAt } = db as Db;
    const joined = timeline(seededAt).at(-accountById(me.accountId).ageDays);
    return [announcedAt > seededAt ? seededAt : announcedAt, joined].toSorted()[1] ?? joined;
  },
};
