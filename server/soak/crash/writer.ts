import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DOCUMENTS, TOPICS } from '../../../core/policy/tables.ts';

/** What was acknowledged to a writer: each of it has to be there, once. */
export interface Acknowledged {
  readonly person: string;
  /** Requests with the status of the last answer. */
  readonly requests: Map<string, string>;
  /** Copies with the status of the last answer. */
  readonly exports: Map<string, string>;
  /** Files that arrived whole, with their SHA-256. */
  readonly files: Map<string, string>;
  /** Calls with a key whose answer is kept. */
  keyed: number;
  consentsGiven: number;
  consentsWithdrawn: number;
  switchedOn: number;
  switchedOff: number;
}

/** How a writer sends. */
export interface Sender {
  readonly base: string;
  headers(person: string): Promise<Record<string, string>>;
}

/** A customer who writes again and again. */
export interface Writer {
  readonly acknowledged: Acknowledged;
  /** Answers that no repetition should get. */
  readonly faults: string[];
  /** Resolves when nothing is on its way; `resume` lets it go on. */
  pause(): Promise<void>;
  resume(): void;
  /** Resolves when the round that is going on has ended; no other is begun. */
  finish(): Promise<void>;
  stop(): Promise<void>;
}

const TRY_MS = 8000;
const AGAIN_MS = 60;
/** The topic that writers switch. */
export const TOPIC = TOPICS[0]?.id ?? '';
const CONSENT = DOCUMENTS.find(({ purpose, inForce }) => purpose === 'advertising' && inForce);

interface Sent {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly bytes: Buffer;
  readonly headers: Headers;
}

const hexOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
class Stopped extends Error {}

