-- The billing of the demo: a system of its own, as the server finds it at an operator. All names and numbers are invented.
create table accounts (
  id text primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('legal', 'natural')),
  country text not null,
  opened_at date not null,
  closed_at date
);
create table users (id text primary key, name text not null, email text not null, email_since timestamptz not null, phone text not null);
create table account_users (
  user_id text not null references users,
  account_id text not null references accounts,
  place integer not null,
  role text not null,
  primary key (user_id, account_id)
);
create index on account_users (account_id);
create table contracts (id integer primary key, account_id text not null references accounts, number text not null, signed_at date not null);
create table services (id integer primary key, account_id text not null references accounts, name text not null, since date not null);
create table orders (id integer primary key, account_id text not null references accounts, service text not null, ordered_at timestamptz not null, amount numeric(12, 2) not null);
create table payments (
  id integer primary key,
  account_id text not null references accounts,
  paid_at timestamptz not null,
  amount numeric(12, 2) not null,
  currency text not null,
  payer text,
  purpose text not null
);
create index on payments (account_id, paid_at);
create table promised_payments (id integer primary key, account_id text not null references accounts, promised_at timestamptz not null, amount numeric(12, 2) not null, until date not null);
create table acts (id integer primary key, account_id text not null references accounts, number text not null, issued_at date not null, amount numeric(12, 2) not null);
create table reconciliation_acts (id integer primary key, account_id text not null references accounts, from_date date not null, to_date date not null);
create table refunds (id integer primary key, account_id text not null references accounts, refunded_at timestamptz not null, amount numeric(12, 2) not null, reason text not null);
-- The archive of the mailing system: what it sent to whom, and what came of it.
create table sent_emails (
  id text primary key,
  user_id text not null references users,
  topic text,
  kind text not null check (kind in ('mailing', 'service-notice')),
  subject text not null,
  sent_at timestamptz not null,
  delivery text not null check (delivery in ('delivered', 'bounced'))
);

create function pick(list text[], at integer) returns text language sql immutable
  return list[at % array_length(list, 1) + 1];
create function surname(at integer) returns text language sql immutable return pick(array[
  'Лесная', 'Светлова', 'Рощина', 'Полевая', 'Речная', 'Озёрная', 'Луговая', 'Снежная', 'Ветрова', 'Зорина', 'Горная'], at);
create function full_name(at integer) returns text language sql immutable return surname(at) || ' ' || pick(array[
  'Вера', 'Дарья', 'Нина', 'Елена', 'Анна', 'Ольга', 'Мария'], at) || ' ' || pick(array[
  'Павловна', 'Игоревна', 'Викторовна', 'Олеговна', 'Степановна'], at);

-- Of 200 accounts every third is a person's, every 25th is in Belarus, every 40th has ended.
insert into accounts
select 'acc-' || at, 'AC-' || 200000 + at,
  case when at % 3 = 0 then full_name(at * 10)
    else 'ООО «' || pick(array['Северный ветер', 'Тихая гавань', 'Добрые соседи', 'Мельница', 'Большой парк', 'Синий кит', 'Маяк'], at) || ' ' || at || '»' end,
  case when at % 3 = 0 then 'natural' else 'legal' end,
  case when at % 25 = 0 then 'BY' else 'RU' end,
  date '2019-01-15' + at * 9,
  case when at % 40 = 0 then date '2025-06-30' end
from generate_series(1, 200) at;

-- Each account has an owner; a company also has, more or less often, an administrator, a finance manager and a user.
create temporary table people as
select at, role, at * 10 + place as seed, place
from generate_series(1, 200) at
cross join (values (0, 'owner', 1), (1, 'admin', 2), (2, 'finance', 4), (3, 'user', 5)) roles (place, role, every)
where place = 0 or (at % 3 <> 0 and (at = 1 or at % every = 0));
-- One owner has a new address: no code is sent to it.
insert into users
select 'u-' || seed, full_name(seed), 'u' || seed || '@example.ru',
  case when seed = 40 then now() - interval '3 days' else timestamptz '2023-02-01' + seed % 400 * interval '1 day' end,
  '+7 000 ' || lpad(seed::text, 7, '0') from people;
insert into account_users select 'u-' || seed, 'acc-' || at, 0, role from people;
-- One person works in two accounts.
insert into account_users values ('u-10', 'acc-2', 1, 'user');

insert into contracts select at, 'acc-' || at, 'Д-' || 1000 + at, date '2019-01-15' + at * 9 from generate_series(1, 200) at;
insert into services
select row_number() over (), 'acc-' || at, pick(array['VPS', 'Хостинг', 'Домен', 'Резервные копии', 'Почта'], at + n), date '2019-02-01' + at * 9 + n * 60
from generate_series(1, 200) at, generate_series(0, 3) n;
insert into orders
select row_number() over (), 'acc-' || at, pick(array['VPS', 'Хостинг', 'Домен'], at + n), timestamptz '2023-01-10 10:00+03' + at * interval '1 day' + n * interval '90 days', 300 + n * 55
from generate_series(1, 200) at, generate_series(0, 7) n;
-- One account has 50,000 payments; every fifth payment is made by somebody else.
insert into payments
select row_number() over (), 'acc-' || at, timestamptz '2021-01-01 09:00+03' + n * interval '47 minutes' + at * interval '1 hour',
  100 + n % 900, case when at % 25 = 0 then 'BYN' else 'RUB' end,
  case when n % 5 = 0 then full_name(n + at) end, 'Оплата услуг, счёт ' || 10000 + n
from generate_series(1, 200) at, generate_series(1, case when at = 7 then 50000 else 20 + at % 30 end) n;
insert into promised_payments select at, 'acc-' || at, timestamptz '2026-10-01 12:00+03' + at * interval '1 hour', 500, date '2026-10-08' from generate_series(1, 200, 9) at;
insert into acts select row_number() over (), 'acc-' || at, 'А-' || at || '-' || n, date '2024-01-31' + n * 91, 900 + n * 10 from generate_series(1, 200) at, generate_series(0, 5) n;
insert into reconciliation_acts select at, 'acc-' || at, date '2025-01-01', date '2025-12-31' from generate_series(1, 200, 4) at;
insert into refunds select at, 'acc-' || at, timestamptz '2025-05-05 15:00+03' + at * interval '1 day', 250, 'Возврат остатка' from generate_series(1, 200, 11) at;
-- Everybody has had a service notice a quarter; every second owner has had mailings while a topic was on.
insert into sent_emails
select 'notice-' || u.id || '-' || n, u.id, null, 'service-notice',
  pick(array['Услуга закончится через 7 дней', 'Счёт готов к оплате', 'Плановые работы в ночь на субботу'], n + m.place),
  timestamptz '2026-01-20 11:00+03' + n * interval '91 days', 'delivered'
from users u join account_users m on m.user_id = u.id and m.place = 0, generate_series(0, 3) n;
insert into sent_emails
select 'mailing-' || m.user_id || '-' || n, m.user_id, pick(array['promotions', 'holidays', 'renewals'], n), 'mailing',
  pick(array['Резервные копии для ваших серверов со скидкой', 'С наступающим Новым годом!', 'Продлите домен выгоднее до конца месяца'], n),
  timestamptz '2026-10-05 12:00+03' + n * interval '9 days', case when n = 2 then 'bounced' else 'delivered' end
from account_users m, generate_series(0, 5) n where m.role = 'owner' and (m.user_id = 'u-10' or right(m.account_id, 1) in ('2', '4', '6', '8'));
drop function pick cascade;

-- The server reads and can do nothing else.
grant usage on schema public to billing_reader;
grant select on all tables in schema public to billing_reader;
