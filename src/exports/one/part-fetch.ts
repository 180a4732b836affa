import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { pause } from '../../api/transfer/pause.ts';
import { downloadPart } from '../../api/generated/ops/downloadPart.ts';
import type { Part } from '../queries.ts';

/** A part that is here, and whether its bytes are the ones our record names. */
export interface FetchedPart {
  blob: Blob;
  name: string;
  matches: boolean;
}

/** Bytes are handed to the browser's own keeping in pieces of this size. */
const PIECE = 8 * 1_048_576;
/** Pauses before a broken transfer is taken up again by itself. */
const AGAIN: readonly number[] = [1000, 2000, 4000];

/**
 * Fetches one part of an export and goes on where it broke off, by ranges; the checksum is counted as the bytes come.
 * `run` may be called again after a failure: what has come is kept.
 */
export class PartFetch {
  #pieces: Blob[] = [];
  #open: Uint8Array<ArrayBuffer>[] = [];
  #openBytes = 0;
  #hash = sha256.create();
  #etag = '';
  /** Whether what has come is put together from several answers. */
  #joined = false;
  /** Bytes that have come. */
  got = 0;
  readonly #api: Pick<Api, 'read'>;
  readonly #id: string;
  readonly #part: Part;
  readonly #pauses: readonly number[];

  constructor(api: Pick<Api, 'read'>, id: string, part: Part, pauses = AGAIN) {
    this.#api = api;
    this.#id = id;
    this.#part = part;
    this.#pauses = pauses;
  }

  #restart(): void {
    this.#pieces = [];
    this.#open = [];
    this.#openBytes = 0;
    this.#hash = sha256.create();
    this.#joined = false;
    this.got = 0;
  }

  #take(bytes: Uint8Array<ArrayBuffer>): void {
    this.#hash.update(bytes);
    this.#open.push(bytes);
    this.#openBytes += bytes.length;
    this.got += bytes.length;
    if (this.#openBytes < PIECE) return;
    this.#pieces.push(new Blob(this.#open));
    this.#open = [];
    this.#openBytes = 0;
  }

  async #once(progress: (got: number) => void, signal: AbortSignal): Promise<void> {
    // `If-Range` takes a strong tag alone (RFC 9110, 13.1.5). A tag that was weakened or dropped on its way is left out: the checksum of the whole decides whether the pieces belong together.
    const headers: Record<string, string> =
      this.got === 0
        ? {}
        : { Range: `bytes=${this.got}-`, ...(this.#etag.startsWith('"') ? { 'If-Range': this.#etag } : {}) };
    await this.#api.read(
      downloadPart,
      { path: { id: this.#id, n: this.#part.n }, headers },
      async response => {
        // The whole file instead of its rest: it is another file now, or ranges are not served.
        if (response.status !== 206) this.#restart();
        else if (!beginsAt(response.headers, this.got)) {
          this.#restart();
          await response.body?.cancel();
          throw new Failure('downloadPart', 'network');
        } else this.#joined = true;
        this.#etag = response.headers.get('ETag') ?? '';
        const reader = response.body?.getReader();
        for (;;) {
          const piece = await reader?.read();
          if (piece === undefined || piece.done) break;
          this.#take(piece.value);
          progress(this.got);
        }
        if (this.got < this.#part.size) throw new Failure('downloadPart', 'network');
      },
      signal,
    );
  }

  /** Fetches what is missing. @throws Failure when it breaks off for good; what has come stays */
  async run(progress: (got: number) => void, signal: AbortSignal): Promise<FetchedPart> {
    await this.#complete(progress, signal);
    if (this.#joined && !this.#matches()) {
      // Pieces of two different files, where nothing on the way has said so: the whole is fetched in one go.
      this.#restart();
      await this.#complete(progress, signal);
    }
    const matches = this.#matches();
    const blob = new Blob([...this.#pieces, ...this.#open], { type: 'application/zip' });
    // Counted to the end: another run begins anew.
    this.#restart();
    return { blob, name: this.#part.fileName, matches };
  }

  #matches(): boolean {
    const { size, sha256: digest } = this.#part;
    return this.got === size && bytesToHex(this.#hash.clone().digest()) === digest;
  }

  async #complete(progress: (got: number) => void, signal: AbortSignal): Promise<void> {
    let furthest = this.got;
    for (let attempt = 0; this.got < this.#part.size || attempt === 0; attempt += 1) {
      const before = this.got;
      try {
        await this.#once(progress, signal);
        break;
      } catch (error) {
        if (signal.aborted) throw error;
        if (error instanceof Failure && error.kind === 'range' && before > 0) {
          // Nothing lies behind what has come: it is of a longer file.
          this.#restart();
          continue;
        }
        // Bytes that came are a reason to try again; a refusal is none.
        const broken = error instanceof Failure && (error.kind === 'network' || error.kind === 'timeout');
        if (this.got > furthest) attempt = 0;
        furthest = Math.max(furthest, this.got);
        const wait = this.#pauses[attempt];
        if (!broken || wait === undefined) throw error;
        await pause(wait, signal);
        signal.throwIfAborted();
      }
    }
  }
}

/** Whether a piece begins where it was asked to; without such a header the checksum decides. */
function beginsAt(headers: Headers, start: number): boolean {
  const place = /^\s*bytes\s+(\d+)-/i.exec(headers.get('Content-Range') ?? '');
  return place === null || Number(place[1]) === start;
}
