import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { HOLD_HOURS } from '../../src/domain/hold.ts';
import { keptByLawUntil } from '../../src/domain/retention.ts';
import { categoryIds, categoryLabel, isThirdParty, systemLabel, systemsOf } from '../policy/catalogue.ts';
import { partialOf } from '../partial.ts';
import type { Text } from '../problem.ts';
import { RETENTION } from '../policy/places.ts';
import type { Directory, RegisterCaller } from '../ports.ts';
import { amountOf, countBySystem, countByYear } from '../register/amounts.ts';
import { seesCategory } from '../register/visibility.ts';
import { CATEGORIES } from '../policy/categories.ts';
import { CONFIRMATION } from '../requests/validate.ts';
import { t } from '../text.ts';

type Schema = components['schemas'];
type Row = Schema['ErasureRow'];
type Caller = RegisterCaller & { readonly directory: Directory };

/** What happens in one system, where the law does not decide it by year. */
interface Effect {
  action: Row['action'];
  why: Text;
}

const KEPT_BY_CONTRACT: Effect = {
  action: 'keep',
  why: t(
    'Договор действует: без этих данных услуги не оказать.',
    'Your contract is in force, and we cannot provide your services without this data.',
  ),
};
const DELETED: Effect = {
  action: 'delete',
  why: t('Удалим: хранить не обязаны.', 'We’ll delete it: we do not have to keep it.'),
};
const NAMELESS: Effect = {
  action: 'anonymise',
  why: t(
    'Обращения в поддержку останутся без имени и контактов: они нужны для учёта работы.',
    'We’ll keep support tickets without your name and contact details, as a record of our work.',
  ),
};
const BLOCKED: Effect = {
  action: 'block',
  why: t(
    'Перестанем пользоваться. Удалим, когда проверим, что закон не требует хранить.',
    'We’ll stop using it, and delete it once we have checked that no law requires us to keep it.',
  ),
};
const THEIRS: Effect = {
  action: 'ask-third-party',
  why: t(
    'Удалить может только сам сервис: попросим его удалить, если найдём ваши визиты.',
    'Only the tool itself can delete it. We’ll ask it to, if we can find your visits.',
  ),
};
const YOURS: Effect = {
  action: 'keep',
  why: t(
    'Файлами на серверах распоряжаетесь вы: удалите их сами или закройте услугу.',
    'You control the files on your servers: delete them yourself or close the service.',
  ),
};

const effectOf = (category: string, system: string, ended: boolean): Effect => {
  if (isThirdParty(system)) return THEIRS;
  switch (category) {
    case 'account':
      return ended
        ? BLOCKED
        : system === 'activeplatform'
          ? KEPT_BY_CONTRACT
          : system === 'servicedesk'
            ? NAMELESS
            : DELETED;
    case 'materials':
      return ended ? DELETED : YOURS;
    case 'office':
      return BLOCKED;
    default:
      return system === 'servicedesk' ? NAMELESS : DELETED;
  }
};

const ASSUMED: Schema['Fact'] = { source: 'assumed', asOf: '2020-10-21', confirmed: false };

/** Documents of account are kept each for its own year: never one date for all (docs/domain.md#kept-by-year). */
const accountingRows = async (category: string, caller: Caller): Promise<Row[]> => {
  const { lang, now } = caller;
  const rule = RETENTION.find(row => row.law?.years !== undefined)?.law;
  const lawYears = rule?.years ?? 5;
  const law = { law: '402-ФЗ', article: 'ст. 29' };
  const today = moscowDate(now);
  const years = await countByYear(category, caller);
  return years.flatMap(([year, records]) =>
    systemsOf(category).map((system): Row => {
      const until = keptByLawUntil(year, lawYears);
      const over = until < today;
      const why = over
        ? t(
            'Срок хранения по закону прошёл, удалим.',
            'The time limit set by law has passed, so we’ll delete it.',
          )
        : t(
            `Документы учёта за ${year} год закон велит хранить ${lawYears} лет.`,
            `The law requires us to keep accounting documents for ${year} for ${lawYears} years.`,
          );
      return {
        category,
        categoryLabel: categoryLabel(category, lang),
        system,
        systemLabel: systemLabel(system, lang),
        year,
        action: over ? 'delete' : 'keep',
        ...(over ? {} : { until }),
        law,
        why: why[lang],
        records,
        fact: { source: 'law', asOf: '2020-10-21', confirmed: false },
      };
    }),
  );
};

const plainRows = async (category: string, caller: Caller, ended: boolean): Promise<Row[]> => {
  const { lang } = caller;
  const systems = systemsOf(category);
  const records = await countBySystem(category, caller);
  return systems.map((system): Row => {
    const { action, why } = effectOf(category, system, ended);
    return {
      category,
      categoryLabel: categoryLabel(category, lang),
      system,
      systemLabel: systemLabel(system, lang),
      action,
      why: why[lang],
      records: records.get(system) ?? 0,
      fact: ASSUMED,
    };
  });
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
  if (
    running &&
    caller.scope === 'account' &&
    chosen.some(id => ['account', 'services', 'materials'].includes(id))
  ) {
    blockers.push({
      id: 'active-services',
      label: t('Есть работающие услуги', 'You have active services')[lang],
      detail: t(
        'Пока они работают, данные договора удалить нельзя. Отключите или перенесите услуги.',
        'While they are running, we cannot delete contract data. Turn off or move your services.',
      )[lang],
    });
  }
  if (running && chosen.includes('services')) {
    blockers.push({
      id: 'balance',
      label: t('На счёте есть остаток', 'There is money in your account')[lang],
      detail: t(
        'Верните остаток или потратьте его, чтобы он не потерялся.',
        'Ask for a refund or spend it so that you do not lose it.',
      )[lang],
    });
  }
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
  const seen = chosen.filter(id => {
    const row = CATEGORIES.find(one => one.id === id);
    return row !== undefined && seesCategory(row, caller).visible;
  });
  const rows = await Promise.all(
    categoryIds()
      .filter(id => seen.includes(id))
      .map(id => (id === 'services' ? accountingRows(id, caller) : plainRows(id, caller, ended))),
  );
  return {
    rows: rows.flat(),
    ...(await advice(seen, caller, ended)),
    holdHours: HOLD_HOURS,
    confirmationPhrase: CONFIRMATION[caller.lang],
    needsStepUp: true,
    partial: partialOf(caller),
  };
};
