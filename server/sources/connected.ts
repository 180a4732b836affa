import type { Pool } from 'pg';
import { policy } from '../../core/policy/tables.ts';
import type { Sources } from '../../core/ports.ts';
import { OWN_SYSTEM } from '../../core/register/own-records.ts';
import type { Manifest } from './manifest.ts';
import { type SqlSource, sqlSource } from './sql.ts';

/** A system that is connected: what its manifest says, and connections of a role that can only select. */
export interface Connection {
  readonly manifest: Manifest;
  readonly pool: Pool;
  /** When it last answered; kept between requests. */
  lastGoodAt: Date;
}

/** Makes the sources of one request, or of one step of a job, at an instant. */
export type SourcesOf = (at: Date) => Sources;

/**
 * The sources of one request. Systems of the policy that are not connected bring nothing and are named as such: never an invented
 * number.
 * @param onFailure is called with the system that failed, and why
 */
export function connectedSources(
  connections: readonly Connection[],
  now: Date,
  onFailure: (system: string, thrown: unknown) => void,
): Sources {
  const sources = connections.map(connection => ({
    connection,
    source: sqlSource(connection.manifest, connection.pool, {
      onAnswer: () => (connection.lastGoodAt = new Date()),
      onFailure: thrown => onFailure(connection.manifest.system, thrown),
    }),
  }));
  const connected = new Set([OWN_SYSTEM, ...connections.map(({ manifest }) => manifest.system)]);
  // Of several systems that keep a category the first one is asked: the demo has one.
  const of = (category: string): SqlSource | undefined =>
    sources.find(({ source }) => source.categories.has(category))?.source;
  return {
    kinds: category => of(category)?.kinds(category) ?? [],
    fields: async (category, subject) => (await of(category)?.fields(category, subject)) ?? [],
    page: async (category, subject, query) =>
      (await of(category)?.page(category, subject, query)) ?? { records: [], total: 0, totals: [] },
    count: async (category, subject, query) => (await of(category)?.count(category, subject, query)) ?? [],
    sample: async (category, subject, query, count) =>
      (await of(category)?.sample(category, subject, query, count)) ?? [],
    async *stream(category, subject, query) {
      const source = of(category);
      if (source !== undefined) yield* source.stream(category, subject, query);
    },
    record: async (category, id, subject, upTo) => of(category)?.record(category, id, subject, upTo),
    text: async (category, id, subject) => of(category)?.text(category, id, subject),
    attachment: async (category, recordId, attachmentId, subject) =>
      of(category)?.attachment(category, recordId, attachmentId, subject),
    unavailable: () => [
      ...sources
        .filter(({ source }) => source.hasFailed())
        .map(({ connection: { manifest, lastGoodAt } }) => ({
          system: manifest.system,
          lastGoodAt: lastGoodAt.toISOString(),
        })),
      ...policy()
        .systems.filter(({ id }) => !connected.has(id))
        .map(({ id }) => ({ system: id, lastGoodAt: now.toISOString(), notConnected: true as const })),
    ],
  };
}
