import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { HOLD_HOURS } from '../../src/domain/hold.ts';
import { keptByLawUntil } from '../../src/domain/retention.ts';
import { isThirdParty, systemLabel } from '../policy/catalogue.ts';
import { partialOf } from '../partial.ts';
import type { Lang, Text } from '../problem.ts';
import { CATEGORIES, policy } from '../policy/tables.ts';
import type { CategoryRow, EffectRow, GroundRow } from '../policy/types.ts';
import type { Account, Directory, RegisterCaller } from '../ports.ts';
import { amountOf, countBySystem, countByYear, countsOf } from '../register/amounts.ts';
import { seesCategory, subjectOf } from '../register/visibility.ts';
import { CONFIRMATION } from '../requests/validate.ts';
import { t } from '../text.ts';

type Schema = components['schemas'];
type Row = Schema['ErasureRow'];
type Caller = RegisterCaller & { readonly directory: Directory };

/** Where no row of the category fits. */
const DELETED = 'deleted';
/** Where another company keeps the system. */
const THEIRS = 'third-party';
/** Of documents whose year is over. */
const TERM_OVER = 'term-over';

const effectById = (id: string): EffectRow => {
  const effect = policy().effectById.get(id);
  if (effect === undefined) throw new Error(`The policy has no effect «${id}»`);
  return effect;
};

/** What happens in one system, where the law does not decide it by year. */
const effectOf = (row: CategoryRow, system: string, ended: boolean): EffectRow => {
  if (isThirdParty(system)) return effectById(THEIRS);
  const choice = row.erasure?.find(
    one => (one.system === undefined || one.system === system) && (one.contract === undefined || ended),
  );
  return effectById(choice?.effect ?? DELETED);
};

/** The day of the policy. */
const AS_OF = '2020-10-21';
const ASSUMED: Schema['Fact'] = { source: 'assumed', asOf: AS_OF, confirmed: false };

/** Records that are kept past their time, with why and until when that is looked at again. */
interface HeldRecords {
  readonly system: string;
  readonly year: number;
  readonly reason: Text;
  readonly reviewAt: string;
  readonly records: number;
}

const HELD_PAGE = 50;

/** The records of a category that are held, by system, year, reason and day of the review. */
const heldOf = async (category: CategoryRow, caller: Caller): Promise<HeldRecords[]> => {
  const found = new Map<string, HeldRecords>();
  for (const { kind, held } of await countsOf(category, caller)) {
    let missing = held;
    // They are among the oldest: the first page has them.
    for (let offset = 0; missing > 0; offset += HELD_PAGE) {
      const { records } = await caller.sources.page(category.id, subjectOf(category, caller), {
        upTo: caller.now,
        kind,
        sort: 'date',
        lang: caller.lang,
        offset,
        limit: HELD_PAGE,
      });
      if (records.length === 0) break;
      for (const { at, system, hold } of records) {
        if (hold === undefined) continue;
        missing -= 1;
        const year = yearOf(moscowDate(at));
        const key = JSON.stringify([system, year, hold.reason.ru, hold.reviewAt]);
        const before = found.get(key)?.records ?? 0;
        found.set(key, { system, year, ...hold, records: before + 1 });
      }
    }
  }
  return [...found.values()];
};

/**
 * A row without its held records, and a row for those: neither is promised what happens to the other. What another
 * company keeps, and what is kept anyway, stays one row.
 */
const apart = (row: Row, held: readonly HeldRecords[], lang: Lang): Row[] => {
  const own =
    row.action === 'keep' || row.action === 'ask-third-party'
      ? []
      : held.filter(
          ({ system, year }) => system === row.system && (row.year === undefined || row.year === year),
        );
  const records = row.records - own.reduce((sum, one) => sum + one.records, 0);
  return [
    ...(own.length > 0 && records <= 0 ? [] : [{ ...row, records }]),
    ...own.map(({ reason, reviewAt, records: kept }): Row => ({
      category: row.category,
      categoryLabel: row.categoryLabel,
      system: row.system,
      systemLabel: row.systemLabel,
      ...(row.year === undefined ? {} : { year: row.year }),
      action: 'keep',
      until: reviewAt,
      why: HELD_WHY(reason)[lang],
      records: kept,
      fact: { source: 'operator', asOf: AS_OF, confirmed: false },
    })),
  ];
};

/** Why held records stay. */
const HELD_WHY = (reason: Text): Text =>
  t(
    `Хранится дольше обычного: ${reason.ru}. В этот день проверят, нужно ли это ещё.`,
    `Kept longer than usual: ${reason.en}. On that day it will be checked whether this is still needed.`,
  );

/** Documents of account are kept each for its own year: never one date for all (docs/domain.md#kept-by-year). */
const rowsByYear = async (category: CategoryRow, ground: GroundRow, caller: Caller): Promise<Row[]> => {
  const { lang, now } = caller;
  const { years } = ground;
  const today = moscowDate(now);
  const counts = await countByYear(category.id, caller);
  return counts.flatMap(([year, records]) =>
    category.systems.map((system): Row => {
      const until = years === undefined ? undefined : keptByLawUntil(year, years);
      const over = until !== undefined && until < today;
      const why = over ? effectById(TERM_OVER).why : (ground.why ?? ground.label);
      return {
        category: category.id,
        categoryLabel: category.label[lang],
        system,
        systemLabel: systemLabel(system, lang),
        year,
        action: over ? 'delete' : 'keep',
        ...(over || until === undefined ? {} : { until }),
        law: ground.law,
        why: why[lang].replace('{year}', String(year)),
        records,
        fact: { source: ground.fact.source, asOf: AS_OF, confirmed: ground.fact.confirmed },
      };
    }),
  );
};

