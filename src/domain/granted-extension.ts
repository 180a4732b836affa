import type { Instant, PlainDate } from './calendar.ts';
import { moscowDate } from './calendar.ts';

/** An extension that staff decided. It is in force only when its notice reached the person before the due date. */
export interface GrantedExtension {
  /** How many of the rule's units. */
  readonly by: number;
  /**
   * When the reasoned notice was accepted by the recipient's mail server or opened in the account area; absent: it has
   * not reached the person.
   */
  readonly noticeReachedAt?: Instant | undefined;
}

/** True for a whole number of units up to the longest extension of the rule. */
export const isAllowedExtension = (by: number, longest: number | undefined): boolean =>
  longest !== undefined && Number.isInteger(by) && by >= 1 && by <= longest;

/** True when the notice of an extension reached the person before the due date (Moscow). */
export const isInForce = ({ noticeReachedAt }: GrantedExtension, due: PlainDate): boolean =>
  noticeReachedAt !== undefined && moscowDate(noticeReachedAt) < due;
