import type { components } from '../../src/api/generated/schema.ts';
import { CALENDARS } from '../../src/domain/calendars.ts';
import type { Deadline } from '../../src/domain/deadline.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import type { Lang } from '../problem.ts';
import { say } from '../text.ts';
import { DEADLINE_LABELS, POLICY_AS_LAW } from './texts.ts';
import { workingDaysBetween } from '../../src/domain/working-days.ts';

/** What a clock is called, with its extension: «10 + 5 рабочих дней». Only periods of working days are extended. */
const labelOf = ({ rule, n, date, extendedDate }: Deadline, lang: Lang, kind?: RightKind): string => {
  const label = say(DEADLINE_LABELS[`${rule} ${kind}`] ?? DEADLINE_LABELS[rule] ?? rule, lang);
  if (extendedDate === undefined) return label;
  const more = workingDaysBetween(date, extendedDate, CALENDARS, rule.startsWith('by-') ? 'BY' : 'RU');
  return label.replace(`${n} `, `${n} + ${more} `);
};

/** A clock of the domain as the contract describes it. */
export const deadlineView = (
  deadline: Deadline,
  lang: Lang,
  kind?: RightKind,
): components['schemas']['Deadline'] => {
  const { extension: _longest, ...dates } = deadline;
  const byPolicy = deadline.law === 'policy';
  return {
    ...dates,
    label: labelOf(deadline, lang, kind),
    law: byPolicy ? POLICY_AS_LAW.law[lang] : deadline.law,
    article: byPolicy ? POLICY_AS_LAW.article[lang] : deadline.article,
  };
};
