import type { PlainDate } from './calendar.ts';
import type { DeadlineStart, DeadlineUnit } from './deadline-rules.ts';

/** One clock of a request: the contract's `Deadline` without its label. */
export interface Deadline {
  /** The id of the rule. */
  readonly rule: string;
  /** The day the answer is due, before any extension. */
  readonly date: PlainDate;
  /**
   * The day staff must be done by: the working day before when the date in force is a day off. When the whole period has no
   * working day (three days around New Year), the day it began.
   */
  readonly staffDate: PlainDate;
  readonly law: string;
  readonly article: string;
  readonly confirmed: boolean;
  readonly from: DeadlineStart;
  readonly fromDate: PlainDate;
  readonly n: number;
  /** The unit of the count; for a rule that is not confirmed, the stricter reading. */
  readonly unit: DeadlineUnit;
  /** The longest extension the rule allows, in `unit`; absent: none. */
  readonly extension?: number;
  /** The due date after an extension. */
  readonly extendedDate?: PlainDate;
  /** false: `date` or `staffDate` is in a year without a calendar, so only weekends count as days off. */
  readonly calendarKnown: boolean;
  /** Present when a year of the period has a calendar that is not confirmed: `date` may still change. */
  readonly calendarConfirmed?: false;
}
