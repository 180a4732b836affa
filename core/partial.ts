import type { components } from '../src/api/generated/schema.ts';
import type { Amount } from '../src/domain/processing.ts';
import { isComputerSystem, systemLabel } from './policy/catalogue.ts';
import type { CategoryRow } from './policy/types.ts';
import type { RegisterCaller, Sources } from './ports.ts';

type PartialSource = components['schemas']['PartialSource'];
type Caller = Pick<RegisterCaller, 'sources' | 'lang' | 'now'>;

/**
 * The systems that are missing from an answer, as every partial answer names them: those that do not answer, and of
 * `notSearched` those that answer but cannot look for words, known as of now. To be called after the systems were asked.
 */
export const partialOf = (
  { sources, lang, now }: Caller,
  notSearched: readonly string[] = [],
): PartialSource[] => {
  const unavailable = sources.unavailable();
  const away = new Set(unavailable.map(({ system }) => system));
  return [
    ...unavailable.map(one => ({
      system: one.system,
      label: systemLabel(one.system, lang),
      ...(one.notConnected === true
        ? { reason: 'not-connected' as const }
        : one.lastGoodAt === undefined
          ? {}
          : { lastGoodAt: one.lastGoodAt }),
    })),
    ...[...new Set(notSearched)]
      .filter(system => !away.has(system))
      .map(system => ({
        system,
        label: systemLabel(system, lang),
        lastGoodAt: now.toISOString(),
        reason: 'not-searched' as const,
      })),
  ];
};

/** The systems of a category that were never connected, at all or for this category: nothing of what they keep is known. */
const notConnectedOf = (
  { id, systems }: Pick<CategoryRow, 'id' | 'systems'>,
  sources: Pick<Sources, 'unavailable' | 'undescribed'>,
) => {
  const away = new Set([
    ...sources.unavailable().flatMap(({ system, notConnected }) => (notConnected === true ? [system] : [])),
    ...sources.undescribed(id),
  ]);
  return systems.filter(system => away.has(system));
};

/**
 * The amount of a category as an answer may state it: with the systems that are not connected, and without numbers
 * when none of its systems is connected and nothing was found, since a zero would say that nothing is kept.
 */
export const statedAmount = (
  row: Pick<CategoryRow, 'id' | 'systems'>,
  amount: Amount,
  sources: Pick<Sources, 'unavailable' | 'undescribed'>,
): Partial<Amount> & { readonly notConnected?: string[] } => {
  const notConnected = notConnectedOf(row, sources);
  if (notConnected.length === 0) return amount;
  const isUnknown =
    row.systems.filter(isComputerSystem).length === notConnected.length &&
    amount.fields + amount.records === 0;
  return { ...(isUnknown ? {} : amount), notConnected };
};
