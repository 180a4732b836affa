import { Client, Pool } from 'pg';
import type { PartFiles, Store } from '../../../core/ports.ts';
import type { ExportRow } from '../../../core/exports/state.ts';
import type { AttachmentRow, RequestRow } from '../../../core/requests/state.ts';
import type { Scope } from '../../../src/domain/ids.ts';
import { type Manifest, readManifest } from '../../sources/manifest.ts';
import { attachmentOf, consentOf, draftOf, entryOf, NOW } from '../../test/examples.ts';
import type { Targets } from './operations.ts';

/** Text of rows that are one person's: of nobody else. */
export const OF_PERSON = 'MARK-PERSON';
/** Text of requests and copies of a whole account: of its owner. */
export const OF_OWNER = 'MARK-OWNER';
/** Text of what an account has: of its members. */
export const OF_ACCOUNT = 'MARK-ACCOUNT';

/** The owner of the account whose rows others try to reach. */
export const VICTIM = { userId: 'u-victim', accountIds: ['acc-a'] };

/** Somebody who calls; `account` is where they work. */
export interface Attacker {
  readonly id: string;
  readonly role: 'owner' | 'admin' | 'finance' | 'user' | 'nobody';
  readonly account: string;
  /** Marks that must not be in an answer. */
  readonly foreign: readonly string[];
  /** Operations that name all accounts of a member. */
  readonly knows?: readonly string[];
}

const stranger = (id: string, role: Attacker['role']): Attacker => ({
  id,
  role,
  account: 'acc-b',
  foreign: [OF_PERSON, OF_OWNER, OF_ACCOUNT],
});
const colleague = (id: string, role: Attacker['role']): Attacker => ({
  id,
  role,
  account: 'acc-a',
  foreign: [OF_PERSON, OF_OWNER],
});

/** Everybody who tries: other accounts, the same account, a former member, a person in two accounts, nobody. */
export const ATTACKERS: readonly Attacker[] = [
  stranger('b-owner', 'owner'),
  stranger('b-admin', 'admin'),
  stranger('b-finance', 'finance'),
  stranger('b-user', 'user'),
  stranger('former', 'user'),
  { ...stranger('in-two', 'owner'), knows: ['getSession'] },
  colleague('a-admin', 'admin'),
  colleague('a-finance', 'finance'),
  colleague('a-user', 'user'),
  { ...stranger('nobody', 'nobody'), account: '' },
];

const at = NOW.toISOString();
const BYTES = new TextEncoder().encode('a part of a copy');
const PART_FILE = (id: string): string => `${id}-1.zip`;

const requestOf = (
  id: string,
  owner: { userId: string; accountIds: readonly string[] },
  status: RequestRow['status'],
  scope: Scope,
  text: string,
): RequestRow => ({
  ...draftOf(id, owner.userId, owner.accountIds[0], scope),
  kind: 'complaint',
  number: `R-${id} ${text}`,
  status,
  preparedBy: { id: owner.userId, name: text, admin: status === 'awaiting_owner' },
  ...(status === 'draft' ? {} : { submittedAt: at }),
  details: { about: text, to: 'controller' },
  messages: [{ id: `ms-${id}`, at, from: 'user', author: text, text, attachments: [] }],
});

const fileOf = (id: string, requestId: string, text: string): AttachmentRow => ({
  ...attachmentOf(id, requestId),
  name: `${text}.pdf`,
});

