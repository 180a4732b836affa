import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { categoryLabel, systemLabel, systemsOf } from '../catalogue.ts';
import type { Db } from '../db.ts';
import { principalOf, type Principal, userById, USERS } from '../personas.ts';
import type { Lang } from '../problem.ts';
import { CATEGORIES } from '../register/data/categories.ts';
import { type FieldRow, fieldsOf } from '../register/fields.ts';
import { type Caller, recordsFor, seesCategory } from '../register/handlers.ts';
import { bodyOf, recordAt } from '../register/records.ts';
import { countText, t } from '../words.ts';
import type { ExportRow, ExportSpec } from './state.ts';

type Schema = components['schemas'];

/** A record as it goes into an archive; `text` only with the consent to show correspondence. */
export type ExportedRecord = Omit<Schema['Record'], 'attributes' | 'retention'> & { text?: string };

/** What an archive holds of one category. */
export interface CategoryContent {
  id: string;
  label: string;
  systems: string[];
  fields: FieldRow[];
  records: number;
  /** Records by their system. */
  bySystem: Map<string, number>;
  thirdParty: number;
  /** Makes the records, newest first: only when the bytes are needed. */
  read(limit?: number): ExportedRecord[];
}

/** For whom an archive is made: whoever asked for it; a stranger’s place takes the account’s owner. */
export const makerOf = (row: Pick<ExportRow, 'createdBy' | 'accountId'>): Principal => {
  const user =
    userById(row.createdBy.id) ??
    USERS.find(one =>
      one.memberships.some(seat => seat.accountId === row.accountId && seat.role === 'owner'),
    );
  if (user === undefined) throw new Error(`nobody owns ${row.accountId}`);
  return principalOf(user.persona, row.accountId);
};

/** The register as the maker of the archive sees it at this moment, in the language of the archive. */
export const callerOf = (db: Db, me: Principal, spec: ExportSpec, now: Date): Caller => ({
  db,
  me,
  lang: spec.language,
  scope: spec.scope,
  now,
  down: new Set(),
});

const inPeriod = (at: number, spec: ExportSpec): boolean => {
  if (spec.from === undefined && spec.to === undefined) return true;
  const day = moscowDate(new Date(at));
  return (spec.from === undefined || day >= spec.from) && (spec.to === undefined || day <= spec.to);
};

/** The chosen categories this role may see: what the archive is made of. `missing`: systems that did not answer. */
export const contentOf = (caller: Caller, spec: ExportSpec, missing: readonly string[]): CategoryContent[] =>
  CATEGORIES.filter(row => spec.categories.includes(row.id) && seesCategory(row, caller).visible).map(row => {
    const { set, from } = recordsFor(row.id, caller);
    const positions: number[] = [];
    const bySystem = new Map<string, number>();
    let thirdParty = 0;
    for (let position = from; position < set.total; position += 1) {
      const system = set.kinds[set.kind[position] ?? 0]?.system ?? '';
      if (missing.includes(system) || !inPeriod(set.time[position] ?? 0, spec)) continue;
      positions.push(position);
      bySystem.set(system, (bySystem.get(system) ?? 0) + 1);
      thirdParty += set.third[position] ?? 0;
    }
    return {
      id: row.id,
      label: row.label[caller.lang],
      systems: row.systems.filter(system => !missing.includes(system)),
      fields: fieldsOf(row.id, caller.me, caller.db.seededAt).filter(
        field => field.visibleTo === undefined && !field.systems.every(system => missing.includes(system)),
      ),
      records: positions.length,
      bySystem,
      thirdParty,
      read: (limit = positions.length) =>
        positions.slice(0, limit).map(position => {
          const {
            attributes,
            retention: _rule,
            ...record
          } = recordAt(set, position, {
            lang: caller.lang,
            consent: spec.includeCorrespondence,
            caller: userById(caller.me.userId)?.phone ?? '',
            retention: () => undefined,
          });
          return attributes.some(attribute => attribute.id === 'body')
            ? { ...record, text: bodyOf(position, caller.lang) }
            : record;
        }),
    };
  });

/** Whether the archive holds what only a fresh sign-in opens: a passport, or the text of correspondence. */
export const isSensitive = (content: readonly CategoryContent[], spec: ExportSpec): boolean =>
  content.some(
    one =>
      one.fields.some(field => field.sensitivity === 'step-up') ||
      (one.id === 'correspondence' && spec.includeCorrespondence),
  );

/** Systems that hold any of the chosen categories. */
export const systemsFor = (categories: readonly string[]): string[] => [
  ...new Set(categories.flatMap(systemsOf)),
];

/** What is left out, and why: nothing is missing in silence. */
export const excludedFrom = (
  caller: Caller,
  spec: ExportSpec,
  missing: readonly string[],
  lang: Lang,
): Schema['Export']['excluded'] => {
  const out: Schema['Export']['excluded'] = [];
  const add = (what: string, reason: { ru: string; en: string }) => out.push({ what, reason: reason[lang] });
  for (const row of CATEGORIES.filter(
    one => spec.categories.includes(one.id) && !seesCategory(one, caller).visible,
  )) {
    add(row.label[lang], t('Для вашей роли эти данные скрыты.', 'This data is hidden for your role.'));
  }
  for (const system of missing) {
    add(
      systemLabel(system, lang),
      t(
        'Система не ответила. Соберите только её ещё раз.',
        'The system did not answer. Collect only it once more.',
      ),
    );
  }
  if (spec.categories.includes('correspondence') && !spec.includeCorrespondence) {
    add(
      t('Текст переписки', 'Text of correspondence')[lang],
      t(
        'В копии даты, каналы и темы. Текст входит только с вашим согласием.',
        'The copy holds dates, channels and subjects. The text goes in only with your consent.',
      ),
    );
  }
  if (spec.categories.includes('materials')) {
    add(
      t('Содержимое серверов', 'Content of servers')[lang],
      t(
        'Файлы лежат на ваших серверах, здесь только их число и объём.',
        'The files are on your servers; only count and size are here.',
      ),
    );
  }
  if (spec.categories.includes('recordings')) {
    add(
      t('Звук записей', 'Audio of recordings')[lang],
      t(
        'Записи выдаёт сотрудник по обращению: на них голоса других людей.',
        'The staff gives recordings on request: other people’s voices are on them.',
      ),
    );
  }
  if (spec.categories.includes('correspondence')) {
    add(
      t('Вложения писем', 'Attachments of letters')[lang],
      spec.includeAttachments
        ? t(
            'Их выдаёт сотрудник после проверки: в них могут быть данные других людей.',
            'The staff gives them after a check: they may hold data of other people.',
          )
        : t('Вы их не выбрали.', 'You did not choose them.'),
    );
  }
  return out;
};

/** What is hidden inside: data of other people. */
export const maskedIn = (content: readonly CategoryContent[], lang: Lang): Schema['Export']['masked'] => {
  const count = content.reduce((sum, one) => sum + one.thirdParty, 0);
  if (count === 0) return [];
  return [
    {
      what: countText(
        count,
        ['имя другого человека или фирмы', 'имени других людей и фирм', 'имён других людей и фирм'],
        ['name of another person or firm', 'names of other people and firms'],
      )[lang],
      count,
      reason: t(
        'Часть скрыта: в ней данные других людей (152-ФЗ ст. 14 ч. 2).',
        'Part of it is hidden: it holds data of other people (152-ФЗ art. 14 pt. 2).',
      )[lang],
    },
  ];
};

/** The name of a category in a language. */
export const labelOf = (id: string, lang: Lang): string => categoryLabel(id, lang);
