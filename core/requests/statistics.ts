import { moscowDate, daysBetween } from '../../src/domain/calendar.ts';
import type { AnsweredCases } from '../ports.ts';
import { caseNow } from './model.ts';
import type { RequestRow } from './state.ts';

/** With fewer answers than this a number could point at a person. */
export const LEAST_ANSWERS = 20;

/** How a case was answered; undefined while it has no answer. */
export const answerFactsOf = (row: RequestRow): Omit<AnsweredCases, 'count'> | undefined => {
  const { submittedAt, answeredAt, outcomes } = row;
  if (submittedAt === undefined || answeredAt === undefined) return undefined;
  const on = moscowDate(answeredAt);
  const { dueBy } = caseNow(row, new Date(answeredAt));
  const law = outcomes.every(({ kind }) => kind === 'refused') ? outcomes[0]?.law : undefined;
  return {
    days: daysBetween(moscowDate(submittedAt), on),
    onTime: dueBy === undefined || on <= dueBy,
    ...(law === undefined ? {} : { refusedBy: law }),
  };
};

/** What the numbers come to: the median of days, answers in time, refusals by law. */
export const statisticsOf = (answers: readonly AnsweredCases[]) => {
  const answered = answers.reduce((sum, { count }) => sum + count, 0);
  if (answered < LEAST_ANSWERS) return { answered, refusals: [] };
  let left = Math.ceil(answered / 2);
  const medianDays = answers
    .toSorted((a, b) => a.days - b.days)
    .find(({ count }) => {
      left -= count;
      return left <= 0;
    })?.days;
  const laws = new Map<string, { law: NonNullable<AnsweredCases['refusedBy']>; count: number }>();
  for (const { refusedBy, count } of answers) {
    if (refusedBy === undefined) continue;
    const key = `${refusedBy.law} ${refusedBy.article ?? ''}`;
    const known = laws.get(key);
    laws.set(key, { law: refusedBy, count: (known?.count ?? 0) + count });
  }
  return {
    answered,
    onTime: answers.reduce((sum, { onTime, count }) => sum + (onTime ? count : 0), 0),
    ...(medianDays === undefined ? {} : { medianDays }),
    refusals: [...laws.values()].toSorted((a, b) => b.count - a.count),
  };
};
