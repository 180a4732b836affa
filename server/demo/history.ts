import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { StaffAction } from '../../core/requests/staff.ts';
import { staffAction, type StaffInput } from '../../core/requests/staff.ts';
import type { Answer } from '../../src/api/operation.ts';
import type { Config } from '../config.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Logger } from '../log.ts';
import { postgresStore } from '../postgres/store.ts';
import { startServer } from '../server.ts';
import type { DemoPanel } from './panel.ts';

const DAY = 86_400_000;
/** How long a copy may take. */
const COPY_MS = 30_000;
/** Tables whose rows a history that was broken off has left. The ledger stays: it only grows. */
const TABLES = [
  'sessions',
  'acknowledgements',
  'consents',
  'objections',
  'tool_objections',
  'subscriptions',
  'mailing_changes',
  'requests',
  'attachments',
  'exports',
  'access_log',
  'kept_answers',
  'jobs',
  'outbox',
];

/** What the history is made with. */
export interface HistoryOptions {
  readonly config: Config;
  readonly panel: DemoPanel;
  /** A pool of an administrator. */
  readonly admin: Pool;
  /** A pool of the role `privacy_jobs`: the staff's part of the history. */
  readonly jobs: Pool;
  readonly mail: Mailer;
  readonly log: Logger;
  /** The end of the history. */
  readonly today: Date;
}

/**
 * Makes what has happened before the demo begins: mailings that are on, requests in several states, copies. A server does it
 * whose clock stands in the past, by the operations of the contract. It is made once for a data folder; a start that was killed
 * while it was made begins it anew, and a database that has rows already keeps them and gets none.
 */
export async function makeHistory(options: HistoryOptions): Promise<void> {
  const { config, admin } = options;
  const mark = join(config.dataFolder, 'history');
  const state = existsSync(mark) ? readFileSync(mark, 'utf8') : undefined;
  if (state === 'made') return;
  if (state === undefined && (await hasRows(admin))) return writeFileSync(mark, 'made');
  writeFileSync(mark, 'begun');
  await admin.query(`truncate ${TABLES.map(table => `privacy.${table}`).join(', ')}`);
  await live(options);
  writeFileSync(mark, 'made');
}

async function hasRows(admin: Pool): Promise<boolean> {
  const { rows } = await admin.query<{ found: boolean }>(
    'select exists (select from privacy.access_log) or exists (select from privacy.requests) as found',
  );
  return rows[0]?.found === true;
}

/** A customer in the past. */
interface Customer {
  readonly name: string;
  get<Body>(path: string): Promise<Body>;
  send<Body>(method: string, path: string, body?: unknown): Promise<Body>;
}

async function live({ config, panel, admin, jobs, mail, log, ...end }: HistoryOptions): Promise<void> {
  const today = end.today.getTime();
  let now = new Date(today);
  const server = await startServer({ ...config, port: 0 }, log, {
    clock: () => now,
    installation: 'demo',
    mailer: mail,
  });
  const base = `http://127.0.0.1:${server.port}${config.base}`;

  const call = async <Body>(token: string, method: string, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(
        `The history of the demo: ${method} ${path} → ${response.status} ${await response.text()}`,
      );
    return (await response.json()) as Body;
  };

  /** The customer so many days ago, and the clock with them. */
  async function daysAgo(days: number, person: string): Promise<Customer> {
    now = new Date(today - days * DAY);
    const token = await panel.tokenOf(person, { now });
    const { user } = await call<Answer<'getSession'>>(token, 'GET', '/session');
    return {
      name: user.name,
      get: path => call(token, 'GET', path),
      send: (method, path, body) => call(token, method, path, body),
    };
  }

  async function switchOn(customer: Customer, topics: readonly string[]): Promise<void> {
    const { documents } = await customer.get<Answer<'listConsents'>>('/consents');
    const version = documents.find(({ purpose }) => purpose === 'advertising')?.version;
    for (const topic of topics)
      await customer.send('PUT', `/mailings/subscriptions/${topic}`, {
        state: 'on',
        consent: { version, fullName: customer.name },
      });
  }

  async function file({ send }: Customer, kind: string, scope: string, details: object): Promise<string> {
    const { id } = await send<{ id: string }>('POST', '/requests', { kind, scope, details });
    await send('POST', `/requests/${id}/submit`, { insist: true });
    return id;
  }

  const store = postgresStore(jobs);
  async function staff(days: number, id: string, action: StaffAction, input?: StaffInput): Promise<void> {
    now = new Date(today - days * DAY);
    const { rows } = await admin.query<{ person_id: string; account_id: string }>(
      'select person_id, account_id from privacy.requests where key = $1',
      [id],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`The history of the demo: no request ${id}`);
    const owner = { userId: row.person_id, accountIds: [row.account_id], whole: true };
    await store.write(owner, now, undefined, unit => {
      staffAction(unit, id, action, now, input);
      return { value: undefined };
    });
  }

  async function copy({ send, get }: Customer, categories: readonly string[]): Promise<void> {
    const { id } = await send<{ id: string }>('POST', '/exports', {
      scope: 'account',
      categories,
      formats: ['json', 'csv'],
      language: 'ru',
      includeAttachments: false,
      includeCorrespondence: false,
    });
    const until = Date.now() + COPY_MS;
    for (;;) {
      const { status } = await get<Answer<'getExport'>>(`/exports/${id}`);
      if (status === 'ready' || status === 'partly_ready') return;
      if (Date.now() > until) throw new Error(`The history of the demo: a copy is ${status} for too long`);
      // Steps that follow each other are due a moment later each, by this clock.
      now = new Date(now.getTime() + 1000);
      await sleep(100);
    }
  }

  try {
    // A company: its owner has mailings, requests in several states, and two copies.
    await switchOn(await daysAgo(95, 'u-10'), ['promotions', 'holidays', 'renewals']);
    const refused = await file(await daysAgo(40, 'u-10'), 'portability', 'account', {
      categories: ['services'],
      format: 'json',
      recipient: 'self',
    });
    await staff(38, refused, 'take');
    await staff(20, refused, 'refuse');
    const answered = await file(await daysAgo(25, 'u-10'), 'access', 'account', {
      mode: 'information',
      all: true,
    });
    await staff(24, answered, 'take');
    await staff(14, answered, 'answer', { text: 'Сведения собраны, они в разделе «Данные».' });
    const asked = await file(await daysAgo(12, 'u-10'), 'objection', 'person', {
      purposes: ['statistics'],
      situation: 'Не хочу, чтобы мои посещения учитывались.',
    });
    await staff(11, asked, 'take');
    await staff(9, asked, 'ask', { text: 'Уточните, пожалуйста, на каких сайтах.' });
    const extended = await file(await daysAgo(8, 'u-10'), 'access', 'person', { mode: 'copy', all: true });
    await staff(7, extended, 'take');
    await staff(6, extended, 'extend', {
      reason: 'Часть писем лежит в архиве почты: его поднимают по заявке, это занимает неделю.',
    });
    await copy(await daysAgo(4, 'u-10'), ['services']);
    await copy(await daysAgo(1, 'u-10'), ['account', 'services']);
    // A person: a topic that is on, and an answered request.
    await switchOn(await daysAgo(70, 'u-30'), ['promotions']);
    const own = await file(await daysAgo(22, 'u-30'), 'access', 'person', { mode: 'copy', all: true });
    await staff(21, own, 'take');
    await staff(13, own, 'answer');
  } finally {
    await server.stop();
  }
}
