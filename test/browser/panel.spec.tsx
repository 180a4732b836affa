import { expect, test } from 'vitest';
import { calendarGaps } from '../../src/domain/calendars.ts';
import { field, press, type } from './user.ts';
import { type PanelActions, readState, showPanel } from '../../src/standalone/panel.ts';

const REPORT = '[aria-label="Для оператора: календари"]';

/** The playground's panel at an instant; its clock is moved by `at`. */
function panelAt(start: string) {
  let now = start;
  const place = document.createElement('div');
  document.body.append(place);
  const actions: PanelActions = {
    change: state => {
      now = state.now;
    },
    reset: () => undefined,
    gaps: async () => [],
    calendars: () => calendarGaps(now),
    cases: () => [],
    onChange: () => undefined,
    staff: async () => undefined,
  };
  const address = location.href;
  showPanel(place, { ...readState(''), now: start }, actions);
  return {
    report: () => place.querySelector<HTMLElement>(REPORT),
    lines: () => [...place.querySelectorAll(`${REPORT} li`)].map(line => line.textContent),
    open: () => press(place, 'summary', 'Стенд'),
    setClock: async (local: string) => type(await field(place, 'Часы (по Москве)'), local),
    remove: () => {
      place.remove();
      history.replaceState(history.state, '', address);
    },
  };
}

test('from 1 October the panel lists the unconfirmed calendars of the next year', async () => {
  const panel = panelAt('2026-09-30T09:00:00.000Z');
  await panel.open();
  expect(panel.report()?.hidden).toBe(true);
  await panel.setClock('2026-10-01T09:00');
  expect(panel.report()?.hidden).toBe(false);
  expect(panel.lines()).toEqual([
    'Производственный календарь России на 2027 год не подтверждён: переносов выходных в нём нет.',
    'Производственный календарь Беларуси на 2027 год не подтверждён: переносов выходных в нём нет.',
  ]);
  await panel.setClock('2027-11-01T09:00');
  expect(panel.lines().filter(line => line.startsWith('Нет производственного календаря'))).toEqual([
    'Нет производственного календаря России на 2028 год: сроки считаются только по субботам и воскресеньям.',
    'Нет производственного календаря Беларуси на 2028 год: сроки считаются только по субботам и воскресеньям.',
  ]);
  await panel.setClock('2026-08-15T09:00');
  expect(panel.report()?.hidden).toBe(true);
  panel.remove();
});