/** Starts a writer. @param name of the person as the directory has it */
export function startWriter(sender: Sender, person: string, name: string): Writer {
  const acknowledged: Acknowledged = {
    person,
    requests: new Map(),
    exports: new Map(),
    files: new Map(),
    keyed: 0,
    consentsGiven: 0,
    consentsWithdrawn: 0,
    switchedOn: 0,
    switchedOff: 0,
  };
  const faults: string[] = [];
  let stopping = false;
  let finishing = false;
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  let isIdle = (): void => undefined;

  /** Between two calls: here a pause holds the writer. */
  async function between(): Promise<void> {
    if (stopping) throw new Stopped();
    if (gate === undefined) return;
    isIdle();
    await gate.opened;
    if (stopping) throw new Stopped();
  }

  /** Repeats a call until it is answered; a call with a key carries the same key each time. */
  async function call(
    method: string,
    path: string,
    {
      json,
      bytes,
      headers = {},
      keyed = false,
    }: { json?: unknown; bytes?: Uint8Array<ArrayBuffer>; headers?: Record<string, string>; keyed?: boolean },
    due: readonly number[],
  ): Promise<Sent> {
    await between();
    const key = keyed ? { 'Idempotency-Key': randomUUID() } : {};
    const content = json === undefined ? bytes : JSON.stringify(json);
    const type = json === undefined ? 'application/offset+octet-stream' : 'application/json';
    for (;;) {
      try {
        const response = await fetch(`${sender.base}${path}`, {
          method,
          headers: {
            ...(await sender.headers(person)),
            ...key,
            ...(content === undefined ? {} : { 'Content-Type': type }),
            ...headers,
          },
          ...(content === undefined ? {} : { body: content }),
          signal: AbortSignal.timeout(TRY_MS),
        });
        const answer = Buffer.from(await response.arrayBuffer());
        if (response.status < 500) {
          const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
          const body = (isJson ? JSON.parse(answer.toString()) : {}) as Record<string, unknown>;
          if (!due.includes(response.status))
            faults.push(`${method} ${path}: ${response.status} ${answer.toString().slice(0, 300)}`);
          else if (keyed && response.status < 300) acknowledged.keyed += 1;
          return { status: response.status, body, bytes: answer, headers: response.headers };
        }
      } catch {
        // The server is gone, or its answer was lost: the same is sent again.
      }
      await sleep(AGAIN_MS);
    }
  }

  async function mailings(): Promise<void> {
    const given = await call(
      'POST',
      '/consents',
      {
        json: { purpose: 'advertising', version: CONSENT?.version, fullName: name, form: 'electronic' },
        keyed: true,
      },
      [201],
    );
    acknowledged.consentsGiven += 1;
    await call('PUT', `/mailings/subscriptions/${TOPIC}`, { json: { state: 'on' } }, [200]);
    acknowledged.switchedOn += 1;
    await call('POST', '/mailings/unsubscribe-all', { keyed: true }, [200]);
    acknowledged.switchedOff += 1;
    await call('POST', `/consents/${String(given.body['id'])}/withdraw`, { keyed: true }, [200]);
    acknowledged.consentsWithdrawn += 1;
  }

  /** Sends the chunks of a file; where it goes on is asked for after each failure. */
  async function upload(requestId: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const announced = { name: 'a.txt', size: content.length, sha256: hexOf(content) };
    const made = await call(
      'POST',
      `/requests/${requestId}/attachments`,
      { json: announced, keyed: true },
      [201],
    );
    const path = `/requests/${requestId}/attachments/${String(made.body['id'])}`;
    for (;;) {
      const head = await call('HEAD', path, {}, [200]);
      const offset = Number(head.headers.get('Upload-Offset'));
      if (offset >= content.length || head.status !== 200) break;
      const bytes = content.subarray(offset, offset + Math.ceil(content.length / 3));
      // 409: the chunk of an earlier try has arrived, though its answer was lost.
      await call('PATCH', path, { bytes, headers: { 'Upload-Offset': String(offset) } }, [200, 409]);
    }
    acknowledged.files.set(String(made.body['id']), announced.sha256);
  }

  async function request(round: number): Promise<void> {
    const json = {
      kind: 'complaint',
      scope: 'person',
      details: { about: `Round ${round}.`, to: 'controller' },
    };
    const made = await call('POST', '/requests', { json, keyed: true }, [201]);
    const id = String(made.body['id']);
    const note = (sent: Sent): void => {
      if (typeof sent.body['status'] === 'string' && sent.status < 300)
        acknowledged.requests.set(id, sent.body['status']);
    };
    note(made);
    const etag = String(made.body['etag']);
    // 412: the draft of an earlier try was saved, though its answer was lost.
    await call('PATCH', `/requests/${id}`, { json: { step: 'review', etag } }, [200, 412]);
    await upload(id, new TextEncoder().encode(`A file of round ${round} of ${person}. `.repeat(40)));
    note(await call('POST', `/requests/${id}/submit`, { json: {}, keyed: true }, [200]));
    note(
      await call(
        'POST',
        `/requests/${id}/messages`,
        { json: { text: `Round ${round}.` }, keyed: true },
        [201],
      ),
    );
    note(await call('POST', `/requests/${id}/withdraw`, { json: {}, keyed: true }, [200]));
  }

  async function copy(): Promise<void> {
    const spec = {
      scope: 'person',
      categories: ['services'],
      formats: ['json', 'csv'],
      language: 'ru',
      includeAttachments: false,
      includeCorrespondence: false,
    };
    const made = await call('POST', '/exports', { json: spec, keyed: true }, [201]);
    const id = String(made.body['id']);
    acknowledged.exports.set(id, String(made.body['status']));
    for (;;) {
      const { body } = await call('GET', `/exports/${id}`, {}, [200]);
      acknowledged.exports.set(id, String(body['status']));
      if (body['status'] === 'ready') break;
      if (body['status'] === 'failed' || body['status'] === 'partly_ready') {
        // A source that PostgreSQL's death took away makes a copy without it, which the customer collects again.
        await call('POST', `/exports/${id}/retry`, { keyed: true }, [200, 409]);
      }
      await sleep(150);
    }
    const part = await call('GET', `/exports/${id}/parts/1`, {}, [200]);
    const { body } = await call('GET', `/exports/${id}`, {}, [200]);
    const [known] = (body['parts'] ?? []) as { sha256: string }[];
    if (part.status === 200 && known?.sha256 !== hexOf(part.bytes))
      faults.push(`the part of ${id} is not what was packed`);
    // 409: an earlier try has revoked it, though its answer was lost.
    await call('DELETE', `/exports/${id}`, {}, [200, 409]);
    acknowledged.exports.set(id, 'revoked');
  }

  async function write(): Promise<void> {
    try {
      // oxlint-disable-next-line no-unmodified-loop-condition -- `finish` sets it
      for (let round = 1; !finishing; round += 1) {
        await mailings();
        await request(round);
        await copy();
      }
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
    }
  }

  const done = write();
  return {
    acknowledged,
    faults,
    pause: () =>
      new Promise(resolve => {
        if (finishing) resolve();
        let open = (): void => undefined;
        const opened = new Promise<void>(release => {
          open = release;
        });
        gate = { opened, open };
        isIdle = resolve;
      }),
    resume: () => {
      gate?.open();
      gate = undefined;
    },
    finish: () => {
      finishing = true;
      return done;
    },
    stop: async () => {
      stopping = true;
      gate?.open();
      await done;
    },
  };
}
