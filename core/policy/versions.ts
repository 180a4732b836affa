import type { components } from '../../src/api/generated/schema.ts';
import { epochMs, HOUR, moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import type { DatedVersion, Policies, RegisterCaller } from '../ports.ts';
import type { Lang } from '../problem.ts';
import { policy } from './tables.ts';
import type { VersionRow } from './types.ts';

type Schema = components['schemas'];
/** What the state of a version depends on. */
type Caller = Pick<RegisterCaller, 'db' | 'me' | 'now'> & { readonly policies: Policies };

/** The first day of the version that follows, if there is one. */
const nextStart = (version: DatedVersion, all: readonly DatedVersion[]): string | undefined =>
  all
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter(start => start > version.effectiveFrom)
    .toSorted()[0];

const stateOf = (
  { effectiveFrom }: DatedVersion,
  next: string | undefined,
  now: Date,
): Schema['PolicyVersionSummary']['state'] => {
  const today = moscowDate(now);
  if (effectiveFrom > today) return 'upcoming';
  return next !== undefined && next <= today ? 'former' : 'in-force';
};

const acknowledgedAt = (version: DatedVersion, { db, me }: Caller): string | undefined =>
  db.policy.acknowledgements.find(row => row.userId === me.userId && row.version === version.id)?.at;

/** A version with its days. One that names no announcement was announced at nine in the morning in Moscow of its first day. */
const datedVersion = (version: VersionRow): DatedVersion => ({
  ...version,
  announcedAt: new Date(
    version.announcedAt === undefined
      ? epochMs(version.effectiveFrom) + 9 * HOUR
      : epochMs(version.announcedAt),
  ).toISOString(),
  asOf: version.effectiveFrom,
});

/** The versions in `policy/` that are announced or in force at an instant, newest first; the first one always. */
export const versionsAt = (now: Date): DatedVersion[] =>
  policy()
    .versions.map(datedVersion)
    .filter(
      ({ announcedAt, effectiveFrom }, i, all) =>
        i === all.length - 1 || epochMs(announcedAt) <= now.getTime() || effectiveFrom <= moscowDate(now),
    );

/** The version as a list shows it, in the reader's language. */
export function versionSummary(
  version: DatedVersion,
  caller: Caller & { readonly lang: Lang },
): Schema['PolicyVersionSummary'] {
  const { policies, now, lang } = caller;
  const next = nextStart(version, policies.versions(caller));
  const acknowledged = acknowledgedAt(version, caller);
  return {
    id: version.id,
    title: version.title[lang],
    state: stateOf(version, next, now),
    effectiveFrom: version.effectiveFrom,
    ...(next === undefined ? {} : { effectiveTo: addDays(next, -1) }),
    shownAt: policies.shownAt(version, caller),
    ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged }),
    summary: version.summary[lang],
    originalUrl: version.originalUrl,
    fact: { source: version.source, asOf: version.asOf, confirmed: version.source === 'policy' },
  };
}

/** The version a person is to be shown: the newest coming one, until they have acknowledged it. */
export function unseenVersion(caller: Caller): DatedVersion | undefined {
  const all = caller.policies.versions(caller);
  return all.find(
    version =>
      stateOf(version, nextStart(version, all), caller.now) === 'upcoming' &&
      acknowledgedAt(version, caller) === undefined,
  );
}

/** The id of the version in force at the caller's now; before the first one's day, of the first one. */
export function versionInForce(caller: Omit<Caller, 'me'>): string {
  const all = caller.policies.versions(caller);
  const inForce = all.find(version => stateOf(version, nextStart(version, all), caller.now) === 'in-force');
  return (inForce ?? all.at(-1))?.id ?? '';
}
