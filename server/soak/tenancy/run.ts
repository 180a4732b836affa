import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Pool } from 'pg';
import type { Handlers } from '../../../core/context.ts';
import { handlers } from '../../../core/handlers.ts';
import { operationIds, routeOf } from '../../../core/http/contract.ts';
import type { Store } from '../../../core/ports.ts';
import type { OperationId } from '../../../src/api/operation.ts';
import { createApp } from '../../app.ts';
import { folderFiles } from '../../files/folder.ts';
import { folderParts } from '../../files/parts.ts';
import { csrfTokenOf } from '../../identity/caller.ts';
import { createLog } from '../../log.ts';
import { openPool } from '../../postgres/pool.ts';
import { postgresStore } from '../../postgres/store.ts';
import { transaction } from '../../postgres/transaction.ts';
import { connectedSources } from '../../sources/connected.ts';
import type { TestUrls } from '../../test/database.ts';
import { NOW } from '../../test/examples.ts';
import { newKeys } from '../../keys/keys.ts';
import { createRateLimiter, LIMITS } from '../../limits.ts';
import { createMetrics } from '../../metrics.ts';
import { createBreaker } from '../../sources/breaker.ts';
import { postgresPool } from '../../sources/dialects/postgresql.ts';
import { createPanel, csrfKeyOf, ORIGIN } from '../../test/panel.ts';
import { type Call, CALLS, REQUEST, SPEC, type Targets } from './operations.ts';
import { uncheckedStore } from './unchecked-store.ts';
import {
  type Attacker,
  ATTACKERS,
  billingManifest,
  makeBilling,
  makeTenants,
  OF_OWNER,
  OF_PERSON,
  unknownTargets,
  VICTIM,
  victimTargets,
} from './tenants.ts';

/** What a run changes in its own server to see that it finds it. */
export interface Hole {
  handlers?(own: Handlers<OperationId>, outside: Outside): Handlers<OperationId>;
  store?(own: Store): Store;
  /** What bounds the rows of the billing. */
  billingWhere?: string;
  /** Statements of an administrator, and those that undo them. */
  sql?: { readonly before: string; readonly after: string };
}

/** Ways around the caller's own rows, for holes. */
export interface Outside {
  /** The store of the server. */
  readonly store: Store;
}

/** Something that was reached and should not have been. */
export interface Finding {
  readonly who: string;
  /** The operation, or the table. */
  readonly where: string;
  readonly what: string;
}

