import { expect, open, settled, playgroundAddress, test } from './playground.ts';

test('staff take, extend, ask and refuse from the panel, and the open page shows each state', async ({
  page,
}) => {
  await open(page, '/requests', { persona: 'new' });
  const id = await page.evaluate(async () => {
    const base = '/api/privacy/v1';
    const { csrfToken } = (await (await fetch(`${base}/session`)).json()) as { csrfToken: string };
    const post = async (path: string, body: unknown) => {
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrfToken,
        'Idempotency-Key': crypto.randomUUID(),
      };
      const sent = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await sent.json()) as { id: string };
    };
    const draft = await post('/requests', {
      kind: 'access',
      scope: 'person',
      details: { mode: 'copy', all: true },
    });
    return (await post(`/requests/${draft.id}/submit`, {})).id;
  });
  await page.goto(playgroundAddress(`/requests/${id}`, { persona: 'new' }));
  await settled(page);
  const module = page.locator('activecloud-privacy');
  const status = (text: string) => expect(module.locator('.chip', { hasText: text }).first()).toBeVisible();
  await status('подано');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByText('За сотрудника: обращения').click();
  const staff = page.locator('.playground');
  const press = (name: string) => staff.getByRole('button', { name }).click();
  await press('Взять в работу');
  await status('в работе');
  await staff.getByLabel('Слова сотрудника').fill('Нужен архив телефонии.');
  await press('Продлить срок');
  await expect(module.getByText('Нужен архив телефонии.').first()).toBeVisible();
  await expect(staff.getByRole('button', { name: 'Продлить срок' })).toHaveCount(0);
  await staff.getByLabel('Слова сотрудника').fill('Какой адрес верный?');
  await press('Задать вопрос');
  await status('нужен ваш ответ');
  await expect(module.getByText('Какой адрес верный?').first()).toBeVisible();
  await press('Отказать');
  await status('есть ответ');
  await expect(module.locator('.chip', { hasText: 'отказано' })).toBeVisible();
});
