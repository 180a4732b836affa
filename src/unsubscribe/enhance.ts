// The script of the page behind the link of an email. The HTML answer of {api-base}/unsubscribe/{token} works without
// it; the script acts without a reload and announces what happened. It shares its API calls and texts with the route of
// the module. It does not use React, because the page is opened from an email, often on a slow phone.
import en from './texts.json?locale=en';
import ru from './texts.json?locale=ru';
import { safeHref } from '../ui/base/safe-href.ts';
import {
  createUnsubscribeClient,
  outcomeOf,
  type LinkResult,
  type LinkState,
  type LinkAction,
} from './unsubscribe-client.ts';

const locale = document.documentElement.lang.startsWith('en') ? 'en' : 'ru';
const texts: Readonly<Record<string, unknown>> = locale === 'en' ? en : ru;

/**
 * A text of the slice. The build compiles it to a string, or to an array of strings and names of values
 * (src/i18n/message.ts).
 */
function t(key: string, values: Readonly<Record<string, string>> = {}): string {
  const message = texts[`unsubscribe:${key}`];
  const parts = Array.isArray(message) ? (message as unknown[]) : [message];
  return parts.map(part => (Array.isArray(part) ? (values[String(part[0])] ?? '') : String(part))).join('');
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children);
  return created;
}

const dateFormat = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Moscow',
});

/**
 * The API base and the token: from the address of the page, `{api-base}/unsubscribe/{token}`, or from attributes that
 * the test page sets.
 */
function linkOf(main: HTMLElement): { base: string; token: string } | undefined {
  const { apiBase, token: givenToken } = main.dataset;
  if (apiBase !== undefined && givenToken !== undefined) return { base: apiBase, token: givenToken };
  const [, base, token] = /^(.*)\/unsubscribe\/([^/]+)\/?(?:undo)?$/.exec(location.pathname) ?? [];
  return base === undefined || token === undefined ? undefined : { base, token: decodeURIComponent(token) };
}

const main = document.querySelector<HTMLElement>('main');
const address = main === null ? undefined : linkOf(main);

if (main !== null && address !== undefined) {
  const client = createUnsubscribeClient({ ...address, locale });
  const status = element('p', { role: 'status' });
  let busy = false;

  /** Performs an action; without one it loads the subscription. */
  const submit = async (action?: LinkAction): Promise<void> => {
    if (busy) return;
    busy = true;
    for (const button of main.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
    status.textContent = typeof action === 'object' ? t('busy') : '';
    const answer = await (action === undefined
      ? client.load()
      : action === 'undo'
        ? client.undo()
        : client.stop(action.stop));
    busy = false;
    if (answer.kind === 'page') show(answer.page, action);
    else if (answer.kind === 'unknown') showUnknown();
    else fail(answer);
  };

  const button = (label: string, action: LinkAction): HTMLButtonElement =>
    element('button', { type: 'button', textContent: label, onclick: () => void submit(action) });

  const heading = (text: string): HTMLElement => element('h1', { tabIndex: -1, textContent: text });

  const account = (url: string): HTMLElement =>
    element('p', {}, `${t('account')} `, element('a', { href: url, textContent: t('account.go') }));

  const fail = (answer: Exclude<LinkResult, { kind: 'page' }>): void => {
    for (const one of main.querySelectorAll('button')) one.removeAttribute('aria-disabled');
    status.textContent =
      answer.kind === 'too-late'
        ? t('tooLate')
        : `${t('failed.action')}${answer.kind === 'failed' && answer.requestId !== undefined ? ` ${t('requestId')} ${answer.requestId}` : ''}`;
    if (!status.isConnected) main.append(status);
  };

  const replace = (...parts: Node[]): void => {
    main.replaceChildren(...parts, status);
    main.querySelector('h1')?.focus();
  };

  const showUnknown = (): void => {
    status.textContent = '';
    replace(heading(t('unknown')), element('p', { textContent: t('unknown.text') }), account('/mailings'));
  };

  const show = (page: LinkState, action?: LinkAction): void => {
    const on = page.state === 'on';
    const { topicLabel: own } = page;
    const outcome = action === undefined ? undefined : outcomeOf(action, page);
    const stopped = outcome?.kind === 'stopped' ? outcome : undefined;
    const elsewhere = stopped?.elsewhere === true;
    const stoppedTopics = (stopped?.labels ?? []).map(label => t('quoted', { topic: label })).join(', ');
    const others = page.topics.filter(({ topic, state }) => topic !== page.topic && state === 'on');
    const since =
      page.offSince === undefined
        ? ''
        : `${t('since', { at: dateFormat.format(new Date(page.offSince)) })}${page.offBy === undefined ? '' : ` (${page.offBy})`}.`;
    status.textContent =
      outcome === undefined
        ? ''
        : stopped === undefined
          ? t('said.undone')
          : t(stopped.all ? 'said.all' : 'said.stopped', { topics: stoppedTopics });
    document.title = elsewhere
      ? t('heading.elsewhere', { topics: stoppedTopics })
      : t(on ? 'heading.on' : 'heading.off', { topic: own });
    replace(
      heading(document.title),
      element(
        'p',
        {},
        `${t(elsewhere ? 'lead.elsewhere' : on ? 'lead.on' : 'lead.off')} `,
        element('bdi', { textContent: page.address }),
        `. ${elsewhere ? t('still', { topic: own }) : on ? page.why : since}`,
      ),
      ...(on
        ? [
            element(
              'p',
              {},
              button(elsewhere ? t('stop.too', { topic: own }) : t('stop'), { stop: [page.topic] }),
            ),
            ...(outcome === undefined ? [element('p', { textContent: t('nothing') })] : []),
          ]
        : []),
      ...(page.undoUntil === undefined
        ? []
        : [
            element(
              'p',
              {},
              button(t('undo'), 'undo'),
              ` ${t('undo.until', { at: dateFormat.format(new Date(page.undoUntil)) })}`,
            ),
          ]),
      ...(others.length === 0
        ? []
        : [
            element('h2', { textContent: t('others') }),
            element(
              'ul',
              {},
              ...others.map(({ topic, label }) =>
                element('li', {}, `${label} `, button(t('others.stop'), { stop: [topic] })),
              ),
            ),
            element('p', {}, button(t('others.all'), { stop: ['all'] })),
          ]),
      account(safeHref(page.accountUrl) ?? '/mailings'),
    );
  };

  // The test page is empty; the page of the server already shows the subscription.
  if (main.childElementCount === 0) void submit();
  main.addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (form.action.endsWith('/undo')) {
      void submit('undo');
      return;
    }
    const sent = new FormData(form, event.submitter);
    const topics = sent.getAll('topic').filter(topic => typeof topic === 'string');
    if (topics.length > 0) void submit({ stop: topics });
  });
}