/** What a run came to. */
export interface TenancyResult {
  readonly calls: number;
  /** Operations that were called. */
  readonly operations: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Options of a run. */
export interface TenancyOptions {
  readonly urls: TestUrls;
  readonly hole?: Hole;
  /** Who tries; default all. */
  readonly attackers?: readonly string[];
  /** Operations that are called; default all. */
  readonly only?: readonly OperationId[];
  /** `checked` runs the server as it is, `unchecked` with the checks of handlers and conditions switched off. */
  readonly passes?: readonly ('checked' | 'unchecked')[];
}

const KEY = '7b0f6a52-3c1d-4f0e-9d55-00000000c0de';
const BASE = '/api/privacy/v1';
/** Tables that customers have no right to read, and those without anything of a person. */
const NOT_READ = ['jobs', 'outbox', 'migrations', 'installation', 'numbers'];

/** An answer as it is compared: without what belongs to one request only. */
interface Seen {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

const urlOf = (id: OperationId, { path = {}, query = {} }: Call): string => {
  const template = routeOf(id).path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  return `${BASE}${template}${search === '' ? '' : `?${search}`}`;
};

/**
 * Calls every operation as somebody else with everything the victim has: ids, tokens, links, cursors and keys. Each answer must
 * be the one to a name that nobody has, and hold no mark of the victim's rows. Rows are looked at beside it, table by table.
 */
export async function runTenancy({
  urls,
  hole = {},
  attackers,
  only = operationIds,
  passes = ['checked', 'unchecked'],
}: TenancyOptions): Promise<TenancyResult> {
  const admin = new Pool({ connectionString: urls.admin, max: 2 });
  const pool = openPool({ connectionString: urls.customer, max: 10 }, () => undefined);
  const billing = new Pool({ connectionString: await makeBilling(urls.admin), max: 4 });
  const folder = mkdtempSync(join(tmpdir(), 'privacy-tenancy-'));
  const keysFile = join(folder, 'keys.json');
  writeFileSync(keysFile, newKeys(new Date()), { mode: 0o600 });
  const panel = createPanel({
    DATABASE_URL: urls.customer,
    JOBS_DATABASE_URL: urls.jobs,
    KEYS_FILE: keysFile,
  });
  const findings: Finding[] = [];
  const operations = new Set<string>();
  let calls = 0;

  async function serve(pass: 'checked' | 'unchecked'): Promise<{ port: number; close(): Promise<void> }> {
    const plain = pass === 'checked' ? postgresStore(pool) : uncheckedStore(pool);
    const store = hole.store?.(plain) ?? plain;
    const connection = {
      manifest: billingManifest(hole.billingWhere),
      pool: postgresPool(billing),
      lastGoodAt: NOW,
      breaker: createBreaker(),
    };
    const app = createApp({
      config: panel.config,
      pool,
      store,
      handlers: hole.handlers?.(handlers, { store: plain }) ?? handlers,
      files: folderFiles(join(folder, 'files')),
      partFiles: folderParts(join(folder, 'copies')),
      log: createLog('silent'),
      sourcesOf: () => connectedSources([connection], { onFailure: () => undefined }),
      clock: () => NOW,
      bodyBytes: LIMITS.bodyBytes,
      limiter: createRateLimiter(panel.config.rateLimit),
      metrics: createMetrics({ customers: pool, jobs: pool }),
    });
    const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as Server;
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return {
      port: (server.address() as AddressInfo).port,
      close: () =>
        new Promise(resolve => {
          server.closeAllConnections();
          server.close(() => resolve());
        }),
    };
  }

  async function send(port: number, who: string, id: OperationId, call: Call): Promise<Seen> {
    const { method } = routeOf(id);
    const write = method !== 'GET' && method !== 'HEAD';
    const signedIn: Record<string, string> =
      who === 'nobody'
        ? {}
        : {
            Cookie: `panel_session=${await tokenOf(who)}`,
            ...(write
              ? {
                  'X-CSRF-Token': csrfTokenOf(csrfKeyOf(panel), { userId: who, session: 's-1' }),
                }
              : {}),
          };
    const body = call.json === undefined ? call.bytes : JSON.stringify(call.json);
    const type = call.type ?? 'application/json';
    const url = urlOf(id, call);
    const response = await fetch(`http://127.0.0.1:${port}${url}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...signedIn,
        ...(write ? { Origin: ORIGIN, 'Idempotency-Key': KEY } : {}),
        ...(body === undefined ? {} : { 'Content-Type': type }),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    calls += 1;
    operations.add(id);
    // An answer that breaks off in its middle differs from one that is whole.
    const text = await response.text().catch(() => 'broken off');
    const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    return {
      status: response.status,
      headers: JSON.stringify(headers),
      // The address that was asked for stands in the answer, and the name of the request differs each time.
      body: text
        .replaceAll(JSON.stringify(url.split('?')[0]).slice(1, -1), '…')
        .replaceAll(/req-[0-9a-f]{8}/g, 'req'),
    };
  }

  const tokens = new Map<string, Promise<string>>();
  function tokenOf(sub: string): Promise<string> {
    const known = tokens.get(sub) ?? panel.token({ sub, auth_time: NOW.getTime() / 1000 });
    tokens.set(sub, known);
    return known;
  }

  /** Marks that must not be seen; where handlers check nothing, the whole account's requests are its members'. */
  const marksFor = ({ foreign, account }: Attacker, pass: string): readonly string[] =>
    pass === 'unchecked' && account === 'acc-a' ? foreign.filter(mark => mark !== OF_OWNER) : foreign;

  /** Names of the victim's that are the attacker's as well where handlers check nothing. */
  const targetsFor = (all: Targets, { account }: Attacker, pass: string): Targets =>
    pass === 'unchecked' && account === 'acc-a'
      ? {
          ...all,
          requests: all.requests.filter(({ id }) => id.includes('person')),
          exports: all.exports.filter(({ id }) => id.includes('person')),
        }
      : all;

  async function attack(port: number, attacker: Attacker, pass: string, all: Targets): Promise<void> {
    const { id: who, role } = attacker;
    const marks = marksFor(attacker, pass);
    const marksOf = (operation: string) =>
      attacker.knows?.includes(operation) === true ? [OF_PERSON, OF_OWNER] : marks;
    const own = { request: `rq-own-${who}`, export: `ex-own-${who}` };
    const victims = targetsFor(all, attacker, pass);
    const nobodys = unknownTargets(victims);
    for (const operation of only) {
      const unknown = CALLS[operation](nobodys, own);
      for (const [i, call] of CALLS[operation](victims, own).entries()) {
        const report = (what: string) =>
          findings.push({ who, where: operation, what: `${pass}: ${urlOf(operation, call)}: ${what}` });
        // A colleague is a member of the victim's account, and so is the person in two.
        if (operation === 'switchAccount' && (attacker.account === 'acc-a' || who === 'in-two')) continue;
        if (operation === 'revealValue' && attacker.account === 'acc-a') continue;
        const got = await send(port, who, operation, call);
        const control = call.own === true ? undefined : await send(port, who, operation, unknown[i] ?? call);
        if (control !== undefined && control.status < 400)
          report(`a name of nobody is answered with ${control.status}`);
        if (call.linked === true && role === 'nobody') continue;
        for (const mark of marksOf(operation))
          if (`${got.headers} ${got.body}`.includes(mark)) report(`holds «${mark}»`);
        if (got.status >= 500) report(`status ${got.status}`);
        if (role === 'nobody' && call.bearer !== true && got.status < 400)
          report(`status ${got.status} without a session`);
        if (control === undefined || call.bearer === true) continue;
        for (const member of ['status', 'headers', 'body'] as const)
          if (got[member] !== control[member])
            report(`${member} «${got[member]}» and for a name of nobody «${control[member]}»`);
      }
    }
  }

  /** The victim's rows as they are stored, but for mailings, which whoever has the token of an email may switch off. */
  async function rowsOfVictim(): Promise<string[]> {
    const tables = ['requests', 'attachments', 'exports', 'consents', 'objections', 'tool_objections'];
    const { rows } = await admin.query<{ row: string }>(
      `select row from (${tables
        .map(
          name =>
            `select '${name} ' || row_to_json(t)::text as row from privacy.${name} t where person_id = $1`,
        )
        .join(' union all ')}) all_rows order by row`,
      [VICTIM.userId],
    );
    return rows.map(({ row }) => row);
  }

  /** What the attacker's transaction sees of each table without any condition. */
  async function lookAtRows(attacker: Attacker): Promise<void> {
    const { rows: tables } = await admin.query<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = 'privacy'::regnamespace and relkind = 'r'
         and relname <> all($1) and has_table_privilege('privacy_customer', oid, 'select')`,
      [NOT_READ],
    );
    const owner = { userId: attacker.role === 'nobody' ? '' : attacker.id, accountIds: [attacker.account] };
    const marks = [...marksFor(attacker, 'unchecked'), ...(attacker.account === 'acc-a' ? [] : ['acc-a'])];
    for (const { name } of tables) {
      // The person in two accounts is a member of the victim's, wherever they work now.
      if (name.startsWith('directory_') && attacker.id === 'in-two') continue;
      const { rows } = await transaction(pool, owner, 'read only', client =>
        client.query<{ row: string }>(`select row_to_json(t)::text as row from privacy.${name} t`),
      );
      for (const { row } of rows)
        for (const mark of [...marks, '"person_id":"u-victim"'])
          if (
            row.includes(mark) &&
            !(name.startsWith('directory_') && attacker.account === 'acc-a') &&
            !isShared(row)
          )
            findings.push({ who: attacker.id, where: `table ${name}`, what: `a row with «${mark}»` });
    }
    /** A row of the whole account is every member's, whoever made it. */
    function isShared(row: string): boolean {
      return attacker.account === 'acc-a' && /"scope":"account"|"recipient"/.test(row);
    }
  }

  try {
    await admin.query(hole.sql?.before ?? 'select');
    await makeTenants(admin, postgresStore(pool), folderParts(join(folder, 'copies')));
    for (const pass of passes) {
      const { port, close } = await serve(pass);
      try {
        const list = async (id: OperationId, query: Record<string, string>) =>
          JSON.parse((await send(port, VICTIM.userId, id, { query })).body) as { nextCursor: string | null };
        // The victim uses the same key as everybody after them, and is given a cursor.
        if (pass === 'checked') {
          const made = await send(port, VICTIM.userId, 'createRequest', {
            json: { ...REQUEST, details: { ...REQUEST.details } },
          });
          const copied = await send(port, VICTIM.userId, 'createExport', { json: SPEC });
          if (made.status !== 201 || copied.status !== 201)
            throw new Error(`the victim cannot write: ${made.body} ${copied.body}`);
        }
        const { nextCursor } = await list('listRequests', { limit: '1', scope: 'account' });
        if (nextCursor === null) throw new Error('the victim is given no cursor');
        const all = victimTargets(nextCursor);
        const before = await rowsOfVictim();
        await Promise.all(
          ATTACKERS.filter(({ id }) => attackers === undefined || attackers.includes(id)).map(
            async attacker => {
              await attack(port, attacker, pass, all);
              await lookAtRows(attacker);
            },
          ),
        );
        const after = await rowsOfVictim();
        for (const [at, row] of before.entries())
          if (row !== after[at]) findings.push({ who: 'somebody', where: 'rows of the victim', what: row });
      } finally {
        await close();
      }
    }
  } finally {
    await admin.query(hole.sql?.after ?? 'select');
    await Promise.all([admin.end(), pool.end(), billing.end()]);
    panel.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { calls, operations, findings };
}
