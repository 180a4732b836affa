import type { ConsentStatus } from './ids.ts';
import type { Transition } from './transition.ts';

/**
 * Consents (docs/domain.md#subscription-states). `withdrawn` is final; giving it again creates another consent with its
 * own text and time.
 */
export const CONSENT_TRANSITIONS: readonly Transition<ConsentStatus>[] = [
  { action: 'withdraw', from: ['given'], to: 'withdrawn', by: 'customer' },
];

/** The part of a consent that `standingConsent` needs. */
export interface ConsentFacts {
  readonly purpose: string;
  readonly status: ConsentStatus;
  readonly version: string;
}

/**
 * The consent in force for a purpose: given and not withdrawn; of several, the one with the newest text. An earlier
 * text stays in force until it is withdrawn, also when a newer one is offered. Source:
 * docs/domain.md#subscription-states.
 */
export const standingConsent = <T extends ConsentFacts>(
  consents: readonly T[],
  purpose: string,
): T | undefined =>
  consents
    .filter(one => one.purpose === purpose && one.status === 'given')
    .toSorted((a, b) => b.version.localeCompare(a.version))[0];

/**
 * True when a given consent has to be requested again, because the current text has another version. A withdrawn one is
 * not requested again. Source: docs/domain.md#subscription-states.
 */
export const needsRenewal = (
  consent: { readonly status: ConsentStatus; readonly version: string },
  currentVersion: string,
): boolean => consent.status === 'given' && consent.version !== currentVersion;
