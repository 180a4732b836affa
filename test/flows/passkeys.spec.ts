import type { CDPSession, Page } from '@playwright/test';
import { axe, expect, open, settled, test } from './playground.ts';

/** Gives the page an authenticator in software that verifies its user. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

const at = (time: string) => ({ persona: 'person', now: `2026-06-15T${time}:00Z` });

test('a passkey is added in the account, confirms later, and a lost one is removed', async ({
  page,
  quiet,
}) => {
  quiet.allow(/status of 40[03]/);
  const { cdp, authenticatorId } = await addAuthenticator(page);
  let module = await open(page, '/account', at('09:00'));
  await module.getByLabel('Название нового ключа').fill('Рабочий ноутбук');
  await module.getByRole('button', { name: 'Добавить ключ доступа' }).click();
  const dialog = module.getByRole('dialog', { name: 'Подтвердите, что это вы' });
  await dialog.getByLabel(/Пароль/).fill('password');
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(module.getByRole('status').filter({ hasText: 'Ключ доступа добавлен' })).toBeVisible();
  const row = module.getByRole('listitem').filter({ hasText: 'Рабочий ноутбук' });
  await expect(row).toContainText('Добавлен 15 июня');
  expect(await axe(page)).toEqual([]);

  module = await open(page, '/data/account', at('09:20'));
  const passport = module.getByRole('row').filter({ has: page.getByText('Паспорт', { exact: true }) });
  await passport.getByRole('button', { name: /^Показать/ }).click();
  await expect(dialog.getByRole('combobox')).toHaveValue('passkey');
  await settled(page);
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(passport.locator('.shown-value')).toContainText(/\d/);

  // Lost: the device does not know its user any more. The other ways are left.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  module = await open(page, '/data/account', at('09:40'));
  await passport.getByRole('button', { name: /^Показать/ }).click();
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ключ доступа не подтвердил вас');
  await dialog.getByRole('combobox').selectOption('password');
  await dialog.getByLabel(/Пароль/).fill('password');
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(passport.locator('.shown-value')).toContainText(/\d/);

  module = await open(page, '/account', at('09:45'));
  await expect(row).toContainText('последний раз подтверждал 15 июня');
  await row.getByRole('button', { name: /^Удалить/ }).click();
  await expect(module.getByRole('status').filter({ hasText: 'Ключ доступа удалён' })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('a browser without passkeys offers none', async ({ page }) => {
  await page.addInitScript(() => {
    delete (globalThis as { PublicKeyCredential?: unknown }).PublicKeyCredential;
  });
  const module = await open(page, '/account', at('09:00'));
  await expect(module.getByText('Этот браузер не может добавить здесь ключ доступа')).toBeVisible();
  await expect(module.getByRole('button', { name: 'Добавить ключ доступа' })).toHaveCount(0);
});
