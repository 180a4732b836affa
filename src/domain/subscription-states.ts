import type { Instant } from './calendar.ts';
import { epochMs } from './calendar.ts';
import type { SubscriptionState } from './ids.ts';
import type { Transition } from './transition.ts';

/**
 * Subscriptions (docs/domain.md#mailings, docs/domain.md#subscription-states). Only the customer switches on; staff and
 * imports can only switch off. `lose-ground`: the advertising consent was withdrawn, or the customer objected to
 * `offers`. `undo`: see `canUndo`.
 */
export const SUBSCRIPTION_TRANSITIONS: readonly Transition<SubscriptionState>[] = [
  { action: 'switch-on', from: ['off'], to: 'on', by: 'customer' },
  { action: 'undo', from: ['off'], to: 'on', by: 'customer' },
  { action: 'switch-off', from: ['on'], to: 'off', by: 'customer' },
  { action: 'switch-off-by-staff', from: ['on'], to: 'off', by: 'staff' },
  { action: 'switch-off-by-import', from: ['on'], to: 'off', by: 'system' },
  { action: 'lose-ground', from: ['on'], to: 'off', by: 'system' },
];

/** The minutes in which a change of a subscription can be undone (docs/domain.md#mailings). */
export const UNDO_MINUTES = 10;

/** The instant (RFC 3339, UTC) until which a change of a subscription can be undone. Source: docs/domain.md#mailings. */
export const undoUntil = (changedAt: Instant): string =>
  new Date(epochMs(changedAt) + UNDO_MINUTES * 60_000).toISOString();

/** True while a change can be undone; after that, switching on is a new consent. Source: docs/domain.md#mailings. */
export const canUndo = (changedAt: Instant, now: Instant): boolean =>
  epochMs(now) <= epochMs(undoUntil(changedAt));

/** The channels through which a subscription is changed (docs/domain.md#subscription-states). */
export const SUBSCRIPTION_CHANNELS = ['account', 'letter-link', 'one-click', 'staff', 'import'] as const;
/** One of `SUBSCRIPTION_CHANNELS`. */
export type SubscriptionChannel = (typeof SUBSCRIPTION_CHANNELS)[number];

/** Whether a subscription may be switched, or why not. */
export type SwitchAnswer =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'only-the-customer' | 'sign-in-needed' };

/**
 * Whether a subscription may be switched to a state through this channel. Off: through any channel. On: only by the
 * customer, signed in, in the account area; the link of an email can only undo (`canUndo`). Source:
 * docs/domain.md#mailings, docs/domain.md#subscription-states.
 */
export const maySwitch = (
  to: SubscriptionState,
  channel: SubscriptionChannel,
  signedIn: boolean,
): SwitchAnswer => {
  if (to === 'off') return { ok: true };
  if (channel === 'staff' || channel === 'import') return { ok: false, reason: 'only-the-customer' };
  return signedIn && channel === 'account' ? { ok: true } : { ok: false, reason: 'sign-in-needed' };
};
