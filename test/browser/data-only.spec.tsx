import { expect, onTestFinished, test } from 'vitest';
import { CATEGORIES } from '../../core/policy/categories.ts';
import { SYSTEMS, TOOLS } from '../../core/policy/places.ts';
import { PURPOSES } from '../../core/policy/purposes.ts';
import { RECIPIENTS } from '../../core/policy/recipients.ts';
import { place, shows } from './place.ts';
import { press } from './user.ts';

/** Adds a row for the length of a test. */
function add<T>(rows: T[], row: T): void {
  rows.push(row);
  onTestFinished(() => void rows.splice(rows.indexOf(row), 1));
}

function like<T extends { id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find(one => one.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

test('a fifth analytics tool, a tenth category and a new purpose take data alone', async () => {
  const text = (ru: string) => ({ ru, en: ru });
  add(TOOLS, { ...like(TOOLS, 'google-analytics'), id: 'fifth', label: text('Пятый счётчик') });
  add(PURPOSES, { ...like(PURPOSES, 'statistics'), id: 'care', label: text('Заботиться о доступности') });
  add(CATEGORIES, {
    ...like(CATEGORIES, 'office'),
    id: 'tenth',
    label: text('Десятый вид'),
    question: text('Что это за десятый вид'),
    purposes: ['care'],
  });

  const analytics = await place('/data/analytics');
  await shows(analytics, 'Пятый счётчик');

  const register = await place('/data');
  // In a row, or among the kinds nothing is kept of.
  const kinds = [...register.root.querySelectorAll<HTMLAnchorElement>('.content a[href^="/data/"]')];
  expect(new Set(kinds.map(link => link.pathname)).size).toBe(10);
  await shows(register, 'Заботиться о доступности');
  await press(register, 'link', /^Десятый вид/);
  // It holds nothing yet, and says so in a page of its own.
  await shows(register, 'Данных этого вида о вас сейчас нет');
  await shows(register, 'Заботиться о доступности');
  // Its purpose rests on legitimate interest, so objecting fits: decided by the rule, not by a list of kinds.
  await shows(register, /возразить/i);
});

test('another recipient and another system take data alone, whatever fitting id they have', async () => {
  const text = (ru: string) => ({ ru, en: ru });
  add(RECIPIENTS, { ...like(RECIPIENTS, 'yandex'), id: 'Partner_2.0~b', label: text('Ещё один получатель') });
  add(SYSTEMS, { ...like(SYSTEMS, 'kayako'), id: '1c.archive', label: text('Новая система') });
  add(CATEGORIES, {
    ...like(CATEGORIES, 'office'),
    id: 'Papers.2026_b',
    label: text('Бумаги года'),
    question: text('Какие бумаги вы передали'),
    recipients: ['Partner_2.0~b'],
    systems: ['1c.archive'],
  });
  const page = await place('/data/Papers.2026_b');
  await shows(page, 'Бумаги года');
  await shows(page, 'Ещё один получатель');
  await shows(page, 'Новая система');
});
