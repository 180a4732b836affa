import type { Instant, PlainDate } from './calendar.ts';
import { moscowDate } from './calendar.ts';
import {
  addDays,
  addMonths,
  addWorkingDays,
  type CountedDate,
  isCalendarKnown,
  previousWorkingDay,
} from './calendar-steps.ts';
import { earliestFirst, effectiveDate, governing } from './clocks.ts';
import type { Deadline } from './deadline.ts';
import type { DeadlineRule, DeadlineStart, DeadlineUnit } from './deadline-rules.ts';
import { DEADLINE_RULES } from './deadline-rules.ts';
import { isAllowedExtension, isInForce, type GrantedExtension } from './granted-extension.ts';
import type { AccountKind, Jurisdiction, RightKind, Scope } from './ids.ts';
import { isWorkingDay, type WorkingCalendar } from './working-days.ts';

/** The facts of a request that its clocks are counted from. Instants may have any offset; their dates are Moscow's. */
export interface DeadlineCase {
  readonly kind: RightKind;
  readonly scope: Scope;
  /** The holder of the account. For an individual entrepreneur it is `natural`, and the law applies in both scopes. */
  readonly accountKind?: AccountKind | undefined;
  readonly jurisdiction: Jurisdiction;
  readonly receivedAt: Instant;
  /**
   * When the customer gave the proof: of the right value for a correction; for an erasure or a complaint, that the data is
   * not needed or was obtained unlawfully. A proof before the receipt counts from the receipt.
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

/** A clock without a date, because its event (proof, detection, withdrawal, purpose reached) has not happened. */
export type PendingDeadline = Pick<
  Deadline,
  'rule' | 'law' | 'article' | 'confirmed' | 'from' | 'n' | 'unit' | 'extension'
>;

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

const startOf = (from: DeadlineStart, request: DeadlineCase): PlainDate | undefined => {
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

/** A period of calendar days may end on a day off: the customer's date does not move. */
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

/**
 * The clock of a rule from its start. `extendedBy`: the units of an extension that is in force, undefined when there is
 * none.
 */
export const deadlineOf = (
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
  const workingDayBefore = movedForStaff
    ? previousWorkingDay(inForce.date, calendars, jurisdiction)
    : inForce.date;
  return {
    ...terms,
    date: plain.date,
    staffDate: workingDayBefore < fromDate ? fromDate : workingDayBefore,
    fromDate,
    ...(extended === undefined ? {} : { extendedDate: extended.date }),
    calendarKnown:
      inForce.calendarKnown && (!periodOfDays || isCalendarKnown(inForce.date, calendars, jurisdiction)),
    ...(inForce.calendarConfirmed === false ? { calendarConfirmed: false } : {}),
  };
};

/**
 * All clocks of a request whose start is known, earliest first; of equal dates, the clocks of the law come before the
 * policy's. An account-scope request of a legal person has only the policy's clock. An extension counts only when its
 * notice reached the person before the due date. Throws `RangeError` on a broken instant and on an extension that the rule
 * does not allow. Source: docs/domain.md#clocks.
 */
export const deadlinesFor = (
  request: DeadlineCase,
  calendars: readonly WorkingCalendar[],
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): Deadline[] =>
  rules
    .filter(rule => appliesTo(rule, request))
    .flatMap(rule => {
      const fromDate = startOf(rule.from, request);
      if (fromDate === undefined) return [];
      const granted = request.extensions?.[rule.sameAs ?? rule.id];
      const clock = deadlineOf(termsOf(rule), fromDate, undefined, calendars, request.jurisdiction);
      if (granted === undefined) return [clock];
      if (!isAllowedExtension(granted.by, rule.extension)) {
        throw new RangeError(`rule ${rule.id} cannot be extended by ${granted.by}`);
      }
      if (!isInForce(granted, clock.date)) return [clock];
      return [deadlineOf(termsOf(rule), fromDate, granted.by, calendars, request.jurisdiction)];
    })
    .toSorted(earliestFirst);

/** The clocks of a request whose event has not happened yet, in the order of the rules. */
export const pendingFor = (
  request: DeadlineCase,
  rules: readonly DeadlineRule[] = DEADLINE_RULES,
): PendingDeadline[] =>
  rules.filter(rule => appliesTo(rule, request) && startOf(rule.from, request) === undefined).map(termsOf);

/**
 * The clocks of an appeal: the same rules, with every known event dated to the day of the appeal. `extensions` are those of
 * the appeal; extensions of the first answer do not apply.
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
 * The date the request has to be answered by, from the events known now. Throws as `deadlinesFor`, and when no rule
 * applies.
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
