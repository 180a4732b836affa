import { expect, test } from 'vitest';
import { CATEGORIES, RECIPIENTS, SOURCES, SYSTEMS } from '../../core/policy/tables.ts';
import { LINE, linesOf, SIDE } from './label-lines.ts';

/** The widest of the usual fonts, and what stands between a block and its label. */
const [LETTER, GAP] = [8.4, 14];

test.each([
  ['Банки и платёжные организации', ['Банки и платёжные', 'организации']],
  ['Вендоры и дистрибьюторы', ['Вендоры и', 'дистрибьюторы']],
  ['Google', ['Google']],
  ['Государственные органы', ['Государственные органы']],
  ['', ['']],
])('the lines of «%s» are %j', (label, lines) => {
  expect(linesOf(label)).toEqual(lines);
});

test('no label of the register is wider than its node, in either language', () => {
  const labels = [CATEGORIES, SOURCES, SYSTEMS, RECIPIENTS].flatMap(rows =>
    rows.flatMap(({ label }) => [label.ru, label.en]),
  );
  expect(labels.length).toBeGreaterThan(50);
  for (const label of labels) {
    expect(linesOf(label).join(' ')).toBe(label);
    for (const line of linesOf(label)) {
      expect([line, line.length <= LINE]).toEqual([line, true]);
      expect(line.length * LETTER + GAP).toBeLessThanOrEqual(SIDE);
    }
  }
});
