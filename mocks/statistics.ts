import type { Statistics } from '../core/ports.ts';

const ST_14_8 = { law: '152-ФЗ', article: 'ст. 14 ч. 8' };

/** Answers to the requests of all customers in a year, invented: most within a week, one of them late. */
const ANSWERED = [
  { days: 1, onTime: true, count: 14 },
  { days: 3, onTime: true, count: 31 },
  { days: 5, onTime: true, count: 38 },
  { days: 8, onTime: true, count: 27 },
  { days: 9, onTime: true, refusedBy: ST_14_8, count: 4 },
  { days: 12, onTime: true, refusedBy: { law: '152-ФЗ', article: 'ст. 21 ч. 5.1' }, count: 2 },
  { days: 13, onTime: true, count: 9 },
  { days: 19, onTime: false, count: 1 },
];

/** How requests were answered, as the mock has it. */
export const statistics: Statistics = { answered: async () => ANSWERED };
