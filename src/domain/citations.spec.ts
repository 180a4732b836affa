import { expect, test } from 'vitest';
import { citation } from './citations.ts';
import { DEADLINE_RULES } from './deadline-rules.ts';

test.each([
  ['152-ФЗ', 'ст. 14 ч. 7', '152-FZ, Art. 14(7)'],
  ['152-ФЗ', 'ст. 14', '152-FZ, Art. 14'],
  ['152-ФЗ', 'ст. 6 ч. 1 п. 2', '152-FZ, Art. 6(1)(2)'],
  ['152-ФЗ', 'ст. 14 ч. 7 п. 9.1, ст. 18.1', '152-FZ, Art. 14(7)(9.1), Art. 18.1'],
  ['152-ФЗ', 'ст. 14 ч. 7 п. 2, 3', '152-FZ, Art. 14(7)(2), (3)'],
  ['152-ФЗ', 'ст. 21 ч. 1, 5.1', '152-FZ, Art. 21(1), (5.1)'],
  ['152-ФЗ', 'ст. 20 ч. 3, 21 ч. 2', '152-FZ, Art. 20(3), Art. 21(2)'],
  ['152-ФЗ', 'ст. 14, 20 ч. 1', '152-FZ, Art. 14, Art. 20(1)'],
  ['152-ФЗ', 'ст. 14 ч. 1, ст. 21 ч. 3–5.1', '152-FZ, Art. 14(1), Art. 21(3)–(5.1)'],
  ['38-ФЗ', 'ст. 18', '38-FZ, Art. 18'],
  ['99-З', 'ст. 11, 12', '99-Z, Art. 11, Art. 12'],
  ['402-ФЗ', undefined, '402-FZ'],
])('`citation` writes %s %s in English as %s', (law, article, english) => {
  expect(citation({ law, article }, 'en')).toBe(english);
});

test('`citation` writes the full name of the law in the form `full`', () => {
  const law = { law: '152-ФЗ', article: 'ст. 14 ч. 7' };
  expect(citation(law, 'en', 'full')).toBe('Federal Law No. 152-FZ, Art. 14(7)');
  expect(citation(law, 'ru', 'full')).toBe('Федеральный закон № 152-ФЗ, ст. 14 ч. 7');
  expect(citation({ law: '99-З', article: 'ст. 10' }, 'en', 'full')).toBe(
    'Law of the Republic of Belarus No. 99-Z, Art. 10',
  );
});

test('`citation` keeps the Russian form in Russian, and names without a number unchanged', () => {
  expect(citation({ law: '152-ФЗ', article: 'ст. 20 ч. 3, 21 ч. 2' }, 'ru')).toBe(
    '152-ФЗ, ст. 20 ч. 3, 21 ч. 2',
  );
  expect(citation({ law: 'ActiveCloud policy', article: 'last section' }, 'en')).toBe(
    'ActiveCloud policy, last section',
  );
});

test('`citation` leaves no Cyrillic in the English form of any deadline rule', () => {
  const cited = DEADLINE_RULES.filter(({ law }) => law !== 'policy').map(rule => citation(rule, 'en'));
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(text => /[а-яё]/iu.test(text) || !/^\d+-F?Z, Art\. \d/.test(text))).toEqual([]);
});
