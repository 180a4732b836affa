// The script of the letter's page: the HTML answer of {api-base}/unsubscribe/{token} is whole without it. It acts in
// place instead of loading a page again, says what happened, and shares its way to the server and its words with the
// module's own route. No React: it opens from a letter, on a slow phone.
import en from './texts.json?locale=en';
import ru from './texts.json?locale=ru';
import { safeHref } from '../ui/base/safe-href.ts';
import { createLetter, doneBy, type LetterAnswer, type LetterPage, type Press } from './letter.ts';

const locale = document.documentElement.lang.startsWith('en') ? 'en' : 'ru';
const words: Readonly<Record<string, unknown>> = locale === 'en' ? en : ru;

/** A text of the slice: what the build has made of it is a string, or strings and names of values in turn. */
function t(key: string, values: Readonly<Record<string, string>> = {}): string {
  const message = words[`unsubscribe:${key}`];
  const parts = Array.isArray(message) ? (message as unknown[]) : [message];
  return parts.map(part => (Array.isArray(part) ? (values[String(part[0])] ?? '') : String(part))).join('');
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const written = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Moscow',
});

/** The base and the token: of the page's own address `{api-base}/unsubscribe/{token}`, or as a harness names them. */
function linkOf(main: HTMLElement): { base: string; token: string } | undefined {
  const { apiBase, token: named } = main.dataset;
  if (apiBase !== undefined && named !== undefined) return { base: apiBase, token: named };
  const [, base, token] = /^(.*)\/unsubscribe\/([^/]+)\/?(?:undo)?$/.exec(location.pathname) ?? [];
  return base === undefined || token === undefined ? undefined : { base, token: decodeURIComponent(token) };
}

const main = document.querySelector<HTMLElement>('main');
const address = main === null ? undefined : linkOf(main);

if (main !== null && address !== undefined) {
  const letter = createLetter({ ...address, locale });
  const announced = element('p', { role: 'status' });
  let busy = false;

  /** Does what was pressed; without a press it only looks. */
  const act = async (press?: Press): Promise<void> => {
    if (busy) return;
    busy = true;
    for (const button of main.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
    announced.textContent = typeof press === 'object' ? t('busy') : '';
    const answer = await (press === undefined
      ? letter.look()
      : press === 'undo'
        ? letter.undo()
        : letter.stop(press.stop));
    busy = false;
    if (answer.kind === 'page') show(answer.page, press);
    else if (answer.kind === 'unknown') showDead();
    else fail(answer);
  };

  const button = (label: string, press: Press): HTMLButtonElement =>
    element('button', { type: 'button', textContent: label, onclick: () => void act(press) });

  const heading = (text: string): HTMLElement => element('h1', { tabIndex: -1, textContent: text });

  const account = (url: string): HTMLElement =>
    element('p', {}, `${t('account')} `, element('a', { href: url, textContent: t('account.go') }));

  const fail = (answer: Exclude<LetterAnswer, { kind: 'page' }>): void => {
    for (const one of main.querySelectorAll('button')) one.removeAttribute('aria-disabled');
    announced.textContent =
      answer.kind === 'too-late'
        ? t('tooLate')
        : `${t('failed.action')}${answer.kind === 'failed' && answer.requestId !== undefined ? ` ${t('requestId')} ${answer.requestId}` : ''}`;
    if (!announced.isConnected) main.append(announced);
  };

  const replace = (...parts: Node[]): void => {
    main.replaceChildren(...parts, announced);
    main.querySelector('h1')?.focus();
  };

  const showDead = (): void => {
    announced.textContent = '';
    replace(heading(t('unknown')), element('p', { textContent: t('unknown.text') }), account('/mailings'));
  };

  const show = (page: LetterPage, press?: Press): void => {
    const on = page.state === 'on';
    const { topicLabel: own } = page;
    const done = press === undefined ? undefined : doneBy(press, page);
    const stopped = done?.kind === 'stopped' ? done : undefined;
    const elsewhere = stopped?.elsewhere === true;
    const stoppedTopics = (stopped?.labels ?? []).map(label => t('quoted', { topic: label })).join(', ');
    const others = page.topics.filter(({ topic, state }) => topic !== page.topic && state === 'on');
    const since =
      page.offSince === undefined ? '' : `${t('since', { at: written.format(new Date(page.offSince)) })}.`;
    announced.textContent =
      done === undefined
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
            ...(done === undefined ? [element('p', { textContent: t('nothing') })] : []),
          ]
        : []),
      ...(page.undoUntil === undefined
        ? []
        : [
            element(
              'p',
              {},
              button(t('undo'), 'undo'),
              ` ${t('undo.until', { at: written.format(new Date(page.undoUntil)) })}`,
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

  // An empty page is a harness: it has no answer of the server's yet.
  if (main.childElementCount === 0) void act();
  main.addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (form.action.endsWith('/undo')) {
      void act('undo');
      return;
    }
    const sent = new FormData(form, event.submitter);
    const topics = sent.getAll('topic').filter(topic => typeof topic === 'string');
    if (topics.length > 0) void act({ stop: topics });
  });
}
