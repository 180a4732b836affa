import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { deletionsWithin } from '../../src/domain/retention.ts';
import { CATEGORIES } from '../policy/tables.ts';
import { partialOf } from '../partial.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { RegisterCaller } from '../ports.ts';
import { say } from '../text.ts';
import { countsOf, seenCategories } from './amounts.ts';
import { retentionById, ruleById } from './rules.ts';
import type { RecordCount } from './source-data.ts';

type Deletion = components['schemas']['Deletion'];

/** How far the list looks ahead. */
const DELETION_DAYS = 90;

/** The deletions of a category until the list ends: only a rule with a period has a date (docs/domain.md#retention). */
const deletionsOf = async (row: CategoryRow, caller: RegisterCaller): Promise<Deletion[]> => {
  const { lang, now, sources } = caller;
  const mortal = sources.kinds(row.id).filter(kind => ruleById(kind.retention) !== undefined);
  if (mortal.length === 0) return [];
  const counts = await countsOf(row, caller, { by: 'day', kinds: mortal.map(({ id }) => id) });
  return mortal.flatMap(kind => {
    const rule = ruleById(kind.retention);
    if (rule === undefined) return [];
    const timed = ({ records, held }: RecordCount): number => records - held;
    const days = counts.filter(one => one.kind === kind.id && timed(one) > 0);
    return deletionsWithin(
      days.map(one => ({
        rule: { kind: 'fixed' as const, ...(rule.period === undefined ? {} : { period: rule.period }) },
        start: one.period ?? '',
        count: timed(one),
      })),
      moscowDate(now),
      DELETION_DAYS,
    ).map(({ item, date, start }) => ({
      id: `${row.id}-${kind.id}-${start}`,
      category: row.id,
      label: say(kind.label, lang),
      count: item.count,
      date,
      start,
      startLabel: say(rule.startsAt?.label ?? rule.label, lang),
      period: rule.period ?? 'P1D',
      system: kind.system,
    }));
  });
};

/** What will be deleted by its rule within 90 days, the nearest first, and the rules that name no date. */
export const deletions = async (
  caller: RegisterCaller,
): Promise<Omit<Answer<'listDeletions'>, 'items' | 'nextCursor' | 'total'> & { items: Deletion[] }> => {
  const { lang, now } = caller;
  const today = moscowDate(now);
  const found = await Promise.all(seenCategories(caller).map(row => deletionsOf(row, caller)));
  return {
    items: found.flat().toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    from: today,
    to: addDays(today, DELETION_DAYS),
    notComputable: CATEGORIES.flatMap(row =>
      row.retention
        .flatMap(id => retentionById(id, lang) ?? [])
        .filter(rule => rule.kind !== 'fixed')
        .map(rule => ({ category: row.id, label: say(row.label, lang), rule })),
    ),
    partial: partialOf(caller),
  };
};
