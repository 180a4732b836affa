import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Directory, OutgoingEmail } from '../../core/ports.ts';
import { codeOf } from '../identity/email-codes.ts';
import type { SecretKey } from '../keys/keys.ts';
import { errorFields, type Logger } from '../log.ts';
import type { Mailer } from './mailer.ts';
import { bodiesOf, wordsOf } from './words.ts';

/** How often the outbox is looked at while nothing is due, ms. */
const POLL_MS = 1000;
/** A process that has not sent within this long has lost the email to another: longer than SMTP may take. */
const LEASE_MS = 120_000;
/** How long an email waits after a failure: this, doubled with each, and not longer than an hour. */
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 3_600_000;
/** About three days, as mail servers try (RFC 5321, 4.5.4.1). */
const ATTEMPTS = 80;

interface Row {
  id: string;
  message_id: string;
  email: OutgoingEmail;
  attempts: number;
}

const TAKE = `update privacy.outbox
  set lease = $2, leased_until = clock_timestamp() + $3 * interval '1 millisecond', attempts = attempts + 1
  where id = (
    select id from privacy.outbox
    where due_at <= $1 and (leased_until is null or leased_until <= clock_timestamp())
    order by due_at, id limit 1 for update skip locked
  )
  returning id, message_id, email, attempts`;

/** Deletes an email, and puts down its job, in one statement: one is not done without the other. */
const ACCEPTED = `with accepted as (delete from privacy.outbox where id = $1 and lease = $2 returning email)
  insert into privacy.jobs (kind, payload, person_id, account_ids, due_at)
  select $3, $4, $5, $6, $7 from accepted`;

/** What sends the outbox. */
export interface OutboxOptions {
  /** Connections of the role `privacy_jobs`. */
  readonly pool: Pool;
  readonly mailer: Mailer;
  /** What is known around a person: their address is looked up there. */
  directoryOf(userId: string): Promise<Directory>;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Keys that codes are computed with when their email is sent. */
  readonly codeKeys: readonly SecretKey[];
  /** Where the module is: emails link to its pages. Without it they have no link. */
  readonly moduleUrl?: string | undefined;
}

/** Sends emails until it is stopped. */
export interface OutboxLoop {
  /** Takes no more, and waits for the one that is being sent. */
  stop(): Promise<void>;
}

/**
 * Sends the emails that transactions have put down, one after another. An email is deleted when it was taken over by the mail
 * server; a process that is killed in between leaves it to be sent once more, with the same message id.
 */
export function startOutboxLoop({
  pool,
  mailer,
  directoryOf,
  clock,
  log,
  codeKeys,
  moduleUrl,
}: OutboxOptions): OutboxLoop {
  const stopping = new AbortController();

  /** Ends an email that the mail server has taken over. */
  async function accepted(
    { id, email: { userId, onceAccepted } }: Row,
    lease: string,
    now: Date,
  ): Promise<void> {
    if (onceAccepted === undefined) {
      await pool.query('delete from privacy.outbox where id = $1 and lease = $2', [id, lease]);
      return;
    }
    const { kind, ...payload } = onceAccepted.job;
    const account = [onceAccepted.accountId];
    await pool.query(ACCEPTED, [id, lease, kind, JSON.stringify(payload), userId, account, now]);
  }

  /** Sends one email. @returns false when none is due */
  async function sendNext(): Promise<boolean> {
    const lease = randomUUID();
    const now = clock();
    const { rows } = await pool.query<Row>(TAKE, [now, lease, LEASE_MS]);
    const [row] = rows;
    if (row === undefined) return false;
    const done = () => pool.query('delete from privacy.outbox where id = $1 and lease = $2', [row.id, lease]);
    const { template, userId, lang = 'ru' } = row.email;
    const to = (await directoryOf(userId)).user(userId)?.email;
    if (to === undefined || to === '') {
      log.warn({ template }, 'an email has no address any more: the person is not in the directory');
      await done();
      return true;
    }
    const email = ready(row.email, codeKeys, now);
    if (email === undefined) {
      log.warn({ template }, 'a code was not sent: it has ended');
      await done();
      return true;
    }
    const words = wordsOf(email, moduleUrl);
    try {
      await mailer.send({
        messageId: row.message_id,
        to,
        subject: words.subject,
        ...bodiesOf(words, lang),
      });
      await accepted(row, lease, now);
    } catch (thrown) {
      const { attempts } = row;
      // Answers of mail servers hold the address: only their code is logged.
      const code = responseCode(thrown);
      const isFinal = attempts >= ATTEMPTS || (code !== undefined && code >= 500);
      log.error({ template, attempts, code }, isFinal ? 'an email was given up' : 'an email was not sent');
      if (isFinal) await done();
      else
        await pool.query(
          'update privacy.outbox set due_at = $3, lease = null, leased_until = null where id = $1 and lease = $2',
          [
            row.id,
            lease,
            new Date(now.getTime() + Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)),
          ],
        );
    }
    return true;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const sent = await sendNext().catch((thrown: unknown) => {
        log.error(errorFields(thrown), 'the outbox does not answer');
        return false;
      });
      if (!sent) await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    mailer.close();
  }

  const done = loop();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

/** The email with its code, where it has one; undefined when the code has ended, for it would open nothing any more. */
function ready(email: OutgoingEmail, keys: readonly SecretKey[], now: Date): OutgoingEmail | undefined {
  if (email.template !== 'step-up-code') return email;
  const { codeId = '', expiresAt = '' } = email.parameters;
  const code = codeOf(keys, email.userId, codeId);
  if (code === undefined || Date.parse(expiresAt) <= now.getTime()) return undefined;
  return { ...email, parameters: { ...email.parameters, code } };
}

const responseCode = (thrown: unknown): number | undefined =>
  typeof thrown === 'object' && thrown !== null && 'responseCode' in thrown
    ? Number(thrown.responseCode)
    : undefined;
