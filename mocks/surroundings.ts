import type { Surroundings } from '../core/context.ts';
import type { CopyPorts, Identity } from '../core/ports.ts';
import { directory } from './directory.ts';
import { mailingSystem } from './mailings/planned.ts';
import { policies } from './policy/policies.ts';
import { createSources, type SourcesOptions } from './register/sources.ts';
import { statistics } from './statistics.ts';
import { SECRETS, STEP_UP_METHODS } from './step-up.ts';

/** The public secrets of the mock. */
const identity: Identity = {
  methods: STEP_UP_METHODS,
  confirm: (_userId, method, secret) => SECRETS[method] === secret,
};

/** What copies are made from in the database with this instant of seeding: what was collected is there, whatever systems do now. */
export const copyPortsOf = (seededAt: string): CopyPorts => ({
  directory,
  policies,
  sourcesAt: at => createSources({ seededAt, now: at }),
});

/** What surrounds the core in the mock, with the circumstances of one request. */
export const surroundingsOf = ({
  seededAt,
  now,
  down,
  ...circumstances
}: Pick<Surroundings, 'secretSuffix' | 'files' | 'partFiles'> & Required<SourcesOptions>): Surroundings => ({
  ...copyPortsOf(seededAt),
  identity,
  sources: createSources({ seededAt, now, down }),
  mailingSystem,
  statistics,
  // Nothing invented is signed.
  witness: { seal: async () => undefined },
  ...circumstances,
});
