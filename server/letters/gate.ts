import { randomBytes, randomUUID } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import type { Pool } from 'pg';
import { refusedTopics } from '../../core/mailings/suppressions.ts';
import type { AddressFacts, Recipient } from '../../core/mailings/permission.ts';
import type { Role } from '../../src/domain/ids.ts';
import type { EmailRow } from '../../core/mailings/state.ts';
import type { LetterGate } from '../../core/ports.ts';
import { problem } from '../../core/problem.ts';
import { addressDigests, normalAddress } from '../keys/address-digest.ts';
import type { Keys } from '../keys/keys.ts';
import { requireKnownKeys } from '../keys/known-keys.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { pendingDecisions } from '../ledger/pending.ts';
import { errorFields, type Logger } from '../log.ts';
import { isUnavailable } from '../postgres/unavailable.ts';

/** What the gate is made of. */
export interface LetterGateParts {
  /** Connections of the role `privacy_staff`. */
  readonly pool: Pool;
  readonly keys: Keys;
  /** The second place; without it the gate permits nothing. */
  readonly ledgerFolder: string | undefined;
  /** Where the customers' API is reached from outside; without it the gate permits nothing. */
  readonly publicUrl: string | undefined;
  readonly log: Logger;
}

/** When to try again while the gate cannot know a «no», seconds. */
const RETRY_S = 30;
const TOKEN_BYTES = 32;

type Refused = Parameters<LetterGate['registerRefused']>[0];

/** What every email of a mailing has. */
const emailOf = ({ topic, subject, why, at }: Refused): Omit<EmailRow, 'id' | 'userId'> => ({
  at,
  topic,
  kind: 'mailing',
  subject,
  why,
  delivery: 'sent',
});

interface FoundRecipient {
  person_id: string;
  email: string;
  is_customer: boolean;
  consent: Recipient['consent'];
  objects: boolean;
  state: Recipient['state'];
}

interface Decided {
  digest: string;
  state: 'no' | 'yes';
  written_at: Date;
}

/** Control characters and lone surrogates: a text with them is no address, and PostgreSQL refuses some. */
const CONTROLS = /[\p{Cc}\p{Cs}]/u;
const isText = (address: string): boolean => !CONTROLS.test(address);

/** The forms in which the directory may have an address: its domain as A-labels or as U-labels (RFC 5890). */
function formsOf(normal: string): string[] {
  const at = normal.lastIndexOf('@');
  if (at < 0) return [normal];
  return [normal, `${normal.slice(0, at)}@${domainToUnicode(normal.slice(at + 1))}`];
}

const unavailable = () =>
  problem('maintenance', {
    retryAfter: RETRY_S,
    detail: {
      ru: 'Сейчас нельзя узнать, кто отказался от писем. Не отправляйте ничего и повторите позже.',
      en: 'It cannot be known now who has refused emails. Send nothing and try again later.',
    },
  });

/** Who has said no to a topic by entries that the database lacks. */
interface MissingRefusals {
  /** When the newest «no» for a digest was written, RFC 3339. */
  readonly byDigest: ReadonlyMap<string, string>;
  /** People whose entries name no address. */
  readonly people: ReadonlySet<string>;
}

function refusalsIn(entries: readonly StoredEntry[], topic: string): MissingRefusals {
  const byDigest = new Map<string, string>();
  const people = new Set<string>();
  for (const entry of entries) {
    if (!refusedTopics(entry).includes(topic)) continue;
    const { userId, addresses = [], writtenAt } = entry;
    if (addresses.length === 0) people.add(userId);
    for (const { digest } of addresses)
      if ((byDigest.get(digest) ?? '') < writtenAt) byDigest.set(digest, writtenAt);
  }
  return { byDigest, people };
}

/**
 * The letter gate on PostgreSQL. Before each answer it asks for the keys that the database was written with and for the decisions of
 * the second place that the database lacks: without either it permits nothing.
 */
