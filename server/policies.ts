import { versionsAt } from '../core/policy/versions.ts';
import type { Policies } from '../core/ports.ts';

/** The versions of the policy in `policy/`. */
export const policies: Policies = {
  versions: ({ now }) => versionsAt(now),
  // The directory does not know when a customer joined: everybody is shown a version when it is announced.
  shownAt: ({ announcedAt }) => announcedAt,
};
