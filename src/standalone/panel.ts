import { fromWallClock, wallClock } from '../../mocks/clock.ts';
import type { CalendarGap } from '../domain/calendars.ts';
import { PERSONAS } from '../../mocks/personas.ts';
import { SCENARIOS } from '../../mocks/scenarios.ts';
import type { StaffAction } from '../../core/requests/staff.ts';

/**
 * The settings of the playground. They are in the address of the page, so that a link shows a colleague the same state.
 */
export interface PlaygroundState {
  persona: string;
  scenario: string;
  now: string;
  locale: string;
  theme: string;
  accent: string;
  width: string;
  /** `gpc`: the browser asks not to be tracked (Global Privacy Control). */
  signal: string;
}

const DEFAULTS: PlaygroundState = {
  persona: 'owner',
  scenario: 'normal',
  now: '',
  locale: 'ru',
  theme: 'auto',
  accent: '',
  width: '',
  signal: '',
};

const LABELS: Record<string, string> = {
  owner: 'владелец фирмы',
  person: 'частный клиент',
  admin: 'администратор',
  finance: 'финансовый менеджер',
  user: 'пользователь',
  new: 'новый клиент',
  former: 'бывший клиент',
  huge: 'очень много данных',
  by: 'клиент из Беларуси',
  normal: 'всё работает',
  slow: 'медленно',
  flaky: 'сбоит через раз',
  'error-500': 'ошибка 500',
  'html-502': 'страница прокси вместо ответа',
  malformed: 'ответ не той формы',
  truncated: 'ответ обрывается',
  offline: 'нет сети',
  'session-expired': 'вход закончился',
  'rate-limited': 'слишком много запросов',
  maintenance: 'технические работы',
  conflict: 'всё уже изменилось',
  'source-down': 'Kayako не отвечает',
};

/** Reads the settings from the query of an address. */
export function readState(search: string): PlaygroundState {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, value]) => [name, given.get(name) ?? value]),
  ) as unknown as PlaygroundState;
}

function writeState(state: PlaygroundState): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(state)) {
    if (value === DEFAULTS[name as keyof PlaygroundState]) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  history.replaceState(history.state, '', url);
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
}

/** An open request, and the actions staff can take now. */
export interface StaffCase {
  id: string;
  label: string;
  actions: readonly StaffAction[];
}

/** The callbacks of the panel. */
export interface PanelActions {
  change(state: PlaygroundState): void;
  reset(): void;
  /** The known gaps of the policy, one line each. */
  gaps(): Promise<string[]>;
  /** The working calendars that are missing or not confirmed at the panel's time. */
  calendars(): readonly CalendarGap[];
  /** The open requests of the account. */
  cases(): StaffCase[];
  /** Calls the listener whenever the mock's data has changed. */
  onChange(listener: () => void): void;
  /** An action of the staff. Rejects when the request does not allow it now. */
  staff(id: string, action: StaffAction, text: string): Promise<void>;
}

const STAFF_LABELS: Record<StaffAction, string> = {
  take: 'Взять в работу',
  ask: 'Задать вопрос',
  extend: 'Продлить срок',
  answer: 'Ответить',
  refuse: 'Отказать',
};

/** The controls with which a person acts as the staff, to see every state of a request. */
function staffControls(actions: PanelActions): HTMLElement {
  const select = element('select', { ariaLabel: 'Обращение' });
  const text = element('textarea', {
    rows: 2,
    ariaLabel: 'Слова сотрудника',
    placeholder: 'Вопрос, причина или ответ',
  });
  const buttons = element('div', { className: 'playground-staff' });
  const status = element('p', { role: 'status' });
  let cases: StaffCase[] = [];
  function show() {
    const chosen = select.value;
    cases = actions.cases();
    select.replaceChildren(...cases.map(one => element('option', { value: one.id, textContent: one.label })));
    if (cases.some(one => one.id === chosen)) select.value = chosen;
    showActions();
  }
  function showActions() {
    const own = cases.find(one => one.id === select.value);
    buttons.replaceChildren(
      ...(own?.actions ?? []).map(action =>
        element('button', {
          type: 'button',
          textContent: STAFF_LABELS[action],
          onclick: async () => {
            try {
              await actions.staff(select.value, action, text.value.trim());
              status.textContent = `${STAFF_LABELS[action]}: сделано.`;
              text.value = '';
            } catch {
              status.textContent = `${STAFF_LABELS[action]}: сейчас нельзя.`;
            }
            show();
          },
        }),
      ),
    );
    const none = 'Открытых обращений нет.';
    if (cases.length === 0) status.textContent = none;
    else if (status.textContent === none) status.textContent = '';
  }
  select.addEventListener('change', showActions);
  const side = element(
    'details',
    { className: 'wide' },
    element('summary', { textContent: 'За сотрудника: обращения' }),
    select,
    text,
    buttons,
    status,
  );
  side.addEventListener('toggle', () => {
    if (side.open) show();
  });
  // The list is drawn again only for another list: a button that has the focus would lose it.
  actions.onChange(() => {
    if (side.open && JSON.stringify(actions.cases()) !== JSON.stringify(cases)) show();
  });
  return side;
}

