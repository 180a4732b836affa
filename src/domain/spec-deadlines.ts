import fc from 'fast-check';
import { CALENDARS } from './calendars.ts';
import type { Deadline } from './deadline.ts';
import type { DeadlineCase } from './deadlines.ts';
import { deadlinesFor, dueBy } from './deadlines.ts';
import type { RightKind } from './ids.ts';
import { JURISDICTIONS, RIGHT_KINDS, SCOPES } from './ids.ts';

/** A case of a person in Russia, received on Monday 2026-02-02 at noon in Moscow. */
export const aCase = (kind: RightKind, more: Partial<DeadlineCase> = {}): DeadlineCase => ({
  kind,
  scope: 'person',
  jurisdiction: 'RU',
  receivedAt: '2026-02-02T09:00:00Z',
  ...more,
});

/** An extension whose notice reached the person long before the due date. */
export const granted = (by: number, noticeReachedAt = '2025-01-01') => ({ by, noticeReachedAt });

/** The clocks of a request with the calendars of the module. */
export const clocks = (request: DeadlineCase) => deadlinesFor(request, CALENDARS);
/** Each clock as `rule date`. */
export const clockDates = (request: DeadlineCase) =>
  clocks(request).map(({ rule, date }) => `${rule} ${date}`);
/** The date the request has to be answered by. */
export const due = (request: DeadlineCase) => dueBy(request, CALENDARS);
/** The clock of one rule. @throws when the request has none. */
export const clock = (request: DeadlineCase, rule: string): Deadline => {
  const found = clocks(request).find(deadline => deadline.rule === rule);
  if (found === undefined) throw new Error(`no clock ${rule}`);
  return found;
};

/** Any instant of the years with calendars, and around them. */
export const instants = fc.date({
  min: new Date('2025-06-01'),
  max: new Date('2027-12-01'),
  noInvalidDate: true,
});
/** Any request. */
export const cases: fc.Arbitrary<DeadlineCase> = fc.record({
  kind: fc.constantFrom(...RIGHT_KINDS),
  scope: fc.constantFrom(...SCOPES),
  jurisdiction: fc.constantFrom(...JURISDICTIONS),
  receivedAt: instants,
  proofAt: fc.option(instants, { nil: undefined }),
  unlawful: fc.boolean(),
  detectedAt: fc.option(instants, { nil: undefined }),
  disclosures: fc.boolean(),
  withdrawnAt: fc.option(instants, { nil: undefined }),
  purposeReachedAt: fc.option(instants, { nil: undefined }),
});
