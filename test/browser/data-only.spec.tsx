import { expect, test } from 'vitest';
import { installChanged, rowOf } from '../with-policy.ts';
import { place, shows } from './place.ts';
import { press } from './user.ts';

const text = (ru: string) => ({ ru, en: ru });

test('another analytics tool, category and purpose need only data', async () => {
  let known = 0;
  installChanged(data => {
    known = data.categories.length;
    data.tools.push({
      ...rowOf(data.tools, 'google-analytics'),
      id: 'another',
      label: text('Новый счётчик'),
    });
    rowOf(data.categories, 'analytics').tools?.push('another');
    data.purposes.push({
      ...rowOf(data.purposes, 'statistics'),
      id: 'care',
      label: text('Заботиться о доступности'),
    });
    data.categories.push({
      ...rowOf(data.categories, 'office'),
      id: 'new-kind',
      label: text('Новый вид'),
      question: text('Что это за новый вид'),
      purposes: ['care'],
    });
  });

  const analytics = await place('/data/analytics');
  await shows(analytics, 'Новый счётчик');

  const register = await place('/data');
  // In a row, or among the kinds nothing is kept of.
  const kinds = [...register.root.querySelectorAll<HTMLAnchorElement>('.content a[href^="/data/"]')];
  expect(new Set(kinds.map(link => link.pathname)).size).toBe(known + 1);
  await shows(register, 'Заботиться о доступности');
  await press(register, 'link', /^Новый вид/);
  // It holds nothing yet, and says so in a page of its own.
  await shows(register, 'Данных этого вида о вас сейчас нет');
  await shows(register, 'Заботиться о доступности');
  // Its purpose rests on legitimate interest, so objecting fits: decided by the rule, not by a list of kinds.
  await shows(register, /возразить/i);
});

test('another recipient and another system need only data, whatever valid id they have', async () => {
  installChanged(data => {
    data.recipients.push({
      ...rowOf(data.recipients, 'yandex'),
      id: 'Partner_2.0~b',
      label: text('Ещё один получатель'),
    });
    data.systems.push({ ...rowOf(data.systems, 'kayako'), id: '1c.archive', label: text('Новая система') });
    data.categories.push({
      ...rowOf(data.categories, 'office'),
      id: 'Papers.2026_b',
      label: text('Бумаги года'),
      question: text('Какие бумаги вы передали'),
      recipients: ['Partner_2.0~b'],
      systems: ['1c.archive'],
    });
  });
  const page = await place('/data/Papers.2026_b');
  await shows(page, 'Бумаги года');
  await shows(page, 'Ещё один получатель');
  await shows(page, 'Новая система');
});

test('a category whose system is not connected is named as one that cannot be shown, not as an empty one', async () => {
  installChanged(data => {
    data.systems.push({ ...rowOf(data.systems, 'kayako'), id: 'cameras', label: text('камеры') });
    data.categories.push({
      ...rowOf(data.categories, 'office'),
      id: 'gate-video',
      label: text('Видео посетителей'),
      systems: ['cameras'],
    });
    rowOf(data.categories, 'calls').systems.push('cameras');
  });
  const register = await place('/data');
  await shows(register, 'Показать нельзя, система не подключена: камеры.');
  await shows(register, 'Без данных из системы, которая не подключена: камеры.');
  const empty = [...register.root.querySelectorAll('.empty-kinds a')].map(link => link.textContent);
  expect(empty).not.toContain('Видео посетителей');
  await press(register, 'link', /^Видео посетителей/);
  await shows(register, 'Показать эти данные пока нельзя');
  expect(register.root.textContent).not.toContain('Данных этого вида о вас сейчас нет');
  const statement = await place('/statement');
  await shows(statement, 'показать нельзя, не подключена система: камеры');
  await shows(statement, /Показать нельзя \d+.вида? данных: не все системы подключены/);
  const overview = await place('/');
  await shows(overview, /Не подключены: .*камеры/);
});

test('a recipient in the country is shown as one', async () => {
  installChanged(data => {
    const banks = rowOf(data.recipients, 'banks');
    banks.crossBorder.status = 'none';
    banks.members = [{ name: text('Банк Пример'), country: text('Россия') }];
  });
  const page = await place('/data/services');
  await shows(page, 'За рубеж: не передаётся.');
  await shows(page, 'Банк Пример, Россия');
});

test('the companies and the countries of a recipient are shown once the operator names them', async () => {
  installChanged(data => {
    const vendors = rowOf(data.recipients, 'vendors');
    vendors.members = [
      { name: text('«Пример Хост»'), what: text('облачная почта'), country: text('Казахстан') },
    ];
    vendors.crossBorder.transfers = [
      { country: text('Казахстан'), protection: 'adequate', ground: text('Ради договора с вами.') },
    ];
  });
  const page = await place('/data/services');
  await shows(page, '«Пример Хост», облачная почта, Казахстан');
  await shows(page, 'За рубеж: Казахстан, данные там защищены достаточно. Ради договора с вами.');
  const log = await place('/access-log?view=disclosures');
  await shows(log, /Казахстан: данные там защищены достаточно; Ради договора с вами/);
});

test('the vendor of each service stands with the service, and only those of own services with the recipient', async () => {
  installChanged(data => {
    rowOf(data.recipients, 'vendors').members = [
      { name: text('«Пример Лицензии»'), country: text('Казахстан'), services: ['Лицензия Windows'] },
      { name: text('«Чужой Пример»'), services: ['такой услуги нет'] },
    ];
  });
  const page = await place('/data/services?kind=service');
  await shows(page, 'Названы только компании, которые нужны вашим услугам.');
  await shows(page, '«Пример Лицензии», Казахстан');
  expect(page.root.textContent).not.toContain('Чужой Пример');
  await press(page, 'button', /^Лицензия Windows Server/);
  await shows(page, /Вендор этой услуги.*«Пример Лицензии», Казахстан/);
});

test('a service without a named vendor has the gap of the policy and a link to the other gaps', async () => {
  const page = await place('/data/services?kind=service');
  await press(page, 'button', /^Лицензия Windows Server/);
  await shows(page, /Вендор этой услуги.*Политика не называет/);
  await press(page, 'link', 'Что ещё не сказано');
  await shows(page, 'Кто именно получает данные для ваших услуг, не названо.');
  expect(page.root.querySelector('dialog')).toBeNull();
  await expect.poll(() => page.root.activeElement?.textContent).toContain('О чём политика не говорит');
});

test('a category that is not in the policy shows who states it, and no date of the policy', async () => {
  const page = await place('/data/rights');
  await shows(page, 'Политика 2020 года такого вида данных не называет');
  await shows(page, 'по сведениям ActiveCloud от 30 ноября 2026 г.');
  expect(page.root.textContent).not.toContain('по политике от');
});
