import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EmailRow, TokenRow } from '../../core/mailings/state.ts';
import { topicOf } from '../../core/mailings/topics.ts';
import { SERVICE_NOTICES } from '../../core/policy/tables.ts';
import { secret } from '../../core/ids.ts';

const DATABASE = 'billing';
const READER = 'billing_reader';

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether the database is there as `billing.sql` makes it now: one of an earlier version is made anew. */
async function isCurrent(url: string): Promise<boolean> {
  return connected(url, async client => {
    const { rowCount } = await client.query(
      "select from information_schema.columns where table_name = 'users' and column_name = 'email_since'",
    );
    return rowCount === 1;
  });
}

/** The same address with another database, and with another role where one is given. */
function addressOf(admin: string, database: string, role?: string): string {
  const url = admin.replace(/^(postgresql:\/\/)\/\w+/, `$1/${database}`);
  return role === undefined ? url : url.replace(/user=\w+/, `user=${role}`);
}

/**
 * Makes the database of the operator's billing where it is missing, whole or not at all, with a role that can only select.
 * @param admin address of an administrator's connection
 * @returns the address for that role
 */
export async function makeBilling(admin: string): Promise<string> {
  const made = await connected(admin, async client => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount !== 0) {
      if (await isCurrent(addressOf(admin, DATABASE))) return true;
      await client.query(`drop database ${DATABASE} with (force)`);
    }
    const role = await client.query('select from pg_roles where rolname = $1', [READER]);
    if (role.rowCount === 0) await client.query(`create role ${READER} login`);
    // A start that was killed while the rows were made has left the half of one under this name.
    await client.query(`drop database if exists ${DATABASE}_new`);
    await client.query(`create database ${DATABASE}_new`);
    return false;
  });
  if (!made) {
    const text = await readFile(join(import.meta.dirname, 'billing.sql'), 'utf8');
    await connected(addressOf(admin, `${DATABASE}_new`), client => client.query(text));
    await connected(admin, client => client.query(`alter database ${DATABASE}_new rename to ${DATABASE}`));
  }
  return addressOf(admin, DATABASE, READER);
}

interface SentEmail {
  id: string;
  user_id: string;
  topic: string | null;
  kind: EmailRow['kind'];
  subject: string;
  sent_at: Date;
  delivery: EmailRow['delivery'];
}

/**
 * Copies the archive of the mailing system into the server's: emails that it has sent since the last start. The first mailing of
 * a topic makes the person's token for it, which stays the same for ever.
 */
export async function copySentEmails(billing: string, admin: string): Promise<void> {
  const sent = await connected(
    billing,
    async client => (await client.query<SentEmail>('select * from sent_emails order by sent_at, id')).rows,
  );
  await connected(admin, async client => {
    const known = await client.query<{ id: string }>('select id from privacy.emails');
    const ids = new Set(known.rows.map(({ id }) => id));
    const made = await client.query<{ body: TokenRow }>('select body from privacy.tokens');
    const tokens = new Map(made.rows.map(({ body }) => [`${body.userId} ${body.topic}`, body.token]));
    const emails: EmailRow[] = [];
    const newTokens: TokenRow[] = [];
    for (const { id, user_id: userId, topic, kind, subject, sent_at: at, delivery } of sent) {
      if (ids.has(id)) continue;
      const key = `${userId} ${topic}`;
      if (topic !== null && !tokens.has(key)) {
        const token = secret(40);
        tokens.set(key, token);
        newTokens.push({ token, userId, topic });
      }
      const token = tokens.get(key);
      emails.push({
        id,
        userId,
        at: at.toISOString(),
        kind,
        subject: { ru: subject, en: subject },
        why: (topic === null ? undefined : topicOf(topic))?.why ?? SERVICE_NOTICES.reason,
        delivery,
        ...(topic === null ? {} : { topic }),
        ...(token === undefined ? {} : { token }),
      });
    }
    await client.query('begin');
    await client.query(
      `insert into privacy.tokens (token, person_id, body)
       select one ->> 'token', one ->> 'userId', one from json_array_elements($1) one`,
      [JSON.stringify(newTokens)],
    );
    await client.query(
      `insert into privacy.emails (id, person_id, body)
       select one ->> 'id', one ->> 'userId', one from json_array_elements($1) one`,
      [JSON.stringify(emails)],
    );
    await client.query('commit');
  });
}
