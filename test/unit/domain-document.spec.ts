import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { CATEGORIES, PURPOSES, RECIPIENTS, TOPICS } from '../../core/policy/tables.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { CALENDARS } from '../../src/domain/calendars.ts';
import { governing } from '../../src/domain/clocks.ts';
import { DEADLINE_RULES, type DeadlineRule, type DeadlineUnit } from '../../src/domain/deadline-rules.ts';
import { deadlinesFor, dueBy } from '../../src/domain/deadlines.ts';
import { type Jurisdiction, RIGHT_KINDS, type RightKind } from '../../src/domain/ids.ts';
import { EXPORT_TRANSITIONS } from '../../src/domain/export-states.ts';
import { REQUEST_TRANSITIONS } from '../../src/domain/request-states.ts';
import { codeObstacle, STEP_UP_ACTIONS } from '../../src/domain/step-up.ts';
import { type Transition } from '../../src/domain/transition.ts';
import { isWorkingDay, type WorkingCalendar } from '../../src/domain/working-days.ts';

const text = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/domain.md'), 'utf8');

/** The cells of the first table after an anchor, without the heading rows. Code marks are removed. */
function table(anchor: string): string[][] {
  const [, after = ''] = text.split(`<a id="${anchor}"></a>`);
  const lines = after.split('\n');
  const start = lines.findIndex(line => line.startsWith('|'));
  const length = lines.slice(start).findIndex(line => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('`', '')),
  );
}

const list = (cell = ''): string[] => cell.split(', ').filter(item => item !== '');

const periodOf = ({ n, unit }: DeadlineRule): string => (unit === 'at-once' ? unit : `${n} ${unit}`);

test('the deadline rules of docs/domain.md match the code', () => {
  expect(table('deadline-rules')).toEqual(
    DEADLINE_RULES.map(rule => [
      rule.id,
      rule.kinds.length === RIGHT_KINDS.length ? 'all' : rule.kinds.join(', '),
      periodOf(rule),
      rule.from,
      rule.extension === undefined ? '' : String(rule.extension),
      rule.law === 'policy' ? `policy, section «${rule.article}»` : `${rule.law} ${rule.article}`,
      rule.confirmed ? 'yes' : 'no',
      rule.applies ?? '',
    ]),
  );
});

test('the due dates at filing of docs/domain.md match the code', () => {
  const rows = table('due-dates');
  expect(new Set(rows.map(([right]) => right))).toEqual(new Set(RIGHT_KINDS));
  for (const [right, proof, date, rule] of rows) {
    const request = {
      kind: right as RightKind,
      scope: 'person',
      jurisdiction: 'RU',
      receivedAt: '2026-02-02',
      ...(proof === 'yes' ? { proofAt: '2026-02-02' } : {}),
    } as const;
    expect(dueBy(request, CALENDARS), right).toBe(date);
    expect(governing(deadlinesFor(request, CALENDARS))?.rule, right).toBe(rule);
  }
});

test('the categories, purposes, recipients and topics of docs/domain.md match the policy', () => {
  expect(table('categories').map(([id, group, section]) => [id, group, section])).toEqual(
    CATEGORIES.map(row => [row.id, row.group, row.policySection || 'not in the policy']),
  );
  const byId = (rows: (string | undefined)[][]) => rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  expect(byId(table('purposes').map(([id, , , group]) => [id, group]))).toEqual(
    byId(PURPOSES.map(row => [row.id, row.group])),
  );
  expect(table('recipients').map(([id]) => id)).toEqual(RECIPIENTS.map(row => row.id));
  expect(table('mailings').map(([id, , source]) => [id, source])).toEqual(
    TOPICS.map(row => [row.id, row.fact.source]),
  );
});

describe('the vectors of docs/domain.md', () => {
  const rows = table('vectors');

  it('cover both jurisdictions and both units', () => {
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(
      new Set(rows.map(([jurisdiction, , period]) => `${jurisdiction} ${period?.split(' ')[1]}`)).size,
    ).toBe(4);
  });

  it.each(rows)('%s from %s, %s: due %s, staff %s', (jurisdiction, from, period, date, staffDate) => {
    const [n, unit] = period?.split(' ') ?? [];
    const rule: DeadlineRule = {
      id: 'vector',
      jurisdiction: 'any',
      kinds: ['access'],
      n: Number(n),
      unit: unit as DeadlineUnit,
      from: 'receipt',
      law: 'vector',
      article: '',
      confirmed: true,
    };
    const request = {
      kind: 'access',
      scope: 'person',
      jurisdiction: jurisdiction as Jurisdiction,
      receivedAt: from ?? '',
    } as const;
    expect(deadlinesFor(request, CALENDARS, [rule])).toMatchObject([{ date, staffDate }]);
  });
});

test('the calendars of docs/domain.md match the code', () => {
  const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());
  const monthAndDay = (dates: readonly string[]) => dates.map(date => date.slice(5)).join(', ');
  const workingDays = ({ jurisdiction, year }: WorkingCalendar) =>
    Array.from({ length: 365 }, (_, n) => addDays(`${year}-01-01`, n)).filter(date =>
      isWorkingDay(date, CALENDARS, jurisdiction),
    ).length;
  expect(table('calendars')).toEqual(
    CALENDARS.map(calendar => [
      calendar.jurisdiction,
      String(calendar.year),
      monthAndDay(calendar.off.filter(date => !isWeekend(date))),
      monthAndDay(calendar.workingWeekends),
      String(workingDays(calendar)),
      calendar.confirmed ? 'yes' : 'no',
    ]),
  );
});

test.each<[string, readonly Transition[]]>([
  ['request-states', REQUEST_TRANSITIONS],
  ['export-states', EXPORT_TRANSITIONS],
])('%s: the transitions of docs/domain.md match the code', (anchor, transitions) => {
  expect(table(anchor).map(([, from, to, by]) => ({ from: list(from), to, by }))).toEqual(
    transitions.map(({ from, to, by }) => ({ from, to, by })),
  );
});

test('the actions of a step-up in docs/domain.md match the code', () => {
  const held = {
    session: 's',
    address: 'a@example.ru',
    heldSince: '2020-01-01',
    now: new Date('2026-02-02'),
  };
  expect(table('step-up').map(([action, , byEmail]) => [action, byEmail])).toEqual(
    STEP_UP_ACTIONS.map(action => [action, codeObstacle({ ...held, action }) === undefined ? 'yes' : 'no']),
  );
});
