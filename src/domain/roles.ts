import type { Role, Scope } from './ids.ts';
import { ROLES } from './ids.ts';

/** What a user may do, as the contract's `Capability` (docs/domain.md#roles). */
export const CAPABILITY_IDS = [
  'person.view',
  'account.profile.view',
  'account.billing.view',
  'account.all.view',
  'users.names.view',
  'export.person',
  'export.account',
  'export.account.prepare',
  'export.billing',
  'request.person',
  'request.account',
  'request.account.prepare',
  'erasure.account',
  'accesslog.own',
  'accesslog.account',
  'notices.route.all',
  'notices.route.billing',
  'notices.route.own',
  'correspondence.consent',
] as const;
/** One of `CAPABILITY_IDS`. */
export type Capability = (typeof CAPABILITY_IDS)[number];

/** What every user may do with data about themselves (docs/domain.md#roles). */
const OWN: readonly Capability[] = [
  'person.view',
  'export.person',
  'request.person',
  'accesslog.own',
  'notices.route.own',
];

/**
 * The table role → capabilities (docs/domain.md#roles). `….prepare` is the admin's part of what the
 * owner approves; the owner does the thing itself. Another role is another row here and one id in `ROLES`.
 */
export const CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
  owner: [
    ...OWN,
    'account.profile.view',
    'account.billing.view',
    'account.all.view',
    'users.names.view',
    'export.account',
    'export.billing',
    'request.account',
    'erasure.account',
    'accesslog.account',
    'notices.route.all',
    'notices.route.billing',
    'correspondence.consent',
  ],
  admin: [
    ...OWN,
    'account.profile.view',
    'account.billing.view',
    'account.all.view',
    'users.names.view',
    'export.account.prepare',
    'request.account.prepare',
    'accesslog.account',
    'notices.route.all',
    'notices.route.billing',
  ],
  finance: [
    ...OWN,
    'account.profile.view',
    'account.billing.view',
    'export.billing',
    'notices.route.billing',
  ],
  user: OWN,
};

/** Which capability opens a category of the account's data; any other category needs `account.all.view`. */
const CATEGORY_NEEDS: ReadonlyMap<string, Capability> = new Map<string, Capability>([
  ['account', 'account.profile.view'],
  ['services', 'account.billing.view'],
]);

/** Data of another person that even the owner sees only when that person shares it (docs/domain.md#roles). */
export const ONLY_WHEN_SHARED = ['passport', 'recordings', 'correspondence'] as const;

/** Whether the role has the capability. Source: `CAPABILITIES`. */
export const can = (role: Role, capability: Capability): boolean => CAPABILITIES[role].includes(capability);

/** The roles that have the capability, most rights first: for "hidden for your role" and `forbidden`. */
export const whoCan = (capability: Capability): Role[] => ROLES.filter(role => can(role, capability));

/** Whether something is shown, or who can see it: what a role hides is named, never absent (docs/domain.md#roles). */
export type Visibility =
  { readonly visible: true } | { readonly visible: false; readonly visibleTo: readonly Role[] };

/**
 * Whether a role sees a category (its id) in a scope: everyone sees data about themselves, the account's data
 * by capability. Source: docs/domain.md#roles.
 */
export const visibilityOf = (category: string, role: Role, scope: Scope): Visibility => {
  const needs: Capability =
    scope === 'person' ? 'person.view' : (CATEGORY_NEEDS.get(category) ?? 'account.all.view');
  return can(role, needs) ? { visible: true } : { visible: false, visibleTo: whoCan(needs) };
};

/** What «finance» exports of the account: the kinds of data its bills are made of (docs/domain.md#roles). */
const BILLING: ReadonlySet<string> = new Set(['account', 'services']);

/**
 * The roles that may export a category (its id) in a scope: data about oneself everybody, the account's the owner, an
 * admin with the owner's yes, finance its billing part. Source: docs/domain.md#roles.
 */
export const exportersOf = (category: string, scope: Scope): Role[] =>
  ROLES.filter(
    role =>
      (scope === 'person' && can(role, 'export.person')) ||
      (scope === 'account' &&
        (can(role, 'export.account') ||
          can(role, 'export.account.prepare') ||
          (can(role, 'export.billing') && BILLING.has(category)))),
  );

/** Whether an export this role asks for waits for the owner’s yes. Source: docs/domain.md#roles. */
export const exportNeedsOwner = (role: Role, scope: Scope): boolean =>
  scope === 'account' && !can(role, 'export.account') && can(role, 'export.account.prepare');
