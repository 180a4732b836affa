import type { CountedDate, Instant, PlainDate, WorkingCalendar } from './calendar.ts';
import { epochMs, isCalendarKnown, isWorkingDay, moscowDate } from './calendar.ts';
import { addDays, addMonths, addWorkingDays, previousWorkingDay } from './calendar-steps.ts';
import { earliestFirst, effectiveDate, governing } from './clocks.ts';
import type { DeadlineRule, DeadlineStart, DeadlineUnit } from './deadline-rules.ts';
import { DEADLINE_RULES, DESTROY_LATE } from './deadline-rules.ts';
import type { AccountKind, Jurisdiction, RightKind, Scope } from './ids.ts';

/** What the clocks need to know of a request. Instants may be in any offset: they are read in Moscow. */
export interface DeadlineCase {
  readonly kind: RightKind;
  readonly scope: Scope;
  /** Whose account it is. An individual entrepreneur's is a natural person's: the law holds in both scopes. */
  readonly accountKind?: AccountKind | undefined;
  readonly jurisdiction: Jurisdiction;
  readonly receivedAt: Instant;
  /**
   * When the proof came: of the right value for a correction, of data not needed or obtained unlawfully for an erasure
   * or a complaint. Earlier than receipt counts as receipt.
   */
  readonly proofAt?: Instant | undefined;
  /** A complaint about unlawful processing. */
  readonly unlawful?: boolean | undefined;
  /** When staff found that the processing is unlawful. */
  readonly detectedAt?: Instant | undefined;
  /** Access that asks to whom the data was given. */
  readonly disclosures?: boolean | undefined;
  /** Access that was refused, at least in part. */
  readonly refused?: boolean | undefined;
  /** When the consent was withdrawn; a `consent-withdrawal` itself counts from its receipt. */
  readonly withdrawnAt?: Instant | undefined;
  /** When the purpose of the processing was reached. */
  readonly purposeReachedAt?: Instant | undefined;
  /** Extensions decided, by the id of their rule. */
  readonly extensions?: Readonly<Record<string, GrantedExtension>> | undefined;
}

/** An extension as staff decided it. It holds only when its notice reached the person before the due date. */
export interface GrantedExtension {
  /** How many of the rule's units. */
  readonly by: number;
  /**
   * When the reasoned notice was accepted by the recipient's mail server or opened in the account area; absent: it has
   * not reached the person.
   */
  readonly noticeReachedAt?: Instant | undefined;
}

/** One clock of a request, as the contract's `Deadline` (its label is worded elsewhere). */
export interface Deadline {
  /** The id of the rule. */
  readonly rule: string;
  /** The day the answer is due, before any extension. */
  readonly date: PlainDate;
  /** The day staff must be done by: the working day before when the date in force is a day off. */
  readonly staffDate: PlainDate;
  readonly law: string;
  readonly article: string;
  readonly confirmed: boolean;
  readonly from: DeadlineStart;
  readonly fromDate: PlainDate;
  readonly n: number;
  /** The unit it was counted in: the stricter reading where the rule is not confirmed. */
  readonly unit: DeadlineUnit;
  /** The longest extension the rule allows, in `unit`; absent: none. */
  readonly extension?: number;
  /** The day in force after an extension. */
  readonly extendedDate?: PlainDate;
  /** false: `date` or `staffDate` fell on a year without a calendar, only weekends were left out. */
  readonly calendarKnown: boolean;
  /** Present when a year on the way has a calendar that is not confirmed: `date` may still move. */
  readonly calendarConfirmed?: false;
}

/** A clock that waits for its event (proof, detection, withdrawal, purpose reached): no date can be said. */
export type PendingDeadline = Pick<
  Deadline,
  'rule' | 'law' | 'article' | 'confirmed' | 'from' | 'n' | 'unit' | 'extension'
>;

/** Erasure waits this many hours in `submitted` before work starts (the states, `states.ts`). */
export const HOLD_HOURS = 72;

const unitOf = (rule: DeadlineRule): DeadlineUnit =>
  rule.confirmed ? rule.unit : (rule.strictUnit ?? rule.unit);

const appliesTo = (rule: DeadlineRule, request: DeadlineCase): boolean =>
  rule.kinds.includes(request.kind) &&
  (rule.jurisdiction === 'any' || rule.jurisdiction === request.jurisdiction) &&
  (rule.scope === undefined || rule.scope === request.scope || request.accountKind === 'natural') &&
  (rule.applies !== 'unlawful' || request.unlawful === true) &&
  (rule.applies !== 'disclosures' || request.disclosures === true) &&
  (rule.applies !== 'refused' || request.refused === true);

const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

const dateOf = (instant: Instant | undefined): PlainDate | undefined =>
  instant === undefined ? undefined : moscowDate(instant);

