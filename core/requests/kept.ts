import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, type PlainDate } from '../../src/domain/calendar.ts';
import { appealUntil } from '../../src/domain/request-states.ts';
import { addPeriod, periodOf } from '../../src/domain/retention.ts';
import { policy } from '../policy/tables.ts';
import type { Lang } from '../problem.ts';
import { factOf } from '../register/rules.ts';
import type { RequestRow } from './state.ts';

/** The category of what the privacy center itself keeps. */
const OWN_CATEGORY = 'rights';

/** The last day of a request: of the time for an appeal, or of its withdrawal; undefined while it goes on. */
const endOf = ({ answeredAt, withdrawnAt, status }: RequestRow): PlainDate | undefined => {
  if (withdrawnAt !== undefined) return moscowDate(withdrawnAt);
  return status === 'answered' && answeredAt !== undefined ? appealUntil(answeredAt) : undefined;
};

/**
 * How long messages and files of requests are kept: the retention rule of the policy for what the privacy center keeps
 * itself; with `row` also the day it leads to, once the request has an end. Undefined where the policy has no such rule.
 */
export const keptRule = (lang: Lang, row?: RequestRow): components['schemas']['KeptRule'] | undefined => {
  const [id] = policy().categoryById.get(OWN_CATEGORY)?.retention ?? [];
  const rule = policy().retentionById.get(id ?? '');
  if (rule === undefined) return undefined;
  const end = row === undefined ? undefined : endOf(row);
  const period = periodOf(rule.period ?? '');
  return {
    label: rule.label[lang],
    ...(end === undefined || period === undefined ? {} : { until: addPeriod(end, period) }),
    fact: factOf(rule.fact, lang),
  };
};
