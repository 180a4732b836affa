import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as sendRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { createMockServer } from '../../mocks/http.ts';

/** What a proxy does to headers on their way; what it drops is named in lower case. */
export interface Treatment {
  etag?: (tag: string) => string;
  /** Compresses whatever is compressible in its eyes: everything. */
  gzip?: boolean;
  answers?: readonly string[];
  requests?: readonly string[];
}

/** Proxies of ours, from harmless to hostile. */
export const TREATMENTS = {
  plain: {},
  weakening: { etag: (tag: string) => `W/${tag}`, gzip: true },
  extending: { etag: (tag: string) => tag.replace(/"$/, '-gzip"'), gzip: true },
  dropping: {
    answers: [
      'etag',
      'upload-offset',
      'repr-digest',
      'content-disposition',
      'content-range',
      'content-length',
      'content-language',
      'accept-ranges',
      'cache-control',
      'retry-after',
      'location',
      'vary',
      'x-request-id',
    ],
    requests: ['if-match', 'if-range', 'upload-offset', 'last-event-id', 'accept-encoding'],
  },
} satisfies Record<string, Treatment>;

/** One request as it arrived at the server, and how it was answered. */
export interface Passed {
  method: string;
  path: string;
  status: number;
}

/** The mock behind proxies, and a page of a host with the built module at each of them. */
export interface Proxies {
  /** The origin of a proxy of ours; `plain` changes nothing. */
  origin: string;
  /** The mock itself. */
  direct: string;
  /** What a session has asked, in order. */
  passed(session: string): readonly Passed[];
  /** Cuts the next download of a session in the middle. */
  cut(session: string): void;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const HOST = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Кабинет</title><link rel="icon" href="data:,">
<script type="module" src="/activecloud-privacy.js"></script></head><body></body></html>`;

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Starts the mock and the proxies of ours before it: `/line/<treatment>/<persona>-<session>/api/…`. */
export async function startProxies(built = 'dist'): Promise<Proxies> {
  const mock = createMockServer();
  const passed = new Map<string, Passed[]>();
  const cuts = new Set<string>();

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const [, name = '', session = '', path = '/'] =
      /^\/line\/([^/]+)\/([^/]+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const treatment: Treatment = TREATMENTS[name as keyof typeof TREATMENTS] ?? {};
    const headers: IncomingHttpHeaders = {
      ...incoming.headers,
      'x-mock-session': session,
      'x-mock-persona': session.split('-')[0],
    };
    for (const header of treatment.requests ?? []) delete headers[header];
    const onward = sendRequest(`${originOf(mock)}${path}`, { method: incoming.method, headers }, answer => {
      const status = answer.statusCode ?? 500;
      passed.set(session, [...(passed.get(session) ?? []), { method: incoming.method ?? '', path, status }]);
      const given = { ...answer.headers };
      for (const header of treatment.answers ?? []) delete given[header];
      if (treatment.etag && given.etag !== undefined) given.etag = treatment.etag(given.etag);
      const compressed =
        treatment.gzip === true &&
        status === 200 &&
        incoming.method !== 'HEAD' &&
        given['content-type'] !== 'text/event-stream';
      if (compressed) {
        delete given['content-length'];
        delete given['accept-ranges'];
        given['content-encoding'] = 'gzip';
      }
      outgoing.writeHead(status, given);
      if (/\/parts\/\d+$/.test(path) && incoming.method === 'GET' && cuts.delete(session)) {
        // Half of it comes, and the line breaks.
        let left = Math.floor(Number(answer.headers['content-length'] ?? 0) / 2);
        answer.on('data', (bytes: Buffer) => {
          if (left <= 0) return;
          const piece = bytes.subarray(0, left);
          left -= piece.length;
          outgoing.write(piece, () => {
            if (left <= 0) outgoing.destroy();
          });
        });
        return;
      }
      (compressed ? answer.pipe(createGzip()) : answer).pipe(outgoing);
    });
    outgoing.on('close', () => onward.destroy());
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/line/')) return forward(incoming, outgoing);
    if (path === '/') return void outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(HOST);
    const file = join(built, path);
    if (!existsSync(file)) return void outgoing.writeHead(404).end();
    outgoing
      .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(readFileSync(file));
  });
  for (const server of [mock, proxy]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return {
    origin: originOf(proxy),
    direct: originOf(mock),
    passed: session => passed.get(session) ?? [],
    cut: session => void cuts.add(session),
    stop: async () => {
      for (const server of [proxy, mock]) {
        server.closeAllConnections();
        server.close();
      }
      await Promise.resolve();
    },
  };
}

/** Where nginx is installed. */
export const NGINX = [
  '/usr/sbin/nginx',
  '/usr/bin/nginx',
  '/usr/local/sbin/nginx',
  '/opt/homebrew/bin/nginx',
].find(existsSync);

/** A port that is free now. */
async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

/**
 * Starts an nginx that is set up without a thought of us: everything compressed, answers buffered.
 * @param before the server it stands before
 */
export async function startNginx(before: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path ${folder}/${name};`)
    .join('\n  ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  ${temporary}
  access_log off;
  gzip on;
  gzip_types *;
  gzip_proxied any;
  gzip_min_length 1;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass ${before}; }
  }
}
`,
  );
  const child = spawn(NGINX ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  const began = Date.now();
  for (;;) {
    const up = await fetch(origin).then(
      answer => answer.ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || Date.now() - began > 10_000)
      throw new Error(`nginx does not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
    await new Promise(resolve => setImmediate(resolve));
  }
  return {
    origin,
    stop: async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
