import type { components } from '../src/api/generated/schema.ts';
import { systemLabel } from './policy/catalogue.ts';

/** When a system that does not answer now last did: six hours ago. */
export const lastGoodAt = (now: Date): string => new Date(now.getTime() - 6 * 3_600_000).toISOString();

/** The systems that do not answer now, as every partial answer names them. */
export const partialOf = ({
  down,
  now,
  lang,
}: {
  down: ReadonlySet<string>;
  now: Date;
  lang: 'ru' | 'en';
}): components['schemas']['PartialSource'][] =>
  [...down].map(system => ({
    system,
    label: systemLabel(system, lang),
    lastGoodAt: lastGoodAt(now),
  }));
