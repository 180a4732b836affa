import type { components } from '../../src/api/generated/schema.ts';
import type { Deadline } from '../../src/domain/deadlines.ts';
import type { Lang } from '../problem.ts';
import { say } from '../words.ts';
import { DEADLINE_LABELS, POLICY_AS_LAW } from './texts.ts';

/** A clock of the domain in the words of the contract. */
export const deadlineView = (deadline: Deadline, lang: Lang): components['schemas']['Deadline'] => {
  const { extension: _longest, ...dates } = deadline;
  const byPolicy = deadline.law === 'policy';
  return {
    ...dates,
    label: say(DEADLINE_LABELS[deadline.rule] ?? deadline.rule, lang),
    law: byPolicy ? POLICY_AS_LAW.law[lang] : deadline.law,
    article: byPolicy ? POLICY_AS_LAW.article[lang] : deadline.article,
  };
};