const prefillOf = (from: DeadlineStart, request: DeadlineCase): PlainDate | undefined => {
  const received = moscowDate(request.receivedAt);
  switch (from) {
    case 'receipt':
      return received;
    case 'proof': {
      const proof = dateOf(request.proofAt);
      return proof === undefined ? undefined : later(proof, received);
    }
    case 'detection':
      return dateOf(request.detectedAt);
    case 'withdrawal':
      return dateOf(request.withdrawnAt) ?? (request.kind === 'consent-withdrawal' ? received : undefined);
    case 'purpose-reached':
      return dateOf(request.purposeReachedAt);
  }
};

/** Calendar-day periods are not moved past a day off: the customer sees the date itself. */
const count = (
  from: PlainDate,
  n: number,
  unit: DeadlineUnit,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): CountedDate => {
  switch (unit) {
    case 'workday':
      return addWorkingDays(from, n, calendars, jurisdiction);
    case 'day':
      return { date: addDays(from, n), calendarKnown: true };
    case 'month':
      return { date: addMonths(from, n), calendarKnown: true };
    case 'at-once':
      return { date: from, calendarKnown: true };
  }
};

const termsOf = (rule: DeadlineRule): PendingDeadline => ({
  rule: rule.id,
  law: rule.law,
  article: rule.article,
  confirmed: rule.confirmed,
  from: rule.from,
  n: rule.n,
  unit: unitOf(rule),
  ...(rule.extension === undefined ? {} : { extension: rule.extension }),
});

const deadlineOf = (
  terms: PendingDeadline,
  fromDate: PlainDate,
  extendedBy: number | undefined,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): Deadline => {
  const plain = count(fromDate, terms.n, terms.unit, calendars, jurisdiction);
  const extended =
    extendedBy === undefined
      ? undefined
      : count(fromDate, terms.n + extendedBy, terms.unit, calendars, jurisdiction);
  const inForce = extended ?? plain;
  const periodOfDays = terms.unit === 'day' || terms.unit === 'month';
  const movedForStaff = periodOfDays && !isWorkingDay(inForce.date, calendars, jurisdiction);
  return {
    ...terms,
    date: plain.date,
    staffDate: movedForStaff ? previousWorkingDay(inForce.date, calendars, jurisdiction) : inForce.date,
    fromDate,
    ...(extended === undefined ? {} : { extendedDate: extended.date }),
    calendarKnown:
      inForce.calendarKnown && (!periodOfDays || isCalendarKnown(inForce.date, calendars, jurisdiction)),
    ...(inForce.calendarConfirmed === false ? { calendarConfirmed: false } : {}),
  };
};

const isExtension = (by: number, longest: number | undefined): boolean =>
  longest !== undefined && Number.isInteger(by) && by >= 1 && by <= longest;

/** Whether the reasoned notice of an extension reached the person before the due date (Moscow). */
const holds = ({ noticeReachedAt }: GrantedExtension, due: PlainDate): boolean =>
  noticeReachedAt !== undefined && moscowDate(noticeReachedAt) < due;

/**
 * All clocks of a request whose start is known, earliest first; on an equal date the law stands before the
 * policy. An account-scope case of a legal person has the policy's clock alone. An extension counts only when its notice
 * reached the person before the due date. Throws `RangeError` on a broken instant and on an extension its rule does not
 * allow.
 */
export const deadlinesFor = (
  request: DeadlineCase,
  calendars: readonly WorkingCalendar[],
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): Deadline[] =>
  rules
    .filter(rule => appliesTo(rule, request))
    .flatMap(rule => {
      const fromDate = prefillOf(rule.from, request);
      if (fromDate === undefined) return [];
      const granted = request.extensions?.[rule.sameAs ?? rule.id];
      const clock = deadlineOf(termsOf(rule), fromDate, undefined, calendars, request.jurisdiction);
      if (granted === undefined) return [clock];
      if (!isExtension(granted.by, rule.extension)) {
        throw new RangeError(`rule ${rule.id} cannot be extended by ${granted.by}`);
      }
      if (!holds(granted, clock.date)) return [clock];
      return [deadlineOf(termsOf(rule), fromDate, granted.by, calendars, request.jurisdiction)];
    })
    .toSorted(earliestFirst);

/** The clocks of a request that wait for their event, in the order of the rules. */
export const pendingFor = (
  request: DeadlineCase,
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): PendingDeadline[] =>
  rules.filter(rule => appliesTo(rule, request) && prefillOf(rule.from, request) === undefined).map(termsOf);

/**
 * The clocks of an appeal: the same rules, every known event taken as of the day of the appeal. Extensions are those
 * of the appeal's own clocks; none is carried over from the first answer.
 */