export function postgresGate({ pool, keys, ledgerFolder, publicUrl, log }: LetterGateParts): LetterGate {
  const pending = ledgerFolder === undefined ? undefined : pendingDecisions(pool, ledgerFolder);

  /** The decisions that the database lacks. @throws Problem `maintenance` when they, or a key, are not to be had */
  async function requireDecisions(): Promise<readonly StoredEntry[]> {
    if (pending === undefined || publicUrl === undefined) {
      log.error(
        `${pending === undefined ? 'LEDGER_DIR' : 'PUBLIC_URL'} is not set: the letter gate is closed`,
      );
      throw unavailable();
    }
    try {
      await requireKnownKeys(pool, keys);
      return await pending.read();
    } catch (thrown) {
      log.error(errorFields(thrown), 'the letter gate is closed');
      throw unavailable();
    }
  }

  /** Does what needs the database. @throws Problem `maintenance` when it does not answer */
  async function reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (!isUnavailable(thrown)) throw thrown;
      log.error(errorFields(thrown), 'the letter gate is closed');
      throw unavailable();
    }
  }

  async function recipientsAt(
    topic: string,
    mailboxes: readonly string[],
  ): Promise<Map<string, Recipient[]>> {
    const { rows } = await pool.query<FoundRecipient>(
      'select person_id, email, is_customer, consent, objects, state from privacy.recipients_at($1, $2)',
      [[...new Set(mailboxes.flatMap(formsOf))], topic],
    );
    const found = new Map<string, Recipient[]>();
    for (const { person_id: userId, email, is_customer: isCustomer, consent, objects, state } of rows) {
      const mailbox = normalAddress(email);
      found.set(mailbox, [...(found.get(mailbox) ?? []), { userId, isCustomer, consent, objects, state }]);
    }
    return found;
  }

  return {
    linkOf: token => `${publicUrl}/unsubscribe/${token}`,

    factsOf: async (topic, addresses) => {
      const missing = refusalsIn(await requireDecisions(), topic);
      return reached(async () => {
        const texts = addresses.filter(isText);
        const digests = new Map(
          texts.map(address => [address, addressDigests(keys, address).map(({ digest }) => digest)]),
        );
        // People first: a «no» that is committed in between is among what was decided.
        const people = await recipientsAt(topic, texts.map(normalAddress));
        const { rows } = await pool.query<Decided>(
          'select digest, state, written_at from privacy.decided($1, $2)',
          [[...digests.values()].flat(), topic],
        );
        const decided = new Map(rows.map(row => [row.digest, row]));
        const isRefused = (digest: string): boolean => {
          const known = decided.get(digest);
          if (known?.state === 'no') return true;
          const pendingSince = missing.byDigest.get(digest);
          return (
            pendingSince !== undefined &&
            (known === undefined || known.written_at.toISOString() < pendingSince)
          );
        };
        return addresses.map((address): AddressFacts & { mailbox: string } => {
          if (!isText(address)) return { mailbox: address, people: [], suppressed: false };
          const mailbox = normalAddress(address);
          const own = people.get(mailbox) ?? [];
          const unnamed = own.some(({ userId }) => missing.people.has(userId));
          return {
            mailbox,
            people: own,
            suppressed: unnamed || (digests.get(address) ?? []).some(isRefused),
          };
        });
      });
    },

    noticeMembers: (account, kind) =>
      reached(async () => {
        const { rows } = await pool.query<{ person_id: string; email: string; role: Role; chosen: boolean }>(
          'select person_id, email, role, chosen from privacy.notice_members($1, $2)',
          [account, kind],
        );
        return rows.map(({ person_id: id, email: address, role, chosen }) => ({ id, role, address, chosen }));
      }),

    registerRefused: async (mailing, people) => {
      const emails = people.map(userId => {
        const id = `er-${randomUUID()}`;
        const body: EmailRow = { ...emailOf(mailing), id, userId, refused: true };
        return { id, person: userId, mailing: mailing.id, body };
      });
      await reached(() => pool.query('select privacy.register_refusals($1)', [JSON.stringify(emails)]));
    },

    register: async (mailing, recipients) => {
      const emails = recipients.flatMap(({ address, userId }) => {
        const [newest] = addressDigests(keys, address);
        if (newest === undefined) return [];
        const id = `em-${randomUUID()}`;
        const body: EmailRow = { ...emailOf(mailing), id, userId, sendBy: mailing.sendBy };
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        return [{ id, token, person: userId, topic: mailing.topic, ...newest, mailing: mailing.id, body }];
      });
      const { rows } = await reached(() =>
        pool.query<{ person_id: string; token: string }>(
          'select person_id, token from privacy.register_emails($1)',
          [JSON.stringify(emails)],
        ),
      );
      const tokens = new Map(rows.map(({ person_id, token }) => [person_id, token]));
      return recipients.map(({ userId }) => tokens.get(userId) ?? '');
    },
  };
}