const exportOf = (
  id: string,
  { userId, accountIds }: { userId: string; accountIds: readonly string[] },
  scope: Scope,
  text: string,
): ExportRow => ({
  id,
  number: `E-${id} ${text}`,
  accountId: accountIds[0] ?? '',
  createdBy: { id: userId, name: text },
  prepared: false,
  spec: {
    scope,
    categories: ['services'],
    formats: ['json'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  },
  createdAt: at,
  status: 'ready',
  changes: 1,
  wholeAt: at,
  runs: [
    {
      at,
      systems: [{ id: 'activeplatform', status: 'done', total: 1, fields: 1, done: 1, collectedAt: at }],
    },
  ],
  packed: {
    run: 1,
    readyAt: at,
    parts: [
      {
        n: 1,
        size: BYTES.length,
        sha256: '0'.repeat(64),
        fileName: `${text}.zip`,
        sensitive: false,
        categories: ['services'],
        file: PART_FILE(id),
      },
    ],
  },
  links: [
    { secret: `link-${id}`, part: 1, userId, expiresAt: new Date(NOW.getTime() + 600_000).toISOString() },
  ],
});

/** What belongs to the victim, by who may know of it. */
const REQUESTS: readonly [string, RequestRow['status'], Scope, string][] = [
  ['rq-person-draft', 'draft', 'person', OF_PERSON],
  ['rq-person-sent', 'in_work', 'person', OF_PERSON],
  ['rq-account-sent', 'in_work', 'account', OF_OWNER],
  ['rq-account-wait', 'awaiting_owner', 'account', OF_OWNER],
];
const EXPORTS: readonly [string, Scope, string][] = [
  ['ex-person', 'person', OF_PERSON],
  ['ex-account', 'account', OF_OWNER],
];

/** The names of what the victim has. @param cursor one that the victim was given */
export const victimTargets = (cursor: string): Targets => ({
  requests: REQUESTS.map(([id]) => ({ id, file: `at-${id}` })),
  exports: EXPORTS.map(([id]) => ({ id, link: `link-${id}` })),
  accountId: 'acc-a',
  consent: 'cs-victim',
  change: 'ch-victim',
  token: 'tk-victim',
  record: 'pay-a',
  cursor,
});

/** The same names with other letters: as long, and of nobody. */
export const unknownTargets = (known: Targets): Targets => {
  const unknown = (name: string): string => name.replaceAll(/[a-z](?=[a-z]*$)/g, 'x');
  return {
    requests: known.requests.map(({ id, file }) => ({ id: unknown(id), file: unknown(file) })),
    exports: known.exports.map(({ id, link }) => ({ id: unknown(id), link: unknown(link) })),
    accountId: unknown(known.accountId),
    consent: unknown(known.consent),
    change: unknown(known.change),
    token: unknown(known.token),
    record: unknown(known.record),
    cursor: known.cursor,
  };
};

const DIRECTORY = `
  insert into privacy.directory_accounts (id, code, name, kind, jurisdiction) values
    ('acc-a', 'AC-1', 'ООО «${OF_ACCOUNT}»', 'legal', 'RU'), ('acc-b', 'AC-2', 'ООО «Соседи»', 'legal', 'RU');
  insert into privacy.directory_people (id, name, email, phone) values
    ('u-victim', 'Лесная Вера ${OF_ACCOUNT}', 'vera.${OF_ACCOUNT}@example.ru', '+7 000 100-00-00'),
    ${ATTACKERS.filter(({ role }) => role !== 'nobody')
      .map(({ id }, i) => `('${id}', 'Рощин Павел', '${id}@example.ru', '+7 000 200-00-0${i}')`)
      .join(', ')};
  insert into privacy.directory_memberships (person_id, account_id, place, role) values
    ('u-victim', 'acc-a', 0, 'owner'), ('in-two', 'acc-a', 1, 'user'),
    ${ATTACKERS.filter(({ role }) => role !== 'nobody')
      .map(({ id, account, role }) => `('${id}', '${account}', 0, '${role}')`)
      .join(', ')};
  insert into privacy.disclosures (id, account_id, person_id, body) values
    ('ds-a', 'acc-a', 'u-victim', '${JSON.stringify({
      id: 'ds-a',
      at,
      accountId: 'acc-a',
      userId: 'u-victim',
      recipient: 'fns',
      what: { ru: OF_ACCOUNT, en: OF_ACCOUNT },
      why: { ru: OF_ACCOUNT, en: OF_ACCOUNT },
    })}');
  insert into privacy.emails (id, person_id, body) values
    ('em-a', 'u-victim', '${JSON.stringify({
      id: 'em-a',
      userId: 'u-victim',
      at,
      topic: 'offers',
      kind: 'mailing',
      subject: { ru: OF_PERSON, en: OF_PERSON },
      why: { ru: OF_PERSON, en: OF_PERSON },
      delivery: 'delivered',
      token: 'tk-victim',
    })}');
  insert into privacy.tokens (token, person_id, body) values
    ('tk-victim', 'u-victim', '${JSON.stringify({ token: 'tk-victim', userId: 'u-victim', topic: 'offers' })}');`;

/** Fills the directory and the rows of the victim and of those who try. The tables are empty before. */
export async function makeTenants(admin: Pool, store: Store, partFiles: PartFiles): Promise<void> {
  await admin.query(DIRECTORY);
  await store.write(VICTIM, NOW, undefined, unit => {
    const { rows } = unit;
    rows.session[VICTIM.userId] = { accountId: 'acc-a' };
    rows.policy.acknowledgements.push({ userId: VICTIM.userId, version: OF_PERSON, at });
    rows.consents.push({
      ...consentOf('cs-victim', VICTIM.userId, 'acc-a'),
      purpose: 'correspondence-disclosure',
      fullName: OF_PERSON,
    });
    rows.objections.push({ userId: VICTIM.userId, purpose: OF_PERSON, state: 'accepted', at });
    rows.toolObjections.push({ userId: VICTIM.userId, purpose: OF_PERSON, tool: 'metrika', at });
    rows.mailings.subscriptions.push({ userId: VICTIM.userId, topic: 'offers', state: 'on', since: at });
    rows.mailings.changes.push({
      id: 'ch-victim',
      userId: VICTIM.userId,
      at,
      topic: 'offers',
      before: { offers: 'off' },
      to: 'on',
      by: 'user',
      via: 'account',
    });
    rows.mailings.noticeRoutes.push({
      accountId: 'acc-a',
      kind: 'billing',
      recipients: [VICTIM.userId],
      version: 1,
      changes: [{ id: 'nr-victim', at, by: VICTIM.userId, before: [], after: [VICTIM.userId] }],
    });
    for (const [id, status, scope, text] of REQUESTS) {
      rows.requests.push(requestOf(id, VICTIM, status, scope, text));
      rows.attachments.push(fileOf(`at-${id}`, id, text));
    }
    for (const [id, scope, text] of EXPORTS) rows.exports.push(exportOf(id, VICTIM, scope, text));
    const { id, accountId, userId, scope } = entryOf('al-person', VICTIM.userId, 'acc-a');
    const shown = { code: 'show-value', what: { ru: OF_PERSON, en: OF_PERSON } } as const;
    unit.log({ id, at, accountId, userId, scope, own: shown });
    return { value: undefined };
  });
  for (const [id] of EXPORTS) await partFiles.write(PART_FILE(id), [BYTES]);
  for (const { id, account, role } of ATTACKERS) {
    if (role === 'nobody') continue;
    const owner = { userId: id, accountIds: [account] };
    await store.write(owner, NOW, undefined, ({ rows }) => {
      rows.requests.push(requestOf(`rq-own-${id}`, owner, 'in_work', 'person', 'own'));
      rows.exports.push(exportOf(`ex-own-${id}`, owner, 'person', 'own'));
      return { value: undefined };
    });
    await partFiles.write(PART_FILE(`ex-own-${id}`), [BYTES]);
  }
  // What a former member wrote while they belonged to the account stays there.
  await store.write({ userId: 'former', accountIds: ['acc-a'] }, NOW, undefined, ({ rows }) => {
    const before = { userId: 'former', accountIds: ['acc-a'] };
    rows.requests.push(requestOf('rq-former', before, 'in_work', 'person', OF_PERSON));
    return { value: undefined };
  });
}

/** A billing with a payment of each account. */
const BILLING = `
  create table payments (id text primary key, account_id text not null, paid_at timestamptz not null, purpose text not null, payer text);
  insert into payments values ('pay-a', 'acc-a', '2026-01-10', '${OF_ACCOUNT} payment', '${OF_ACCOUNT} payer'),
    ('pay-b', 'acc-b', '2026-01-10', 'payment of the neighbours', 'payer of the neighbours');
  grant select on payments to privacy_customer;`;

/** How the billing is connected. @param where what bounds its rows to an account */
export const billingManifest = (where = 'where account_id = :account_id'): Manifest =>
  readManifest(
    `
system: activeplatform
connection: SOURCE_BILLING
subject: |
  select :accountId::text as account_id, :userId::text as user_id
categories:
  services:
    records:
      payment:
        label: { ru: Платежи, en: Payments }
        note: { ru: Что оплачено., en: What was paid. }
        has: [third-party]
        query: |
          select id, paid_at as at, purpose as title, payer as third_party from payments ${where}
`,
    'billing.yaml',
    {
      systems: new Set(['activeplatform']),
      sources: new Set(['order-form', 'account-area', 'phone']),
      retention: new Set(['recording-3m']),
      categories: new Map([['services', ['activeplatform']]]),
    },
  );

/** Makes the billing where it is missing. @returns its address for a role that can only select */
export async function makeBilling(admin: string): Promise<string> {
  const url = admin.replace(/^(postgresql:\/\/)\/\w+/, '$1/tenancy_billing');
  const client = new Client({ connectionString: admin });
  await client.connect();
  const found = await client.query("select from pg_database where datname = 'tenancy_billing'");
  if (found.rowCount === 0) {
    await client.query('create database tenancy_billing');
    const billing = new Client({ connectionString: url });
    await billing.connect();
    await billing.query(BILLING).finally(() => billing.end());
  }
  await client.end();
  return url.replace(/user=\w+/, 'user=privacy_customer');
}
