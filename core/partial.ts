import type { components } from '../src/api/generated/schema.ts';
import { systemLabel } from './policy/catalogue.ts';
import type { RegisterCaller } from './ports.ts';

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
    ...unavailable.map(({ system, lastGoodAt }) => ({
      system,
      label: systemLabel(system, lang),
      lastGoodAt,
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
