import { describe, expect, it } from 'vitest';
import type { Role } from './ids.ts';
import { ROLES } from './ids.ts';
import type { Capability } from './roles.ts';
import {
  CAPABILITIES,
  CAPABILITY_IDS,
  ONLY_WHEN_SHARED,
  can,
  exportersOf,
  exportNeedsOwner,
  visibilityOf,
  whoCan,
} from './roles.ts';

const categories = [
  'account',
  'services',
  'materials',
  'correspondence',
  'calls',
  'office',
  'analytics',
  'mailings',
  'recordings',
  'rights',
];

describe('the role matrix', () => {
  it.each<[Capability, Role[]]>([
    ['person.view', ['owner', 'admin', 'finance', 'user']],
    ['account.profile.view', ['owner', 'admin', 'finance']],
    ['account.billing.view', ['owner', 'admin', 'finance']],
    ['account.all.view', ['owner', 'admin']],
    ['users.names.view', ['owner', 'admin']],
    ['export.person', ['owner', 'admin', 'finance', 'user']],
    ['export.account', ['owner']],
    ['export.account.prepare', ['admin']],
    ['export.billing', ['owner', 'finance']],
    ['request.person', ['owner', 'admin', 'finance', 'user']],
    ['request.account', ['owner']],
    ['request.account.prepare', ['admin']],
    ['erasure.account', ['owner']],
    ['accesslog.own', ['owner', 'admin', 'finance', 'user']],
    ['accesslog.account', ['owner', 'admin']],
    ['notices.route.all', ['owner', 'admin']],
    ['notices.route.billing', ['owner', 'admin', 'finance']],
    ['notices.route.own', ['owner', 'admin', 'finance', 'user']],
    ['correspondence.consent', ['owner']],
  ])('%s: %j', (capability, roles) => {
    expect(whoCan(capability)).toEqual(roles);
    for (const role of ROLES) expect(can(role, capability)).toBe(roles.includes(role));
  });

  it('has no capability twice, and a role for each capability', () => {
    for (const role of ROLES) expect(new Set(CAPABILITIES[role]).size).toBe(CAPABILITIES[role].length);
    for (const capability of CAPABILITY_IDS) expect(whoCan(capability)).not.toEqual([]);
  });
});

describe('the visibility of data for a role', () => {
  it('about the person itself is everything', () => {
    for (const role of ROLES) {
      for (const category of categories)
        expect(visibilityOf(category, role, 'person')).toEqual({ visible: true });
    }
  });

  it.each<[Role, string[]]>([
    ['owner', categories],
    ['admin', categories],
    ['finance', ['account', 'services']],
    ['user', []],
  ])('of the account, %s: %j', (role, seen) => {
    expect(categories.filter(category => visibilityOf(category, role, 'account').visible)).toEqual(seen);
  });

  it('lists the roles that see hidden data, also for an unknown category', () => {
    expect(visibilityOf('services', 'user', 'account')).toEqual({
      visible: false,
      visibleTo: ['owner', 'admin', 'finance'],
    });
    expect(visibilityOf('something-new', 'finance', 'account')).toEqual({
      visible: false,
      visibleTo: ['owner', 'admin'],
    });
  });

  it('of a passport, recordings and letters of another person needs the sharing by that person', () => {
    expect(ONLY_WHEN_SHARED).toEqual(['passport', 'recordings', 'correspondence']);
  });
});

describe('the roles that may export', () => {
  it('of the account: owner and admin all of it, finance the billing part, a user nothing', () => {
    for (const category of categories) {
      const billing = category === 'account' || category === 'services';
      expect(exportersOf(category, 'account')).toEqual(
        billing ? ['owner', 'admin', 'finance'] : ['owner', 'admin'],
      );
    }
  });
  it('about the person itself: every role, everything', () => {
    for (const category of categories) expect(exportersOf(category, 'person')).toEqual(ROLES);
  });
  it('an export of the account by an admin waits for the owner, and every other export does not', () => {
    expect(ROLES.filter(role => exportNeedsOwner(role, 'account'))).toEqual(['admin']);
    expect(ROLES.filter(role => exportNeedsOwner(role, 'person'))).toEqual([]);
  });
});
