import type { Pool } from 'pg';
import { errorFields, type Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createBreaker } from './breaker.ts';
import { connectedSources, type Connection, type SourcesOf } from './connected.ts';
import { dialectOf } from './dialects/index.ts';
import type { Manifest } from './manifest.ts';
import { saveSourceState, sourceStates } from './states.ts';

/** Connections to a system: a few, and a short wait, for a customer waits for the answer. */
const CONNECTIONS = 4;
const CONNECT_MS = 2000;
/** How often the time of a good answer is written down, ms. */
const SAVE_MS = 60_000;

/** What the sources of a server need. */
export interface OpenSourcesOptions {
  readonly systems: readonly { readonly manifest: Manifest; readonly url: string }[];
  /** Connections of the role `privacy_jobs`: how systems answer is written down there. */
  readonly jobsPool: Pool;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** The systems of a server while it runs. */
export interface OpenSources {
  readonly sourcesOf: SourcesOf;
  close(): Promise<void>;
}

const faultOf = (thrown: unknown): string =>
  thrown instanceof Error ? ('code' in thrown ? String(thrown.code) : thrown.name) : typeof thrown;

/** Opens connections to the systems of the settings. A system that does not answer does not keep the server from starting. */
export async function openSources({
  systems,
  jobsPool,
  log,
  metrics,
}: OpenSourcesOptions): Promise<OpenSources> {
  const known = new Map((await sourceStates(jobsPool)).map(state => [state.system, state]));
  const faults = new Map<string, string>();
  const savedAt = new Map<string, number>();
  const saving = new Set<Promise<void>>();

  const save = (connection: Connection, failing: boolean) => {
    const { system } = connection.manifest;
    savedAt.set(system, performance.now());
    const saved = saveSourceState(jobsPool, {
      system,
      lastGoodAt: connection.lastGoodAt ?? null,
      failingSince: failing ? new Date() : null,
      fault: failing ? (faults.get(system) ?? null) : null,
    })
      .catch((thrown: unknown) => log.warn(errorFields(thrown), 'the state of a source was not written down'))
      .finally(() => saving.delete(saved));
    saving.add(saved);
  };

  const connect = async ({ manifest, url }: OpenSourcesOptions['systems'][number]): Promise<Connection> => {
    const { system } = manifest;
    const pool = await dialectOf(url).openPool({
      url,
      max: CONNECTIONS,
      connectMs: CONNECT_MS,
      // A connection that breaks while nobody uses it is opened anew by the next question.
      onBroken: thrown => log.warn({ system, ...errorFields(thrown) }, 'a connection to a source broke'),
    });
    metrics.sourceOpen(system, false);
    const connection: Connection = {
      manifest,
      pool,
      lastGoodAt: known.get(system)?.lastGoodAt ?? undefined,
      breaker: createBreaker({
        onChange: state => {
          log.warn({ system, state }, 'the breaker of a source changed');
          metrics.sourceOpen(system, state !== 'closed');
          if (state !== 'half-open') save(connection, state === 'open');
        },
      }),
    };
    return connection;
  };
  const connections = await Promise.all(systems.map(connect));

  const events = {
    onAnswer: (system: string, seconds: number) => {
      metrics.sourceAnswered(system, 'good', seconds);
      const connection = connections.find(({ manifest }) => manifest.system === system);
      const last = savedAt.get(system) ?? -Infinity;
      if (connection !== undefined && performance.now() - last > SAVE_MS) save(connection, false);
    },
    onFailure: (system: string, thrown: unknown, seconds: number) => {
      faults.set(system, faultOf(thrown));
      metrics.sourceAnswered(system, 'failed', seconds);
      log.error({ system, ...errorFields(thrown) }, 'a source did not answer');
    },
  };
  return {
    sourcesOf: (_at, budget) => connectedSources(connections, events, budget),
    close: async () => {
      await Promise.all(saving);
      await Promise.all(connections.map(({ pool }) => pool.end()));
    },
  };
}
