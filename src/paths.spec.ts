import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('every address, as a table: hosts and letters link to them', () => {
  const table = {
    overview: paths.overview(),
    data: paths.data(),
    'data narrowed': paths.data({ recipient: 'yandex', basis: undefined }),
    deletions: paths.data({ view: 'deletions' }),
    category: paths.category('a/b'),
    statement: paths.statement(),
    accessLog: paths.accessLog({ actor: 'staff' }),
    exports: paths.exports(),
    newExport: paths.newExport(),
    'newExport like another': paths.newExport({ like: 'ex-1' }),
    export: paths.export('ex-1'),
    mailings: paths.mailings(),
    requests: paths.requests(),
    newRequest: paths.newRequest(),
    'newRequest of a kind': paths.newRequest('erasure', { category: 'account', field: 'passport' }),
    request: paths.request('rq-1'),
    consents: paths.consents(),
    policy: paths.policy(),
    policyVersion: paths.policyVersion('2020-10-21'),
    unsubscribe: paths.unsubscribe('token'),
  };
  expect(table).toEqual({
    overview: '/',
    data: '/data',
    'data narrowed': '/data?recipient=yandex',
    deletions: '/data?view=deletions',
    category: '/data/a%2Fb',
    statement: '/statement',
    accessLog: '/access-log?actor=staff',
    exports: '/exports',
    newExport: '/exports/new',
    'newExport like another': '/exports/new?like=ex-1',
    export: '/exports/ex-1',
    mailings: '/mailings',
    requests: '/requests',
    newRequest: '/requests/new',
    'newRequest of a kind': '/requests/new/erasure?category=account&field=passport',
    request: '/requests/rq-1',
    consents: '/consents',
    policy: '/policy',
    policyVersion: '/policy/2020-10-21',
    unsubscribe: '/unsubscribe/token',
  });
});
