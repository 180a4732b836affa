import type { SecretKey } from '../keys/keys.ts';
import { errorFields, type Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { TokenCheck } from './caller.ts';
import { introspection, type IntrospectionEndpoint } from './introspection.ts';
import { verifyToken } from './jwt.ts';
import type { PanelKey } from './keys.ts';

/** How the settings say that callers are recognized. */
export interface IdentitySettings {
  /** The cookie that holds the panel's token. */
  readonly cookie: string;
  /** The first makes CSRF tokens; those that another one made are accepted. */
  readonly csrfKeys: readonly SecretKey[];
  readonly issuer: string;
  readonly audience: string;
  /** Whether the panel has sessions of employees who act as a customer, and says so in `act`; without it they are refused. */
  readonly impersonation: boolean;
  /** Keys of the panel's JWTs; none where the panel is asked. */
  readonly keys: readonly PanelKey[];
  /** Where the panel is asked about each token, in the place of keys. */
  readonly introspection: IntrospectionEndpoint | undefined;
}

/** So many keys that are not known are named in the log of a process. */
const MAX_UNKNOWN_KEYS = 10;

/** The check of tokens that the settings ask for. What it finds wrong with the panel is logged, without any token. */
export function tokenCheck(settings: IdentitySettings, log: Logger, metrics: Metrics): TokenCheck {
  const { introspection: endpoint } = settings;
  return endpoint === undefined
    ? jwtCheck(settings, log)
    : introspectionCheck({ ...settings, ...endpoint }, log, metrics);
}

function jwtCheck(settings: IdentitySettings, log: Logger): TokenCheck {
  const unknownKeys = new Set<string>();
  const rules = {
    ...settings,
    onUnknownKey: (kid: string) => {
      // A line for each key and not for each request: anybody may send a token.
      if (unknownKeys.has(kid) || unknownKeys.size >= MAX_UNKNOWN_KEYS) return;
      unknownKeys.add(kid);
      log.warn(
        { kid },
        'a token is signed by a key that is not in IDENTITY_KEYS: was the panel given a new key?',
      );
    },
  };
  return (token, now) => verifyToken(token, rules, now);
}

function introspectionCheck(
  settings: IdentitySettings & IntrospectionEndpoint,
  log: Logger,
  metrics: Metrics,
): TokenCheck {
  const refused = new Set<string>();
  return introspection(settings, {
    onAnswer: seconds => metrics.panelAnswered('good', seconds),
    onFailure: (thrown, seconds) => {
      metrics.panelAnswered('failed', seconds);
      log.error(errorFields(thrown), 'the panel does not say who is signed in');
    },
    onRefused: claim => {
      if (refused.has(claim)) return;
      refused.add(claim);
      log.warn({ claim }, 'the panel calls a token active, and says of it what is not accepted');
    },
    onBreaker: metrics.panelOpen,
  });
}
