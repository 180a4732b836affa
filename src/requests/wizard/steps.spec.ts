import { expect, test } from 'vitest';
import { RIGHT_KINDS } from '../../domain/ids.ts';
import { isCountCertain, placeOf, stepsOf } from './steps.ts';
import { startValues, type Values } from './values.ts';

const values = (kind: (typeof RIGHT_KINDS)[number], more: Partial<Values> = {}): Values => ({
  ...startValues(kind, 'person', {}),
  ...more,
});

test('the number of steps is certain only after the answer that decides it', () => {
  const certain = (kind: (typeof RIGHT_KINDS)[number], more: Partial<Values> = {}) =>
    stepsOf(kind, values(kind, more), false)
      .filter(({ id }) => isCountCertain(kind, id))
      .map(({ id }) => id);
  expect(certain('complaint')).toEqual(['check']);
  expect(certain('complaint', { addressee: 'regulator' })).toEqual(['letter', 'check']);
  expect(certain('access')).toEqual(['what', 'words', 'check']);
  expect(certain('erasure')).toEqual(['what', 'preview', 'words', 'hold', 'check']);
});

test('a total that is shown stays the same whatever is answered later', () => {
  const answers: Partial<Values>[] = [
    {},
    { mode: 'disclosures' },
    { mode: 'copy' },
    { purposes: ['offers'] },
    { purposes: ['surveys'] },
    { addressee: 'regulator' },
  ];
  for (const kind of RIGHT_KINDS)
    for (const given of answers)
      for (const { id } of stepsOf(kind, values(kind, given), true)) {
        if (!isCountCertain(kind, id)) continue;
        const steps = stepsOf(kind, values(kind, given), true);
        const later = new Set(
          steps.slice(steps.findIndex(step => step.id === id)).flatMap(step => step.fields),
        );
        for (const answer of answers) {
          const changed = Object.fromEntries(
            Object.entries(answer).filter(([name]) => later.has(name as keyof Values)),
          );
          expect(stepsOf(kind, values(kind, { ...given, ...changed }), true), `${kind} ${id}`).toHaveLength(
            steps.length,
          );
        }
      }
});

test('a wizard has at most five steps with the question whose data it is, and an erasure six', () => {
  for (const kind of RIGHT_KINDS)
    for (const given of [
      {},
      { mode: 'copy' },
      { purposes: ['surveys'] },
      { addressee: 'regulator' },
    ] as const)
      expect(stepsOf(kind, values(kind, given as Partial<Values>), true).length, kind).toBeLessThanOrEqual(
        kind === 'erasure' ? 6 : 5,
      );
});

test('a draft that was left on a step of an earlier release continues where its fields are now', () => {
  const idAt = (kind: (typeof RIGHT_KINDS)[number], id: string) => {
    const steps = stepsOf(kind, values(kind, { mode: 'copy' }), true);
    return steps[placeOf(steps, id)]?.id;
  };
  expect(idAt('access', 'period')).toBe('what');
  expect(idAt('complaint', 'files')).toBe('words');
  expect(idAt('complaint', 'unlawful')).toBe('addressee');
  expect(idAt('portability', 'files')).toBe('scope');
});