const COUNTRIES: Record<CalendarGap['jurisdiction'], string> = { RU: 'России', BY: 'Беларуси' };

/** The notice for the operator about one working calendar. */
const calendarNotice = ({ jurisdiction, year, state }: CalendarGap): string =>
  state === 'missing'
    ? `Нет производственного календаря ${COUNTRIES[jurisdiction]} на ${year} год: сроки считаются только по субботам и воскресеньям.`
    : `Производственный календарь ${COUNTRIES[jurisdiction]} на ${year} год не подтверждён: переносов выходных в нём нет.`;

/** The working calendars that the operator has to enter or confirm; hidden when there are none. */
function calendarReport(actions: PanelActions): { node: HTMLElement; refresh: () => void } {
  const list = element('ul', {});
  const node = element(
    'section',
    { className: 'wide', ariaLabel: 'Для оператора: календари' },
    element('strong', { textContent: 'Для оператора: календари' }),
    list,
  );
  return {
    node,
    refresh: () => {
      const found = actions.calendars();
      node.hidden = found.length === 0;
      list.replaceChildren(...found.map(gap => element('li', { textContent: calendarNotice(gap) })));
    },
  };
}

/** Adds the panel to the page. */
export function showPanel(parent: HTMLElement, initial: PlaygroundState, actions: PanelActions): void {
  let state = initial;
  function set(name: keyof PlaygroundState, value: string) {
    state = { ...state, [name]: value };
    writeState(state);
    actions.change(state);
    calendars.refresh();
  }
  const calendars = calendarReport(actions);
  function choice(
    name: keyof PlaygroundState,
    label: string,
    options: readonly (readonly [string, string])[],
  ) {
    const select = element('select', { name, onchange: () => set(name, select.value) });
    for (const [value, text] of options) select.append(element('option', { value, textContent: text }));
    select.value = state[name];
    select.ariaLabel = label;
    return [element('span', { textContent: label }), select];
  }
  const labelled = (ids: readonly string[]) => ids.map(id => [id, `${LABELS[id] ?? id} (${id})`] as const);
  const clock = element('input', {
    type: 'datetime-local',
    value: wallClock(state.now),
    ariaLabel: 'Часы (по Москве)',
  });
  clock.addEventListener('change', () => set('now', fromWallClock(clock.value)));
  const accent = element('input', { type: 'color', value: state.accent || '#0a5ea8', ariaLabel: 'Акцент' });
  accent.addEventListener('change', () => set('accent', accent.value));
  const list = element('ul', {});
  const gaps = element(
    'details',
    { className: 'wide' },
    element('summary', { textContent: 'Для оператора: о чём политика молчит' }),
    list,
  );
  gaps.addEventListener('toggle', () => {
    if (!gaps.open) return;
    actions.gaps().then(
      titles => list.replaceChildren(...titles.map(textContent => element('li', { textContent }))),
      () => list.replaceChildren(element('li', { textContent: 'не загрузилось' })),
    );
  });
  const body = element(
    'div',
    { className: 'playground-body' },
    ...choice('persona', 'Кто', labelled(PERSONAS)),
    ...choice('scenario', 'Что с сервером', labelled(SCENARIOS)),
    element('span', { textContent: 'Часы (МСК)' }),
    clock,
    ...choice('signal', 'Сигнал браузера', [
      ['', 'нет'],
      ['gpc', 'не следить (GPC)'],
    ]),
    ...choice('locale', 'Язык', [
      ['ru', 'русский'],
      ['en', 'English'],
    ]),
    ...choice('theme', 'Тема', [
      ['auto', 'как в системе'],
      ['light', 'светлая'],
      ['dark', 'тёмная'],
    ]),
    element('span', { textContent: 'Акцент' }),
    accent,
    ...choice('width', 'Ширина', [
      ['', 'по месту'],
      ['320', '320'],
      ['360', '360'],
      ['768', '768'],
      ['1280', '1280'],
    ]),
    element('button', {
      type: 'button',
      className: 'wide',
      textContent: 'Сбросить всё',
      onclick: actions.reset,
    }),
    staffControls(actions),
    calendars.node,
    gaps,
  );
  const panel = element(
    'details',
    { className: 'playground' },
    element('summary', { textContent: 'Стенд' }),
    body,
  );
  parent.append(panel);
  calendars.refresh();
}
