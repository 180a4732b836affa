import type { Surroundings } from '../core/context.ts';
import type { CopyPorts, Identity } from '../core/ports.ts';
import { directoryOf } from './directory.ts';
import { mailingSystem } from './mailings/planned.ts';
import { policies } from './policy/policies.ts';
import { createSources, type SourcesOptions } from './register/sources.ts';
import { statistics } from './statistics.ts';
import { EXAMPLE_ORIGIN } from './session/example-passkey.ts';
import { EMAIL_CODES, SECRETS, STEP_UP_METHODS } from './step-up.ts';

/** The public secrets of the mock. */
const identityAt = (origin: string): Identity => ({
  methods: STEP_UP_METHODS,
  confirm: (_userId, method, secret) => SECRETS[method] === secret,
  emailCodes: EMAIL_CODES,
  passkeys: {
    rpIds: [new URL(origin).hostname, new URL(EXAMPLE_ORIGIN).hostname],
    rpName: 'ActiveCloud',
    isOrigin: one => one === origin || one === EXAMPLE_ORIGIN,
  },
});

/** What copies are made from in the database with this instant of seeding: what was collected is there, whatever systems do now. */
export const copyPortsOf = (seededAt: string): CopyPorts => ({
  directory: directoryOf(seededAt),
  policies,
  sourcesAt: at => createSources({ seededAt, now: at }),
});

/** What surrounds the core in the mock, with the circumstances of one request. */
export const surroundingsOf = ({
  seededAt,
  now,
  down,
  origin,
  ...circumstances
}: Pick<Surroundings, 'secretSuffix' | 'files' | 'partFiles' | 'panelGrants' | 'witness'> &
  Required<SourcesOptions> & {
    /** Where the page is: passkeys belong there. */
    origin: string;
  }): Surroundings => ({
  ...copyPortsOf(seededAt),
  identity: identityAt(origin),
  sources: createSources({ seededAt, now, down }),
  mailingSystem,
  statistics,
  ...circumstances,
});
