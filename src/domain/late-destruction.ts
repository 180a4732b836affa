import type { Instant, PlainDate } from './calendar.ts';
import { moscowDate } from './calendar.ts';
import { addMonths } from './calendar-steps.ts';
import { earliestFirst, effectiveDate } from './clocks.ts';
import type { DeadlineRule } from './deadline-rules.ts';
import { DEADLINE_RULES, DESTROY_LATE } from './deadline-rules.ts';
import type { Deadline } from './deadline.ts';
import type { RightKind } from './ids.ts';

/** Data that was not destroyed in time: blocked since the day `missed`, to be destroyed by the day `until`. */
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
 * A destruction that is late at `now`: six months from the first missed date. undefined while no date of destruction is
 * missed, and for requests whose clocks order no destruction. The caller knows whether the data is already destroyed.
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
