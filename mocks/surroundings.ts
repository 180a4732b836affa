import type { Surroundings } from '../core/context.ts';
import type { Identity } from '../core/ports.ts';
import { directory } from './directory.ts';
import { mailingSystem } from './mailings/planned.ts';
import { policies } from './policy/policies.ts';
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
}: Pick<Surroundings, 'down' | 'secretSuffix' | 'files' | 'copies'> &
  Pick<SourcesOptions, 'seededAt' | 'now'>): Surroundings => ({
  directory,
  identity,
  sources: createSources({ seededAt, now, down: circumstances.down }),
  policies,
  mailingSystem,
  ...circumstances,
});
