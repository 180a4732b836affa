import type { components } from '../../src/api/generated/schema.ts';
import { isThirdParty, systemLabel } from '../policy/catalogue.ts';
import { policy } from '../policy/tables.ts';
import type { Lang } from '../problem.ts';
import { dateText, say, t } from '../text.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import type { EventRow, OutcomeRow, RequestRow } from './state.ts';

type Destruction = components['schemas']['Destruction'];
type Item = Destruction['items'][number];
type Result = Item['result'];

/** What was done in a system by an answer «done»: of its own category it has destroyed the data, of a whole request as the policy says. */
const resultIn = (category: string, system: string, ofCategory: boolean): Result => {
  if (isThirdParty(system)) return 'asked';
  const choice = policy()
    .categoryById.get(category)
    ?.erasure?.find(one => one.system === undefined || one.system === system);
  const action = policy().effectById.get(choice?.effect ?? '')?.action;
  return action === 'anonymise' ? 'anonymised' : action === 'block' && !ofCategory ? 'blocked' : 'destroyed';
};

/** The answers to an erasure that speak of a category; one answer without a category speaks of all that were asked for. */
const byCategory = ({ outcomes, details }: RequestRow): (readonly [string, OutcomeRow])[] =>
  outcomes.flatMap(outcome =>
    outcome.category !== undefined
      ? [[outcome.category, outcome] as const]
      : outcomes.length > 1
        ? []
        : (details.categories ?? []).map(category => [category, outcome] as const),
  );

const itemsOf = (row: RequestRow, lang: Lang): Item[] =>
  byCategory(row).flatMap(([category, { kind, until, law, text, category: own }]) => {
    const known = policy().categoryById.get(category);
    const kept = kind === 'kept' || kind === 'refused';
    return (known?.systems ?? []).map(system => ({
      category,
      categoryLabel: known?.label[lang] ?? category,
      system,
      systemLabel: systemLabel(system, lang),
      result: kept
        ? ('kept' as const)
        : kind === 'forwarded'
          ? ('asked' as const)
          : resultIn(category, system, own !== undefined),
      ...(until === undefined ? {} : { until }),
      ...(kept && law !== undefined ? { law } : {}),
      ...(kept ? { why: say(text, lang) } : {}),
    }));
  });

const isAnsweredErasure = ({ kind, status }: RequestRow): boolean =>
  kind === 'erasure' && status === 'answered';

/**
 * The confirmation of destruction of an answered erasure; undefined of other requests, and where nothing was destroyed.
 * It names a role and never a member of staff. Source: docs/domain.md, on the act of destruction.
 */
export const destructionOf = (row: RequestRow, lang: Lang): Destruction | undefined => {
  const { answeredAt, submittedAt, number, destroyed } = row;
  if (answeredAt === undefined || !isAnsweredErasure(row)) return undefined;
  const items = itemsOf(row, lang);
  if (!items.some(({ result }) => result === 'destroyed' || result === 'anonymised')) return undefined;
  const on = dateText(moscowDate(submittedAt ?? row.createdAt));
  return {
    act: destroyed === undefined ? 'pending' : 'signed',
    ...(destroyed === undefined ? {} : { number: destroyed.number }),
    by: policy().controller.contact.role[lang],
    at: answeredAt,
    why: t(`Обращение ${number} от ${on.ru}`, `Request ${number} of ${on.en}`)[lang],
    items,
  };
};

const DONE: Record<Result, ReturnType<typeof t>> = {
  destroyed: t('уничтожено', 'destroyed'),
  asked: t('попросили удалить', 'asked to delete'),
  anonymised: t('оставлено без имени и контактов', 'kept without name and contact details'),
  blocked: t('больше не используется', 'no longer used'),
  kept: t('сохранено по закону', 'kept by law'),
};

const capital = (text: string): string => text.replace(/^./u, first => first.toUpperCase());

/** What an answered erasure did in each system, as steps of the request. */
export const systemEvents = (row: RequestRow): EventRow[] => {
  if (!isAnsweredErasure(row)) return [];
  const [items, inEnglish] = [itemsOf(row, 'ru'), itemsOf(row, 'en')];
  return [...new Set(items.map(({ system }) => system))].map(system => {
    const sentence = (lang: Lang, all: readonly Item[]): string => {
      const here = all.filter(item => item.system === system);
      const parts = [...new Set(here.map(({ result }) => result))].map(
        result =>
          `${DONE[result][lang]}: ${[...new Set(here.filter(item => item.result === result).map(item => item.categoryLabel))].join(', ')}`,
      );
      return `${capital(here[0]?.systemLabel ?? system)}. ${capital(parts.join('; '))}.`;
    };
    return {
      id: `${row.id}-in-${system}`,
      at: row.answeredAt ?? row.updatedAt,
      kind: 'in-system',
      by: 'staff',
      text: t(sentence('ru', items), sentence('en', inEnglish)),
    };
  });
};