const plainRows = async (category: CategoryRow, caller: Caller, ended: boolean): Promise<Row[]> => {
  const { lang } = caller;
  const records = await countBySystem(category.id, caller);
  return category.systems.map((system): Row => {
    const { action, why } = effectOf(category, system, ended);
    return {
      category: category.id,
      categoryLabel: category.label[lang],
      system,
      systemLabel: systemLabel(system, lang),
      action,
      why: why[lang],
      records: records.get(system) ?? 0,
      fact: ASSUMED,
    };
  });
};

/** What cannot be erased while the contract has something open. */
const OF_CONTRACT: ReadonlySet<string> = new Set(['account', 'services', 'materials']);

type Blocker = Schema['ErasurePreview']['blockers'][number];

/**
 * What has to be paid, paid back or stopped before the data of the contract can be erased, each with its amount and the
 * page where that is done, as far as the directory knows them.
 */
const blockersOf = (unsettled: Account['unsettled'], running: boolean, lang: Lang): Blocker[] => {
  const { debt, balance, payUrl, refundUrl, servicesUrl } = unsettled ?? {};
  const found: Blocker[] = [];
  if (debt !== undefined)
    found.push({
      id: 'debt',
      label: t('Есть неоплаченный счёт', 'There is an unpaid invoice')[lang],
      detail: t(
        'Пока долг не оплачен, данные договора нужны, чтобы его закрыть.',
        'Until it is paid, we need the contract data to settle it.',
      )[lang],
      amount: debt,
      ...(payUrl === undefined ? {} : { url: payUrl }),
    });
  if (running)
    found.push({
      id: 'active-services',
      label: t('Есть работающие услуги', 'You have active services')[lang],
      detail: t(
        'Пока они работают, данные договора удалить нельзя. Отключите или перенесите услуги.',
        'While they are running, we cannot delete contract data. Turn off or move your services.',
      )[lang],
      ...(servicesUrl === undefined ? {} : { url: servicesUrl }),
    });
  if (balance !== undefined)
    found.push({
      id: 'balance',
      label: t('На счёте есть остаток', 'There is money in your account')[lang],
      detail: t(
        'Верните остаток или потратьте его, чтобы он не потерялся.',
        'Ask for a refund or spend it so that you do not lose it.',
      )[lang],
      amount: balance,
      ...(refundUrl === undefined ? {} : { url: refundUrl }),
    });
  return found;
};

/** What has to be settled first, and what the customer will notice. */
const advice = async (
  chosen: readonly string[],
  caller: Caller,
  ended: boolean,
): Promise<Pick<Schema['ErasurePreview'], 'blockers' | 'consequences'>> => {
  const { lang } = caller;
  const consequences: Text[] = [];
  const blockers: Schema['ErasurePreview']['blockers'] = [];
  const running = !ended && (await amountOf('services', caller)).records > 0;
  if (caller.scope === 'account' && chosen.some(id => OF_CONTRACT.has(id)))
    blockers.push(...blockersOf(caller.directory.account(caller.me.accountId)?.unsettled, running, lang));
  if (chosen.includes('correspondence'))
    consequences.push(
      t('Поддержка не увидит, о чём вы писали раньше.', 'Support will not see what you wrote before.'),
    );
  if (chosen.includes('recordings'))
    consequences.push(
      t('Споры о разговорах станет труднее разбирать.', 'Disputes about calls will be harder to settle.'),
    );
  if (chosen.includes('mailings'))
    consequences.push(
      t(
        'Рассылки перестанут приходить, сервисные уведомления останутся.',
        'You will not get mailings, but you’ll still get service notices.',
      ),
    );
  if (chosen.includes('account') && !ended)
    consequences.push(
      t(
        'Личный кабинет продолжит работать, пока действует договор.',
        'The account area will keep working while your contract is in force.',
      ),
    );
  consequences.push(
    t(
      'Готовые копии этих данных станут недоступны.',
      'Copies that include this data will no longer be available.',
    ),
  );
  return { blockers, consequences: consequences.map(text => text[lang]) };
};

/** What erasure would do, by category, system and year. Changes nothing. */
export const erasurePreview = async (
  chosen: readonly string[],
  caller: Caller,
): Promise<Schema['ErasurePreview']> => {
  const ended = caller.directory.account(caller.me.accountId)?.ended === true;
  const seen = CATEGORIES.filter(row => chosen.includes(row.id) && seesCategory(row, caller).visible);
  const rows = await Promise.all(
    seen.map(async row => {
      const ground = policy().groundById.get(row.keptByYear ?? '');
      const [planned, held] = await Promise.all([
        ground === undefined ? plainRows(row, caller, ended) : rowsByYear(row, ground, caller),
        heldOf(row, caller),
      ]);
      return planned.flatMap(one => apart(one, held, caller.lang));
    }),
  );
  return {
    rows: rows.flat(),
    ...(await advice(
      seen.map(({ id }) => id),
      caller,
      ended,
    )),
    holdHours: HOLD_HOURS,
    confirmationPhrase: CONFIRMATION[caller.lang],
    needsStepUp: true,
    partial: partialOf(caller),
  };
};
