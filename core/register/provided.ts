import { eligibilityOf } from '../../src/domain/eligibility.ts';
import { basisOf, isProvided, purposesOf } from '../policy/catalogue.ts';
import { policy } from '../policy/tables.ts';
import type { Sources } from '../ports.ts';
import type { SourceField, SourceRecord } from './source-data.ts';

/**
 * Whether portability applies to a category: the customer provided it, and it is needed for a contract or by consent. Source:
 * docs/domain.md#rights.
 */
export const isPortable = (category: string): boolean =>
  purposesOf(category).some(purpose => {
    const basis = basisOf(purpose);
    return (
      basis !== undefined &&
      eligibilityOf('portability', { category, purpose, basis, providedByCustomer: isProvided(category) })
        .eligible
    );
  });

/** The sources with nothing but what the customer has provided, as far as portability reaches. */
export function onlyProvided(sources: Sources): Sources {
  const ways = new Set(policy().sources.flatMap(({ id, provided }) => (provided === true ? [id] : [])));
  const kinds: Sources['kinds'] = category =>
    isPortable(category) ? sources.kinds(category).filter(({ byOperator }) => byOperator !== true) : [];
  const idsOf = (category: string): string[] => kinds(category).map(({ id }) => id);
  const among = (category: string, records: readonly SourceRecord[]): SourceRecord[] => {
    const ids = idsOf(category);
    return records.filter(({ kind }) => ids.includes(kind));
  };
  const fieldsOf = (fields: readonly SourceField[]) => fields.filter(({ source }) => ways.has(source));
  return {
    ...sources,
    kinds,
    fields: async (category, subject) =>
      isPortable(category) ? fieldsOf(await sources.fields(category, subject)) : [],
    count: async (category, subject, query) => {
      const ids = idsOf(category).filter(id => query.kinds?.includes(id) ?? true);
      return ids.length === 0 ? [] : sources.count(category, subject, { ...query, kinds: ids });
    },
    sample: async (category, subject, query, count) =>
      idsOf(category).length === 0
        ? []
        : among(category, await sources.sample(category, subject, query, count)),
    stream: async function* (category, subject, query) {
      if (idsOf(category).length === 0) return;
      for await (const page of sources.stream(category, subject, query)) {
        const provided = among(category, page);
        if (provided.length > 0) yield provided;
      }
    },
  };
}

/** The sources without records of these kinds. */
export function withoutKinds(sources: Sources, left: readonly string[]): Sources {
  const stays = ({ kind }: SourceRecord): boolean => !left.includes(kind);
  const kinds: Sources['kinds'] = category => sources.kinds(category).filter(({ id }) => !left.includes(id));
  return {
    ...sources,
    kinds,
    count: async (category, subject, query) =>
      (await sources.count(category, subject, query)).filter(({ kind }) => !left.includes(kind)),
    sample: async (category, subject, query, count) =>
      (await sources.sample(category, subject, query, count)).filter(stays),
    stream: async function* (category, subject, query) {
      for await (const page of sources.stream(category, subject, query)) {
        const others = page.filter(stays);
        if (others.length > 0) yield others;
      }
    },
  };
}
