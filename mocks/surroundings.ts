import type { Surroundings } from '../core/context.ts';
import type { Identity } from '../core/ports.ts';
import type { DatabaseParts } from './exports/packing-state.ts';
import { directory } from './directory.ts';
import { copies } from './exports/overview.ts';
import { policies } from './policy/handlers.ts';
import { createSources, type SourcesOptions } from './register/sources.ts';
import { SECRETS, STEP_UP_METHODS } from './step-up.ts';

/** The public secrets of the mock. */
const identity: Identity = {
  methods: STEP_UP_METHODS,
  confirm: (_userId, method, secret) => SECRETS[method] === secret,
};

/** What surrounds the core in the mock, with the circumstances of one request. */
export const surroundingsOf = ({
  seededAt,
  now,
  ...circumstances
}: Pick<Surroundings, 'down' | 'secretSuffix' | 'files'> &
  Pick<SourcesOptions, 'seededAt' | 'now'> & { parts: DatabaseParts }): Surroundings & {
  parts: DatabaseParts;
} => ({
  directory,
  identity,
  sources: createSources({ seededAt, now, down: circumstances.down }),
  policies,
  copies,
  ...circumstances,
});
