import { expect, test } from 'vitest';
import { excludedFrom, maskedIn } from '../archive/report.ts';
import { categoryLabel } from '../policy/catalogue.ts';
import { inside } from '../text.ts';
import { missingSystems, undescribedIn } from './runs.ts';
import type { ExportRow, ExportSpec } from './state.ts';

const row = {
  runs: [
    {
      at: '2026-11-23T09:00:00.000Z',
      systems: [
        { id: 'activeplatform', status: 'done', done: 3, undescribed: ['account'] },
        { id: 'kayako', status: 'failed', done: 0 },
        { id: 'telephony', status: 'done', done: 0 },
      ],
    },
  ],
} as unknown as ExportRow;
const spec = { categories: ['account', 'services'] } as unknown as ExportSpec;

test('a copy names the kinds of data for which a system that has answered is not connected', () => {
  const missing = [...missingSystems(row), ...undescribedIn(row)];
  const excluded = excludedFrom({ me: { role: 'owner' } as never }, spec, [], missing, 'ru');
  const what = excluded.map(one => one.what);
  const account = inside(categoryLabel('account', 'ru'));
  expect(what).toContain(`биллинг и кабинет (ActivePlatform): ${account}`);
  expect(what).toContain('почта и чат (Kayako)');
  expect(what.filter(one => one.includes('телефония'))).toEqual([]);
});

test('a system that lacks one kind of data is still named with what it has brought of others', () => {
  const brought = { records: 3, names: 2, texts: 0 };
  const content = [{ id: 'services', label: 'Услуги', bySystem: new Map([['activeplatform', brought]]) }];
  expect(maskedIn(content as never, 'ru', undescribedIn(row))).toHaveLength(1);
  expect(maskedIn(content as never, 'ru', [{ id: 'activeplatform' }])).toEqual([]);
});
