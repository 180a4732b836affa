import { expect, test } from 'vitest';
import { type As, createFetch, type MockBackend } from '../../mocks/backend.ts';
import { extend, take } from '../../core/requests/staff.ts';
import { unitOn } from '../../mocks/spec-client.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { place, plain, shows } from './place.ts';

/** A request that is filed on a day, and the dates that the rules give it (docs/domain.md#clocks). */
interface Vector {
  what: string;
  persona: As['persona'];
  kind: string;
  details: object;
  filed: string;
  /** How each date is called on the page, in the order of its coming, and whether its days are working days. */
  due: readonly [date: string, words: string, unit?: 'workday'][];
  /** Done by the staff after filing. */
  staff?: (unit: ReturnType<typeof unitOn>, id: string, now: Date) => void;
}

const items = [{ category: 'account', field: 'email', new: 'a@example.ru' }];
const VECTORS: readonly Vector[] = [
  {
    what: 'RU, copy: 10 working days, 30 days by the policy',
    persona: 'user',
    kind: 'access',
    details: { mode: 'copy', all: true },
    filed: '2026-02-02',
    due: [
      ['2026-02-16', '16 февраля', 'workday'],
      ['2026-03-04', '4 марта'],
    ],
  },
  {
    what: 'RU, copy, extended by 5 working days',
    persona: 'user',
    kind: 'access',
    details: { mode: 'copy', all: true },
    filed: '2026-02-02',
    due: [
      ['2026-02-24', '24 февраля', 'workday'],
      ['2026-03-04', '4 марта'],
    ],
    staff: (unit, id, now) => {
      take(unit, id, now);
      extend(unit, id, now, { by: 5, reason: 'Архив' });
    },
  },
  {
    what: 'RU, correction with its proof: 7 working days',
    persona: 'user',
    kind: 'rectification',
    details: { items, proofProvided: true },
    filed: '2026-02-02',
    due: [
      ['2026-02-11', '11 февраля', 'workday'],
      ['2026-03-04', '4 марта'],
    ],
  },
  {
    what: 'RU, correction without a proof: the policy alone',
    persona: 'user',
    kind: 'rectification',
    details: { items },
    filed: '2026-02-02',
    due: [['2026-03-04', '4 марта']],
  },
  {
    what: 'RU, unlawful processing found on the day: 3 working days',
    persona: 'user',
    kind: 'complaint',
    details: { about: 'Так нельзя', unlawful: true },
    filed: '2026-02-02',
    due: [
      ['2026-02-05', '5 февраля'],
      ['2026-02-16', '16 февраля', 'workday'],
      ['2026-03-04', '4 марта'],
    ],
    staff: (unit, id, now) => {
      const row = unit.rows.requests.find(one => one.id === id);
      if (row) row.detectedAt = now.toISOString();
    },
  },
  {
    what: 'RU, from a Saturday: 30 days end on a day off and stay there',
    persona: 'user',
    kind: 'portability',
    details: { categories: ['account'], format: 'csv', recipient: 'self' },
    filed: '2026-02-07',
    due: [['2026-03-09', '9 марта']],
  },
  {
    what: 'BY, information: 5 working days',
    persona: 'by',
    kind: 'access',
    details: { mode: 'information', all: true },
    filed: '2026-02-02',
    due: [
      ['2026-02-09', '9 февраля', 'workday'],
      ['2026-03-04', '4 марта'],
    ],
  },
  {
    what: 'BY, change: 15 days',
    persona: 'by',
    kind: 'rectification',
    details: { items },
    filed: '2026-02-02',
    due: [
      ['2026-02-17', '17 февраля'],
      ['2026-03-04', '4 марта'],
    ],
  },
  {
    what: 'BY, over days off and a working Saturday',
    persona: 'by',
    kind: 'access',
    details: { mode: 'information', all: true },
    filed: '2026-04-17',
    due: [['2026-04-27', '27 апреля', 'workday']],
  },
];

/** Files a request on a day, and answers with the address of its page. */
async function file(backend: MockBackend, vector: Vector): Promise<string> {
  const filedAt = `${vector.filed}T09:00:00Z`;
  const ask = createFetch(backend, { persona: vector.persona ?? 'user', now: filedAt });
  const base = backend.base;
  // A clean desk: nothing open of the same kind stands in the way.
  backend.db('default', new Date(filedAt)).requests = [];
  const { csrfToken } = (await (await ask(`${base}/session`)).json()) as { csrfToken: string };
  const post = async (path: string, body: object) => {
    const headers = {
      'Content-Type': 'application/json',
      'X-CSRF-Token': csrfToken,
      'Idempotency-Key': crypto.randomUUID(),
    };
    const response = await ask(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = (await response.json()) as { id: string };
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const { id } = await post('/requests', { kind: vector.kind, scope: 'person', details: vector.details });
  await post(`/requests/${id}/submit`, { insist: true });
  vector.staff?.(unitOn(backend.db()), id, new Date(filedAt));
  return `/requests/${id}`;
}

/** Beside a number of working days the page says that the days left are calendar ones. */
const AROUND = [
  [-1, 'остался 1 день', 'остался 1 календарный день'],
  [0, 'сегодня последний день'],
  [1, 'срок прошёл 1 день назад'],
] as const;

test.each(VECTORS)('$what', async vector => {
  for (const [date, words, unit] of vector.due) {
    for (const [offset, usual, worked = usual] of AROUND) {
      const left = unit === 'workday' ? worked : usual;
      // In the middle of the Moscow day and in its last minute the day is the same.
      for (const hour of ['09:00', '20:59']) {
        const now = `${addDays(date, offset)}T${hour}:00Z`;
        const page = await place(backend => file(backend, vector), {
          as: { persona: vector.persona ?? 'user', now },
        });
        await shows(page, `До ${words}`);
        const clock = [...page.root.querySelectorAll('.clock')].find(one =>
          one.textContent?.includes(`До ${words}`),
        );
        expect(plain(clock?.textContent ?? ''), now).toContain(left);
        // Every date of the case is there, and no number of days is negative or none at all.
        for (const [, other] of vector.due) expect(page.root.textContent, now).toContain(`До ${other}`);
        expect(plain(page.root.textContent ?? ''), now).not.toMatch(/[-−–]\d+ (день|дня|дней)|\b0 дней|NaN/);
        page.unmount();
      }
    }
  }
});
