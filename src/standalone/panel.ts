import { fromWallClock, wallClock } from '../../mocks/clock.ts';
import type { CalendarGap } from '../domain/calendars.ts';
import { PERSONAS } from '../../mocks/personas.ts';
import { SCENARIOS } from '../../mocks/scenarios.ts';
import type { StaffAction } from '../../core/requests/staff.ts';

/** What the playground can be set to; all of it is kept in its address, so that a state can be sent to a colleague. */
export interface PlaygroundState {
  persona: string;
  scenario: string;
  now: string;
  locale: string;
  theme: string;
  accent: string;
  width: string;
}

const DEFAULTS: PlaygroundState = {
  persona: 'owner',
  scenario: 'normal',
  now: '',
  locale: 'ru',
  theme: 'auto',
  accent: '',
  width: '',
};

const WORDS: Record<string, string> = {
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

/** The state in an address. */
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
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A case as the staff see it: what may be done with it now. */
export interface StaffCase {
  id: string;
  label: string;
  actions: readonly StaffAction[];
}

/** What the panel asks of the page. */
export interface PanelActions {
  change(state: PlaygroundState): void;
  reset(): void;
  /** The policy's known gaps, a line each. */
  gaps(): Promise<string[]>;
  /** The working calendars that are missing or not confirmed at the panel's clock. */
  calendars(): readonly CalendarGap[];
  /** Open cases of the account, for whoever plays the staff. */
  cases(): StaffCase[];
  /** One move of the staff. @throws when the move is not possible now */
  staff(id: string, action: StaffAction, text: string): void;
}

const STAFF_WORDS: Record<StaffAction, string> = {
  take: 'Взять в работу',
  ask: 'Задать вопрос',
  extend: 'Продлить срок',
  answer: 'Ответить',
  refuse: 'Отказать',
};

/** The staff's side of the requests, so that every state can be seen by hand. */
function staffSide(actions: PanelActions): HTMLElement {
  const select = element('select', { ariaLabel: 'Обращение' });
  const text = element('textarea', {
    rows: 2,
    ariaLabel: 'Слова сотрудника',
    placeholder: 'Вопрос, причина или ответ',
  });
  const buttons = element('div', { className: 'playground-staff' });
  const word = element('p', { role: 'status' });
  let cases: StaffCase[] = [];
  function show() {
    const chosen = select.value;
    cases = actions.cases();
    select.replaceChildren(...cases.map(one => element('option', { value: one.id, textContent: one.label })));
    if (cases.some(one => one.id === chosen)) select.value = chosen;
    offer();
  }
  function offer() {
    const own = cases.find(one => one.id === select.value);
    buttons.replaceChildren(
      ...(own?.actions ?? []).map(action =>
        element('button', {
          type: 'button',
          textContent: STAFF_WORDS[action],
          onclick: () => {
            try {
              actions.staff(select.value, action, text.value.trim());
              word.textContent = `${STAFF_WORDS[action]}: сделано.`;
              text.value = '';
            } catch {
              word.textContent = `${STAFF_WORDS[action]}: сейчас нельзя.`;
            }
            show();
          },
        }),
      ),
    );
    if (cases.length === 0) word.textContent = 'Открытых обращений нет.';
  }
  select.addEventListener('change', offer);
  const side = element(
    'details',
    { className: 'wide' },
    element('summary', { textContent: 'За сотрудника: обращения' }),
    select,
    text,
    buttons,
    word,
  );
  side.addEventListener('toggle', () => {
    if (side.open) show();
  });
  return side;
}

const COUNTRIES: Record<CalendarGap['jurisdiction'], string> = { RU: 'России', BY: 'Беларуси' };

/** What the operator is told of one working calendar that deadlines lean on. */
const calendarNotice = ({ jurisdiction, year, state }: CalendarGap): string =>
  state === 'missing'
    ? `Нет производственного календаря ${COUNTRIES[jurisdiction]} на ${year} год: сроки считаются только по субботам и воскресеньям.`
    : `Производственный календарь ${COUNTRIES[jurisdiction]} на ${year} год не подтверждён: переносов выходных в нём нет.`;

/** The working calendars the operator still has to enter or confirm; hidden while there are none. */
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

/** Puts the foldable panel on the page. */
export function showPanel(place: HTMLElement, initial: PlaygroundState, actions: PanelActions): void {
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
  const worded = (ids: readonly string[]) => ids.map(id => [id, `${WORDS[id] ?? id} (${id})`] as const);
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
    ...choice('persona', 'Кто', worded(PERSONAS)),
    ...choice('scenario', 'Что с сервером', worded(SCENARIOS)),
    element('span', { textContent: 'Часы (МСК)' }),
    clock,
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
    staffSide(actions),
    calendars.node,
    gaps,
  );
  const panel = element(
    'details',
    { className: 'playground' },
    element('summary', { textContent: 'Стенд' }),
    body,
  );
  place.append(panel);
  calendars.refresh();
}
