import { expect, test } from 'vitest';
import { LEAST_ANSWERS, statisticsOf } from './statistics.ts';

const alike = (days: number, count: number, onTime = true) => ({ days, onTime, count });

test('the median is of all answers, each counted once', () => {
  expect(statisticsOf([alike(30, 10), alike(2, 11)])).toMatchObject({ answered: 21, medianDays: 2 });
  expect(statisticsOf([alike(2, 10), alike(30, 11)])).toMatchObject({ answered: 21, medianDays: 30 });
});

test('answers in time and refusals by law are added up', () => {
  const law = { law: '152-ФЗ', article: 'ст. 14 ч. 8' };
  const found = statisticsOf([
    alike(1, LEAST_ANSWERS),
    alike(40, 2, false),
    { ...alike(5, 1), refusedBy: law },
    { ...alike(6, 3), refusedBy: law },
  ]);
  expect(found).toMatchObject({ answered: 26, onTime: 24, refusals: [{ law, count: 4 }] });
});

test('fewer answers than would hide a person are only counted', () => {
  expect(statisticsOf([alike(1, LEAST_ANSWERS - 1)])).toEqual({ answered: LEAST_ANSWERS - 1, refusals: [] });
});
