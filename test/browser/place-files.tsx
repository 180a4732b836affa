import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { type As, createBackend, createFetch, type MockBackend } from '../../mocks/backend.ts';
import { LanguageProvider } from '../../src/i18n/react.tsx';
import type { Locale } from '../../src/i18n/locale.ts';
import type { TextLoaders } from '../../src/i18n/texts.ts';
import { Files } from '../../src/requests/files/Files.tsx';
import type { Attachment } from '../../src/requests/files/upload-state.ts';
import { RuntimeContext } from '../../src/shell/frame/runtime-context.tsx';
import { sessionQuery } from '../../src/shell/frame/queries.ts';
import { createRuntime } from '../../src/shell/frame/module-runtime.ts';
import { adoptSheet, StyleRoot } from '../../src/ui/base/sheets.ts';
import css from '../../src/ui/base/ui.css?inline';
import { until } from './place.ts';
import { chooseFiles } from './user.ts';

const TEXTS: readonly TextLoaders[] = [
  {
    ru: () => import('../../src/shell/texts.json?locale=ru'),
    en: () => import('../../src/shell/texts.json?locale=en'),
  },
  {
    ru: () => import('../../src/shell/failure/texts.json?locale=ru'),
    en: () => import('../../src/shell/failure/texts.json?locale=en'),
  },
  {
    ru: () => import('../../src/requests/files/texts.json?locale=ru'),
    en: () => import('../../src/requests/files/texts.json?locale=en'),
  },
];

/** What left the page: a method, an address, and the bytes of the body. */
export interface Sent {
  method: string;
  path: string;
  body: Uint8Array<ArrayBuffer>;
}

/** The files of a request on a page of their own, over the real client and the mock. */
export interface PlacedFiles {
  element: HTMLElement;
  root: ShadowRoot;
  backend: MockBackend;
  sent: Sent[];
  /** The last notification of the page. */
  reported: { ready: readonly Attachment[]; busy: boolean };
  choose(...files: File[]): void;
  unmount(): void;
}

const bytesOf = async (body: BodyInit | null | undefined): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(body ?? null).arrayBuffer());

/** Mounts `Files` for a draft of the owner. */
export async function placeFiles({
  width = 600,
  locale = 'ru',
  theme = 'light',
  as = { persona: 'owner' },
  known = [],
  fault = answer => answer(),
}: {
  width?: number;
  locale?: Locale;
  theme?: 'light' | 'dark';
  as?: As;
  known?: readonly Attachment[];
  fault?: (answer: () => Promise<Response>, sent: Sent) => Promise<Response>;
} = {}): Promise<PlacedFiles> {
  const backend = createBackend({
    onContractBreak: (id, errors) => {
      throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
    },
  });
  const answer = createFetch(backend, as);
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    // As a browser does: what was aborted before it left does not leave.
    init.signal?.throwIfAborted();
    const one: Sent = { method: init.method ?? 'GET', path: input, body: new Uint8Array() };
    sent.push(one);
    one.body = await bytesOf(init.body);
    return fault(async () => {
      init.signal?.throwIfAborted();
      return answer(new URL(input, 'http://mock.invalid'), init);
    }, one);
  });
  const runtime = createRuntime({ locale }, () => undefined);
  await Promise.all([
    runtime.client.ensureQueryData(sessionQuery(runtime)),
    ...TEXTS.map(one => runtime.texts.load(locale, one)),
  ]);

  const element = document.createElement('div');
  element.style.width = `${width}px`;
  document.body.append(element);
  const root = element.attachShadow({ mode: 'open' });
  adoptSheet(root, css);
  const container = document.createElement('div');
  container.className = 'pc';
  container.dataset['theme'] = theme;
  container.lang = locale;
  root.append(container);
  const react = createRoot(container);
  const reported: PlacedFiles['reported'] = { ready: [], busy: false };
  react.render(
    <StrictMode>
      <RuntimeContext value={runtime}>
        <QueryClientProvider client={runtime.client}>
          <LanguageProvider locale={locale} catalogue={runtime.texts.catalogue(locale)}>
            <StyleRoot value={root}>
              <div style={{ padding: 16 }}>
                <Files
                  requestId="rq-draft-3"
                  request={() => Promise.resolve({ id: 'rq-draft-3' })}
                  known={known}
                  onChange={(ready, busy) => Object.assign(reported, { ready, busy })}
                />
              </div>
            </StyleRoot>
          </LanguageProvider>
        </QueryClientProvider>
      </RuntimeContext>
    </StrictMode>,
  );
  let mounted = true;
  const unmount = () => {
    if (mounted) react.unmount();
    mounted = false;
    runtime.close();
  };
  onTestFinished(unmount);
  await until(() => root.querySelector('input[type="file"]') !== null);
  return {
    element,
    root,
    backend,
    sent,
    reported,
    choose: (...files) => chooseFiles(element, ...files),
    unmount,
  };
}
