import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { pause } from '../../api/pause.ts';
import { downloadPart } from '../../api/generated/ops/downloadPart.ts';
import { nameOf } from '../../shell/save-file.ts';
import type { Part } from '../asks.ts';

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
  #name = '';
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
    const headers: Record<string, string> =
      this.got === 0 ? {} : { Range: `bytes=${this.got}-`, 'If-Range': this.#etag };
    await this.#api.read(
      downloadPart,
      { path: { id: this.#id, n: this.#part.n }, headers },
      async response => {
        // The whole file instead of its rest: it is another file now, or ranges are not served.
        if (response.status !== 206) this.#restart();
        this.#etag = response.headers.get('ETag') ?? '';
        this.#name = nameOf(response.headers) || this.#part.fileName;
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
    for (let attempt = 0; this.got < this.#part.size || attempt === 0; attempt += 1) {
      const before = this.got;
      try {
        await this.#once(progress, signal);
        break;
      } catch (error) {
        if (signal.aborted) throw error;
        // Bytes that came are a reason to try again; a refusal is none.
        const broken = error instanceof Failure && (error.kind === 'network' || error.kind === 'timeout');
        if (this.got > before) attempt = 0;
        const wait = this.#pauses[attempt];
        if (!broken || wait === undefined) throw error;
        await pause(wait, signal);
        signal.throwIfAborted();
      }
    }
    const matches = this.got === this.#part.size && bytesToHex(this.#hash.digest()) === this.#part.sha256;
    const blob = new Blob([...this.#pieces, ...this.#open], { type: 'application/zip' });
    // Counted to the end: another run begins anew.
    this.#restart();
    return { blob, name: this.#name, matches };
  }
}
