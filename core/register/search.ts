import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { CATEGORIES, PURPOSES, RECIPIENTS, SYSTEMS, TOOLS } from '../policy/tables.ts';
import { partialOf } from '../partial.ts';
import { basisLabel, systemLabel } from '../policy/catalogue.ts';
import type { RegisterCaller } from '../ports.ts';
import type { Text } from '../problem.ts';
import { alone, countText, dateText, say, t } from '../text.ts';
import { seenCategories } from './amounts.ts';
import { wordsOf } from './records.ts';
import { plainText } from './search-text.ts';
import { ACCESS_ENTRY, OWN_CATEGORY } from './own-records.ts';
import { hiddenFrom, subjectOf } from './visibility.ts';

type Hit = components['schemas']['SearchHit'];
type Fits = (...texts: (Text | string | undefined)[]) => boolean;

const LOG = t('Журнал доступа', 'Access log');
const TOOL = t('инструмент статистики', 'analytics tool');

/** Categories by what the policy says of them. */
const categoryHits = (fits: Fits, { lang }: RegisterCaller): Hit[] =>
  CATEGORIES.filter(row =>
    fits(row.label, row.term, row.holds, row.question, ...row.specials.map(special => special.label)),
  ).map(row => ({
    id: row.id,
    type: 'category',
    category: row.id,
    label: say(row.label, lang),
    context: say(row.holds, lang),
  }));

/** Values by their names, and by what they are where that is open: a masked value is not found by what it hides. */
const fieldHits = async (fits: Fits, caller: RegisterCaller): Promise<Hit[]> => {
  const { lang, sources } = caller;
  const found = await Promise.all(
    seenCategories(caller).map(async row =>
      (await sources.fields(row.id, subjectOf(row, caller)))
        .filter(field => {
          const open = field.sensitivity === 'open' && hiddenFrom(field, caller) === undefined;
          return fits(field.label, open ? (field.words ?? field.value) : undefined);
        })
        .map((field): Hit => ({
          id: field.id,
          type: 'field',
          category: row.id,
          label: alone(say(field.label, lang)),
          context: say(row.label, lang),
        })),
    ),
  );
  return found.flat();
};

/** Recipients, systems, purposes and tools. */
const policyHits = (fits: Fits, { lang }: RegisterCaller): Hit[] => [
  ...RECIPIENTS.filter(row => fits(row.label, row.what)).map((row): Hit => ({
    id: row.id,
    type: 'recipient',
    label: say(row.label, lang),
    context: say(row.what, lang),
  })),
  ...SYSTEMS.filter(row => fits(row.label, row.term, row.description)).map((row): Hit => ({
    id: row.id,
    type: 'system',
    label: systemLabel(row.id, lang),
    context: say(row.description, lang),
  })),
  ...PURPOSES.flatMap((row): Hit[] => {
    const basis = basisLabel(row.basis, lang);
    const byBasis = fits(basis);
    if (!byBasis && !fits(row.label, row.description)) return [];
    const context = byBasis ? alone(basis) : say(row.description, lang);
    return [{ id: row.id, type: 'purpose', label: say(row.label, lang), context }];
  }),
  ...TOOLS.filter(row => fits(row.label)).map((row): Hit => ({
    id: row.id,
    type: 'category',
    category: row.category,
    label: say(row.label, lang),
    context: say(TOOL, lang),
  })),
];

/**
 * Looks for a text in everything the caller sees: the policy, names of values, open values, records. All systems are
 * asked at once; those that cannot look for words are in `partial`.
 * @param limit hits that are listed; `total` counts all
 */
export const searchRegister = async (
  text: string,
  limit: number,
  caller: RegisterCaller,
): Promise<Answer<'searchRegister'>> => {
  const { lang, now, sources } = caller;
  const wanted = plainText(text);
  if (wanted === '') return { items: [], nextCursor: null, total: 0, partial: partialOf(caller) };
  const fits: Fits = (...texts) =>
    texts.some(one => one !== undefined && plainText(say(one, lang)).includes(wanted));
  const hits = [
    ...(await fieldHits(fits, caller)),
    ...categoryHits(fits, caller),
    ...policyHits(fits, caller),
  ];
  const rest = Math.max(0, limit - hits.length);
  // Entries of the access log repeat the names of what was opened: all of them are one hit, the last one.
  const lists = seenCategories(caller).flatMap(row => {
    const kinds: (string | undefined)[] =
      row.id === OWN_CATEGORY ? sources.kinds(row.id).map(({ id }) => id) : [undefined];
    return kinds.map(kind => ({ row, kind }));
  });
  const pages = await Promise.all(
    lists.map(async ({ row, kind }) => ({
      row,
      kind,
      ...(await sources.page(row.id, subjectOf(row, caller), {
        upTo: now,
        ...(kind === undefined ? {} : { kind }),
        words: wordsOf(wanted),
        sort: '-date',
        lang,
        offset: 0,
        limit: kind === ACCESS_ENTRY ? 0 : rest,
      })),
    })),
  );
  const records = pages.flatMap(({ row, records: found }) =>
    found.map((record): Hit => ({
      id: record.id,
      type: 'record',
      category: row.id,
      label: say(record.title, lang),
      context: `${say(row.label, lang)}, ${dateText(moscowDate(record.at))[lang]}`,
    })),
  );
  const entries = pages.find(({ kind }) => kind === ACCESS_ENTRY)?.total ?? 0;
  const log: Hit[] =
    entries === 0
      ? []
      : [
          {
            id: ACCESS_ENTRY,
            type: 'category',
            category: OWN_CATEGORY,
            label: say(LOG, lang),
            context: countText(
              entries,
              ['запись с этими словами', 'записи с этими словами', 'записей с этими словами'],
              ['entry with these words', 'entries with these words'],
            )[lang],
          },
        ];
  return {
    items: [...[...hits, ...records].slice(0, limit - log.length), ...log],
    nextCursor: null,
    total: pages.reduce(
      (sum, { kind, total }) => (kind === ACCESS_ENTRY ? sum : sum + total),
      hits.length + log.length,
    ),
    partial: partialOf(
      caller,
      pages.flatMap(({ notSearched = [] }) => notSearched),
    ),
  };
};
