import { describe, expect, test } from 'vitest';
import { MAY, ACTIONS } from '../../test/request-transitions.ts';
import { REQUEST_STATUSES, RIGHT_KINDS, type RequestStatus, ROLES } from './ids.ts';
import {
  adviceOn,
  cleanDetails,
  filingOf,
  isConfirmed,
  isTooLong,
  validationErrorsOf,
  type RequestDetails,
  type RequestAction,
  allowedActions,
  TEXT_LIMIT,
} from './requests.ts';
import { transition } from './states.ts';

const owner = { author: false, owner: true, prepared: true };
const author = { author: true, owner: false, prepared: false };
const admin = { author: true, owner: false, prepared: true };
const stranger = { author: false, owner: false, prepared: false };

describe('the allowed actions on a request', () => {
  test.each(REQUEST_STATUSES)(
    '%s: the allowed actions match the table of docs/domain.md#request-states',
    status => {
      const part = status === 'awaiting_owner' ? owner : author;
      for (const action of ACTIONS)
        expect(allowedActions(status, part).includes(action), action).toBe(MAY[status].includes(action));
    },
  );

  /** The action of the state machine for an action of a customer; messages and deletions have none. */
  const IN_STATES: Partial<Record<RequestAction, string>> = {
    submit: 'submit',
    withdraw: 'withdraw',
    appeal: 'appeal',
    approve: 'approve',
    decline: 'decline',
  };
  test.each(REQUEST_STATUSES)(
    '%s: the state machine rejects every action that the table does not list',
    status => {
      for (const [action, name] of Object.entries(IN_STATES)) {
        const allowed = MAY[status].includes(action as RequestAction);
        // The admin who prepared a request can withdraw it; the table lists what the owner can do.
        const ofPreparer = status === 'awaiting_owner' && action === 'withdraw';
        expect(transition('request', status, name).ok, action).toBe(allowed || ofPreparer);
      }
    },
  );

  test('the admin who prepared a request can only withdraw it and write messages; other users can do nothing', () => {
    const actions = (status: RequestStatus) => allowedActions(status, admin);
    expect(actions('awaiting_owner')).toEqual(['withdraw']);
    expect(actions('in_work')).toEqual(['message']);
    expect(actions('answered')).toEqual([]);
    for (const status of REQUEST_STATUSES) expect(allowedActions(status, stranger)).toEqual([]);
  });
});

describe('the validation errors of a request', () => {
  const lacks = (kind: (typeof RIGHT_KINDS)[number], details: RequestDetails, confirmation?: string) =>
    validationErrorsOf(kind, details, { confirmation }).map(({ pointer, code }) => `${pointer} ${code}`);

  test.each([
    ['access', {}, ['mode required', 'categories required']],
    ['access', { mode: 'disclosures' }, []],
    ['access', { mode: 'copy', all: true }, []],
    ['access', { mode: 'copy', all: true, from: '2026-02-02', to: '2026-02-01' }, ['to before-from']],
    ['access', { mode: 'copy', all: true, from: '2026-02-02', to: '2026-02-02' }, []],
    ['rectification', {}, ['items required']],
    [
      'rectification',
      { items: [{ category: 'account', field: 'email', new: ' \u00A0' }] },
      ['items/0/new required'],
    ],
    ['erasure', { categories: ['account'] }, ['confirmation mismatch']],
    ['restriction', { categories: [] }, ['categories required', 'ground required']],
    ['portability', { categories: ['account'] }, ['format required', 'recipient required']],
    [
      'portability',
      { categories: ['account'], format: 'csv', recipient: 'other', otherController: ' ' },
      ['otherController required'],
    ],
    ['objection', {}, ['purposes required']],
    ['objection', { purposes: ['offers'] }, []],
    ['objection', { purposes: ['offers', 'statistics'] }, ['situation required']],
    ['consent-withdrawal', { consents: [] }, ['consents required']],
    ['complaint', { about: '\n' }, ['about required']],
  ] satisfies [(typeof RIGHT_KINDS)[number], RequestDetails, string[]][])(
    '%s %j',
    (kind, details, expected) => {
      expect(lacks(kind, details)).toEqual(expected);
    },
  );

  test('an erasure needs the confirmation word in either language, in any case and with spaces around', () => {
    for (const typed of ['УДАЛИТЬ', ' удалить ', 'Delete'])
      expect(lacks('erasure', { categories: ['calls'] }, typed)).toEqual([]);
    for (const typed of ['', 'удали', 'УДАЛИТЬ!', undefined]) expect(isConfirmed(typed)).toBe(false);
  });

  test('a text may have 100,000 code points, and one more is too long', () => {
    const smile = '🙂';
    expect(isTooLong(smile.repeat(TEXT_LIMIT), TEXT_LIMIT)).toBe(false);
    expect(lacks('complaint', { about: smile.repeat(TEXT_LIMIT + 1) })).toEqual(['about too-long']);
    // What the kind does not know is not looked at.
    expect(lacks('complaint', { about: 'а', text: 'б'.repeat(TEXT_LIMIT + 1) })).toEqual([]);
  });

  test('ids that are not in the register are unknown, when the register is given', () => {
    const known = { categories: ['account'], purposes: ['offers'] };
    expect(
      validationErrorsOf('objection', { purposes: ['offers', 'nothing'], situation: 'так' }, { known }),
    ).toEqual([{ pointer: 'purposes/1', code: 'unknown' }]);
  });

  test('`cleanDetails` keeps only the members of the kind', () => {
    expect(cleanDetails('complaint', { about: 'а', categories: ['account'], skipHold: true })).toEqual({
      about: 'а',
    });
  });
});

test('`adviceOnCells` gives no advice when one chosen cell is eligible, and never prevents filing', () => {
  const cells = [
    { category: 'account', purpose: 'provide-services', basis: 'contract', providedByCustomer: true },
    { category: 'analytics', purpose: 'statistics', basis: 'legitimate-interest', providedByCustomer: false },
  ] as const;
  expect(adviceOn('portability', { categories: ['account', 'analytics'] }, cells, false)).toBeUndefined();
  expect(adviceOn('portability', { categories: ['analytics'] }, cells, false)).toEqual({
    reason: 'portability-needs-contract-or-consent',
    alternative: 'access',
  });
  expect(adviceOn('objection', { purposes: ['provide-services'] }, cells, false)?.alternative).toBe(
    'end-contract',
  );
  expect(adviceOn('objection', { purposes: ['unheard-of'] }, cells, false)?.alternative).toBe('access');
  expect(adviceOn('consent-withdrawal', {}, cells, false)?.alternative).toBe('erasure');
  // A consent outside the register is described in words, and staff decide.
  expect(adviceOn('consent-withdrawal', { consents: ['other'] }, cells, false)).toBeUndefined();
  for (const kind of ['access', 'rectification', 'erasure', 'restriction', 'complaint'] as const)
    expect(adviceOn(kind, {}, [], false), kind).toBeUndefined();
});

test('every role files about itself; about the account the owner files, and an admin prepares for the owner', () => {
  for (const role of ROLES)
    for (const kind of RIGHT_KINDS) expect(filingOf(role, kind, 'person')).toBe('file');
  expect(filingOf('owner', 'erasure', 'account')).toBe('file');
  expect(filingOf('admin', 'access', 'account')).toBe('prepare');
  expect(filingOf('admin', 'erasure', 'account')).toBe('no');
  expect(filingOf('admin', 'portability', 'account')).toBe('no');
  expect(filingOf('finance', 'access', 'account')).toBe('no');
  expect(filingOf('user', 'complaint', 'account')).toBe('no');
});