export const appealDeadlinesFor = (
  request: DeadlineCase,
  appealedAt: Instant,
  calendars: readonly WorkingCalendar[],
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
  extensions?: DeadlineCase['extensions'],
): Deadline[] => {
  const renewed = (instant: Instant | undefined): Instant | undefined =>
    instant === undefined ? undefined : appealedAt;
  return deadlinesFor(
    {
      ...request,
      receivedAt: appealedAt,
      proofAt: renewed(request.proofAt),
      detectedAt: renewed(request.detectedAt),
      withdrawnAt: renewed(request.withdrawnAt),
      purposeReachedAt: renewed(request.purposeReachedAt),
      extensions,
    },
    calendars,
    rules,
  );
};

/**
 * `dueBy` of a request by what is known now: at filing the earliest date known then, afterwards
 * with proof, detection and extensions. Throws as `deadlinesFor`, and when no rule applies at all.
 */
export const dueBy = (
  request: DeadlineCase,
  calendars: readonly WorkingCalendar[],
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): PlainDate => {
  const deadline = governing(deadlinesFor(request, calendars, rules));
  if (deadline === undefined) throw new RangeError('no deadline rule applies');
  return effectiveDate(deadline);
};

/** Data that was not destroyed in time: blocked since `missed`, to be destroyed by `until`. */
export interface LateDestruction {
  /** The rule whose date was missed. */
  readonly rule: string;
  readonly missed: PlainDate;
  readonly until: PlainDate;
  readonly law: string;
  readonly article: string;
  readonly confirmed: boolean;
}

/**
 * The mark of a destruction that is late at `now` and still not done: six months from the first date missed. undefined
 * while no date of destruction is missed, and for cases whose clocks order none.
 */
export const lateDestructionOf = (
  kind: RightKind,
  deadlines: readonly Deadline[],
  now: Instant,
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): LateDestruction | undefined => {
  const today = moscowDate(now);
  const first = deadlines
    .filter(({ rule }) => rules.find(({ id }) => id === rule)?.destroys?.includes(kind) === true)
    .toSorted(earliestFirst)
    .find(deadline => effectiveDate(deadline) < today);
  if (first === undefined) return undefined;
  const missed = effectiveDate(first);
  const { n, law, article, confirmed } = DESTROY_LATE;
  return { rule: first.rule, missed, until: addMonths(missed, n), law, article, confirmed };
};

/** Whether a clock may be extended; `upTo` in the rule's unit, otherwise why not. */
export type Extendable =
  | { readonly ok: true; readonly upTo: number }
  | { readonly ok: false; readonly reason: 'not-extendable' | 'already-extended' | 'past-due' };

/**
 * Whether this clock may be extended now: its rule says so, not yet extended, and today (Moscow) is before
 * the due date. `alreadyExtended` also covers an extension whose notice has not reached the person yet.
 */
export const canExtend = (
  deadline: Pick<Deadline, 'date' | 'extendedDate' | 'extension'>,
  now: Instant,
  alreadyExtended: boolean = deadline.extendedDate !== undefined,
): Extendable => {
  if (deadline.extension === undefined) return { ok: false, reason: 'not-extendable' };
  if (alreadyExtended) return { ok: false, reason: 'already-extended' };
  if (moscowDate(now) >= deadline.date) return { ok: false, reason: 'past-due' };
  return { ok: true, upTo: deadline.extension };
};

/** What is asked of an extension: by how many of the rule's units, why, under which calendar, and when. */
export interface Extension {
  readonly by: number;
  readonly reason: string;
  readonly now: Instant;
  readonly jurisdiction: Jurisdiction;
}

/** The extended clock, or why it stays as it was. */
export type Extended =
  | { readonly ok: true; readonly deadline: Deadline }
  | {
      readonly ok: false;
      readonly reason: 'not-extendable' | 'already-extended' | 'past-due' | 'no-reason' | 'too-long';
    };

/** Extends a clock, or says why not; the period is counted anew from its start. */
export const extend = (
  deadline: Deadline,
  extension: Extension,
  calendars: readonly WorkingCalendar[],
): Extended => {
  const allowed = canExtend(deadline, extension.now);
  if (!allowed.ok) return allowed;
  if (extension.reason.trim() === '') return { ok: false, reason: 'no-reason' };
  if (!isExtension(extension.by, allowed.upTo)) return { ok: false, reason: 'too-long' };
  return {
    ok: true,
    deadline: deadlineOf(deadline, deadline.fromDate, extension.by, calendars, extension.jurisdiction),
  };
};

/** The instant (RFC 3339, UTC) an erasure's hold ends: 72 hours after filing. */
export const holdUntil = (submittedAt: Instant): string =>
  new Date(epochMs(submittedAt) + HOLD_HOURS * 3_600_000).toISOString();
