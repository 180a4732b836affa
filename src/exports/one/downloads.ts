import { useEffect, useMemo, useRef, useState } from 'react';
import { urlOf } from '../../api/client.ts';
import { Failure, type ProblemsByStatus } from '../../api/errors.ts';
import { createPartLink } from '../../api/generated/ops/createPartLink.ts';
import { downloadPart } from '../../api/generated/ops/downloadPart.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import type { Operation } from '../../api/operation.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { pause } from '../../api/transfer/pause.ts';
import { isOutdated } from '../../api/transfer/write-failures.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import type { Runtime } from '../../shell/frame/module-runtime.ts';
import { saveFile } from '../../shell/kit/save-file.ts';
import { type Export, exportQuery, type Part } from '../queries.ts';
import type { PartFetch } from './part-fetch.ts';

/** How it stands with one part. */
export type Download =
  | { kind: 'idle' }
  | { kind: 'asking' }
  /** The browser has it now, in its own list of downloads. */
  | { kind: 'handed' }
  | { kind: 'coming'; got: number }
  | { kind: 'broken'; got: number; failure: Failure }
  | { kind: 'saved' }
  /** It came, and is not what our record names. */
  | { kind: 'damaged' };

/** Downloads of the parts of one export. */
export interface Downloads {
  of(n: number): Download;
  /** True once the browser has it, or it is saved. */
  start(part: Part): Promise<boolean>;
  cancel(n: number): void;
}

/** Lets the browser fetch an address as a file, beside the page. `name`: for an answer that has lost its own on the way. */
function follow(url: string, name: string): void {
  const address = new URL(url, location.href);
  if (!/^https?:$/.test(address.protocol)) throw new TypeError('not an address of a file');
  const link = document.createElement('a');
  link.href = address.href;
  link.download = name;
  // What it refuses elsewhere must not replace the host's page.
  if (address.origin !== location.origin) link.target = '_blank';
  link.rel = 'noopener';
  link.click();
}

/** The status and the headers of a part, without its bytes. HEAD is answered wherever GET is (RFC 9110, 9.3.2). */
const headPart: Operation<'downloadPart'> = { ...downloadPart, method: 'head' };

/** What a status of a part means: an answer to HEAD has no body to say it. */
const PROBLEMS: ProblemsByStatus = {
  403: 'step-up-required',
  404: 'not-found',
  410: 'gone',
  500: 'internal',
  503: 'maintenance',
};

/**
 * The address the browser can fetch a part by. With a cookie it is the part's own, so the server is asked first whether
 * the browser would get it; with a bearer it is a link of ten minutes.
 * @throws Failure
 */
async function downloadAddressOf(
  { api, host }: Runtime,
  id: string,
  part: Part,
  signal: AbortSignal,
): Promise<string> {
  const { apiBase, auth } = host.get();
  const input = { path: { id, n: part.n } };
  if (auth === 'bearer') {
    const { url } = await api.call(createPartLink, { ...input, key: newKey() }, signal);
    return new URL(url, new URL(apiBase, location.href)).href;
  }
  await api.read(headPart, { ...input, problems: PROBLEMS }, () => Promise.resolve(), signal);
  return urlOf(apiBase, downloadPart, input);
}

/** Milliseconds between looks for a download that the browser does by itself: the page sees nothing of it. */
const RECORDING_WAITS_MS = [1000, 2000, 4000];

/** Reads the export again until the server has written down one more download of it than was known. */
async function followRecording(runtime: Runtime, id: string, signal: AbortSignal) {
  const { client, invalidate } = runtime;
  const { queryKey } = exportQuery(runtime, id);
  const recorded = () => client.getQueryData<Export>(queryKey)?.downloads.length ?? 0;
  const before = recorded();
  for (const wait of RECORDING_WAITS_MS) {
    await pause(wait, signal);
    if (signal.aborted || recorded() > before) return;
    await invalidate(getExport);
  }
}

/**
 * Downloads of the parts of an export. One function knows both ways: the browser's own download, and bytes the page
 * fetches, checks and hands over where the host's API is reached by `fetch` alone.
 */
export function useDownloads(id: string): Downloads {
  const runtime = useRuntime();
  const [states, setStates] = useState<ReadonlyMap<number, Download>>(new Map());
  const fetches = useRef(new Map<number, PartFetch>());
  const ends = useRef(new Map<number, AbortController>());
  const page = useRef(new AbortController());
  useEffect(() => {
    const running = ends.current;
    const left = new AbortController();
    page.current = left;
    return () => {
      left.abort();
      for (const end of running.values()) end.abort();
    };
  }, []);
  return useMemo(() => {
    const set = (n: number, state: Download) => setStates(before => new Map(before).set(n, state));

    async function byLink(part: Part, signal: AbortSignal): Promise<void> {
      const address = await downloadAddressOf(runtime, id, part, signal);
      // It may have been called off while the customer was asked who they are.
      signal.throwIfAborted();
      follow(address, part.fileName);
      set(part.n, { kind: 'handed' });
      void followRecording(runtime, id, page.current.signal);
    }

    async function byFetch(part: Part, signal: AbortSignal): Promise<void> {
      const { PartFetch: Fetch } = await import('./part-fetch.ts');
      const fetching = fetches.current.get(part.n) ?? new Fetch(runtime.api, id, part);
      fetches.current.set(part.n, fetching);
      let shown = 0;
      set(part.n, { kind: 'coming', got: fetching.got });
      const { blob, name, matches } = await fetching.run(got => {
        // A line that changes a hundred times a second says no more than one that changes ten times.
        const at = performance.now();
        if (at - shown < 100) return;
        shown = at;
        set(part.n, { kind: 'coming', got });
      }, signal);
      if (matches) saveFile(blob, name);
      set(part.n, { kind: matches ? 'saved' : 'damaged' });
      void runtime.invalidate(getExport);
    }

    return {
      of: n => states.get(n) ?? { kind: 'idle' },
      start: async part => {
        if (ends.current.has(part.n)) return false;
        const end = new AbortController();
        ends.current.set(part.n, end);
        set(part.n, { kind: 'asking' });
        try {
          if (runtime.host.get().downloads === 'fetch') await byFetch(part, end.signal);
          else await byLink(part, end.signal);
          return true;
        } catch (error) {
          if (end.signal.aborted) return false;
          // What is no failure of the server's is code that did not come, or an address that is none.
          const failure =
            error instanceof Failure ? error : new Failure(downloadPart.id, 'network', { cause: error });
          set(part.n, { kind: 'broken', got: fetches.current.get(part.n)?.got ?? 0, failure });
          if (isOutdated(failure)) void runtime.invalidate(getExport);
          return false;
        } finally {
          if (ends.current.get(part.n) === end) ends.current.delete(part.n);
        }
      },
      cancel: n => {
        ends.current.get(n)?.abort();
        // At once, whatever it waits for: a dialog, or a pause before another try.
        ends.current.delete(n);
        fetches.current.delete(n);
        set(n, { kind: 'idle' });
      },
    };
  }, [runtime, id, states]);
}
