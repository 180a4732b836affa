import type { Role, Scope } from './ids.ts';
import { ROLES } from './ids.ts';

/** The capabilities of users: the contract's `Capability` (docs/domain.md#roles). */
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

/** The capabilities of every user for data about themselves (docs/domain.md#roles). */
const OWN: readonly Capability[] = [
  'person.view',
  'export.person',
  'request.person',
  'accesslog.own',
  'notices.route.own',
];

/**
 * The capabilities of each role (docs/domain.md#roles). With `….prepare` an admin prepares what the owner approves. A
 * new role is a row here and an id in `ROLES`.
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

/** The capability that shows a category of the account's data; other categories need `account.all.view`. */
const CATEGORY_NEEDS: ReadonlyMap<string, Capability> = new Map<string, Capability>([
  ['account', 'account.profile.view'],
  ['services', 'account.billing.view'],
]);

/** Data of other people that even the owner sees only when the person shares it (docs/domain.md#roles). */
export const ONLY_WHEN_SHARED = ['passport', 'recordings', 'correspondence'] as const;

/** True when the role has the capability. */
export const can = (role: Role, capability: Capability): boolean => CAPABILITIES[role].includes(capability);

/** The roles with a capability, most rights first: for «hidden for your role» and `forbidden`. */
export const whoCan = (capability: Capability): Role[] => ROLES.filter(role => can(role, capability));

/**
 * Whether something is visible, otherwise which roles see it: pages show hidden data as hidden (docs/domain.md#roles).
 */
export type Visibility =
  { readonly visible: true } | { readonly visible: false; readonly visibleTo: readonly Role[] };

/**
 * Whether a role sees a category (its id) in a scope: data about themselves is visible to all, the account's data by
 * capability. Source: docs/domain.md#roles.
 */
export const visibilityOf = (category: string, role: Role, scope: Scope): Visibility => {
  const needs: Capability =
    scope === 'person' ? 'person.view' : (CATEGORY_NEEDS.get(category) ?? 'account.all.view');
  return can(role, needs) ? { visible: true } : { visible: false, visibleTo: whoCan(needs) };
};

/**
 * The categories of the account that the role «finance» can export: those that bills consist of (docs/domain.md#roles).
 */
const BILLING: ReadonlySet<string> = new Set(['account', 'services']);

/**
 * The roles that can export a category (its id) in a scope: data about themselves everybody; the account's data the
 * owner, an admin with the owner's approval, and finance its billing data. Source: docs/domain.md#roles.
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

/** True when an export of this role needs the owner's approval. Source: docs/domain.md#roles. */
export const exportNeedsOwner = (role: Role, scope: Scope): boolean =>
  scope === 'account' && !can(role, 'export.account') && can(role, 'export.account.prepare');
