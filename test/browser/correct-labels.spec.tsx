import { expect, test } from 'vitest';
import type { RightKind } from '../../src/domain/ids.ts';
import { giveConsentTo } from '../../core/consents/model.ts';
import { principalOf } from '../../mocks/personas.ts';
import { place, plain, shows, until } from './place.ts';
import { find, press } from './user.ts';

const now = '2026-11-30T09:00:00Z';
const textOf = ({ root }: { root: ShadowRoot }) => plain(root.textContent ?? '');

test('with all mailings off, the page shows where emails would be sent, not that they are sent', async () => {
  const page = await place('/mailings', { as: { persona: 'new', now } });
  expect(page.heading()).toBe('Рассылки вам не приходят');
  await shows(page, 'Если включите тему, письма пойдут на');
  expect(textOf(page)).not.toMatch(
    /Только по электронной почте|Как выглядит и почему мне|Вы включили эту тему/,
  );
  const front = await place('/', { as: { persona: 'new', now } });
  await shows(front, 'Ни одна тема не включена');
  expect(textOf(front)).not.toContain('Остановить рассылки');
});

test('with the consent to the text of emails, the page has no note about hidden texts and one control to withdraw', async () => {
  const page = await place(
    async backend => {
      await backend.handle(
        new Request(`http://mock.invalid${backend.base}/session`, {
          headers: { Authorization: 'Bearer mock-owner' },
        }),
      );
      const given = {
        purpose: 'correspondence-disclosure',
        fullName: 'Лесная Вера Павловна',
        form: 'electronic',
      } as const;
      giveConsentTo(backend.db(), principalOf('owner'), given, new Date());
      return '/data/correspondence';
    },
    { as: { persona: 'owner' } },
  );
  await shows(page, 'Тексты открыты по вашему согласию');
  expect(textOf(page)).not.toContain('Без согласия');
  const withdraw = () => find(page, 'button', /отозвать согласие/i).elements();
  expect(withdraw()).toHaveLength(1);
  await press(page, 'button', 'отозвать согласие');
  await until(() => page.root.querySelector('.consent .chip') !== null);
  expect(withdraw()).toHaveLength(1);
  await press(page, 'button', 'Свернуть согласие');
  await until(() => page.root.querySelector('.consent') === null);
  expect(withdraw()).toHaveLength(1);
});

const ANSWERS: readonly (readonly [kind: RightKind, details: object, shown: readonly RegExp[]])[] = [
  ['access', { mode: 'copy', all: true }, [/За какой периодза всё время/, /Какие данныевсе данные/]],
  ['access', { mode: 'copy', all: true, from: '2026-01-01' }, [/За какой периодс 1 января 2026/]],
  [
    'rectification',
    { items: [{ category: 'account', field: 'email', new: 'a@example.com' }] },
    [/На время проверкио приостановке не просили/, /Документ с верными данныминет|не приложен/],
  ],
  ['erasure', { categories: ['calls'] }, [/Когда удалятьЧерез 72 часа/]],
  ['restriction', { categories: ['calls'], ground: 'defence' }, [/До какого дняпока вопрос не решится/]],
  ['portability', { categories: ['account'], format: 'csv', recipient: 'self' }, [/Кому файлМне/, /CSV/]],
  ['objection', { purposes: ['statistics'], situation: 'Не хочу.' }, [/Ваша ситуацияНе хочу/]],
  ['consent-withdrawal', { consents: ['other'], text: 'То, старое.' }, [/Другое согласие/, /То, старое/]],
  [
    'complaint',
    { about: 'Счёт не мой.', to: 'controller', unlawful: false },
    [/Обработка незаконна\?Не знаю/, /В ActiveCloud/],
  ],
];

test.each(ANSWERS)(
  '%s: the last step shows every answer of %j, and whose data the request is about',
  async (kind, details, shown) => {
    const page = await place(
      async backend => {
        const headers = {
          Authorization: 'Bearer mock-person',
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
        };
        const body = JSON.stringify({ kind, scope: 'person', details });
        const made = await backend.handle(
          new Request(`http://mock.invalid${backend.base}/requests`, { method: 'POST', headers, body }),
        );
        const { id } = (await made.json()) as { id: string };
        return `/requests/new/${kind}?draft=${id}&step=check`;
      },
      { as: { persona: 'person' } },
    );
    await until(() => page.root.querySelector('.asked') !== null);
    const asked = () =>
      plain(page.root.querySelector('.asked')?.textContent ?? '').replaceAll('Изменить', '');
    expect(asked()).toMatch(/^Чьи данныемои/);
    for (const answer of shown) await until(() => answer.test(asked()));
  },
);
