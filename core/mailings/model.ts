import type { components } from '../../src/api/generated/schema.ts';
import type { SubscriptionState } from '../../src/domain/ids.ts';
import { maskFor } from '../../src/domain/masking.ts';
import { allowedTransitions } from '../../src/domain/states.ts';
import { canUndo, undoUntil } from '../../src/domain/subscription-states.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import type { Directory, OutgoingEmail } from '../ports.ts';
import type { Lang, Text } from '../problem.ts';
import { problem } from '../problem.ts';
import { t } from '../text.ts';
import type { ChangeRow, EmailRow, MailingsSlice } from './state.ts';
import { basisLabel, categoryLabel } from '../policy/catalogue.ts';
import { TOPICS } from '../policy/tables.ts';
import { topicLabel } from './topics.ts';

type Schema = components['schemas'];

/** The masked address of a person: mailings go to this one only. */
export const maskedEmailOf = (directory: Directory, userId: string): string =>
  maskFor('email', directory.user(userId)?.email ?? '');

/** What a switch stands at; without a row it is off. */
export const stateOf = (db: MailingsSlice, userId: string, topic: string): SubscriptionState =>
  db.mailings.subscriptions.find(row => row.userId === userId && row.topic === topic)?.state ?? 'off';

const MINUTE = 60_000;

/**
 * When a change was made. A seeded fresh one is as fresh as it was meant whenever somebody comes; it moves in
 * steps of four minutes, so that two looks one after the other see the same ledger.
 */
export const changedAt = (row: ChangeRow, now: Date): string => {
  if (row.agoSeconds === undefined) return row.at;
  const age = now.getTime() - Date.parse(row.at);
  if (age >= 0 && age < 8 * MINUTE) return row.at;
  const step = Math.floor(now.getTime() / (4 * MINUTE)) * 4 * MINUTE;
  return new Date(step - row.agoSeconds * 500).toISOString();
};

/** The ledger of a user, newest first. */
export const ledgerOf = (db: MailingsSlice, userId: string, now: Date): ChangeRow[] =>
  db.mailings.changes
    .filter(row => row.userId === userId)
    .toSorted((a, b) => changedAt(b, now).localeCompare(changedAt(a, now)));

/** Seeded fresh changes get their time as soon as something happens to them or beside them. */
const settle = (db: MailingsSlice, userId: string, now: Date): void => {
  for (const row of db.mailings.changes) {
    if (row.userId !== userId || row.agoSeconds === undefined) continue;
    row.at = changedAt(row, now);
    for (const subscription of db.mailings.subscriptions) {
      if (subscription.userId === userId && row.topic === subscription.topic) subscription.since = row.at;
    }
    delete row.agoSeconds;
  }
};

/** Who changes a switch, and from where. */
export type ChangeSource = Pick<ChangeRow, 'by' | 'via'> & { token?: string };

/** What changed a switch, in words. */
export const changeSourceLabel = ({ by, via }: Pick<ChangeRow, 'by' | 'via'>): Text => {
  switch (by) {
    case 'user':
      return t('Вы', 'You');
    case 'letter':
      return via === 'one-click'
        ? t('Кнопка почтовой программы', 'Unsubscribe button of a mail app')
        : t('Ссылка из письма', 'Link in an email');
    case 'staff':
      return t('Сотрудник поддержки по вашей просьбе', 'Support staff at your request');
    case 'system':
      return t('Автоматически', 'Automatically');
  }
};

const put = (
  db: MailingsSlice,
  userId: string,
  topic: string,
  state: SubscriptionState,
  at: string,
): void => {
  const row = db.mailings.subscriptions.find(one => one.userId === userId && one.topic === topic);
  if (row === undefined) db.mailings.subscriptions.push({ userId, topic, state, since: at });
  else Object.assign(row, { state, since: at });
};

/**
 * Switches topics and writes one row of the ledger; nothing is written when nothing changes, so that saying it a
 * hundred times leaves one row.
 */
export const switchTopics = (
  db: MailingsSlice,
  userId: string,
  topics: readonly string[],
  to: SubscriptionState,
  source: ChangeSource,
  now: Date,
  asTopic?: string,
): ChangeRow | undefined => {
  const changing = topics.filter(topic => stateOf(db, userId, topic) !== to);
  if (changing.length === 0) return undefined;
  settle(db, userId, now);
  const at = now.toISOString();
  const [only = ''] = changing;
  const before = Object.fromEntries(topics.map(topic => [topic, stateOf(db, userId, topic)]));
  for (const topic of changing) put(db, userId, topic, to, at);
  const row: ChangeRow = {
    id: newId('mc'),
    userId,
    at,
    topic: asTopic ?? (changing.length === 1 ? only : 'all'),
    before,
    to,
    by: source.by,
    via: source.via,
    ...(source.token === undefined ? {} : { token: source.token }),
  };
  db.mailings.changes.push(row);
  return row;
};

/** Every topic off at once, because the ground for mailings is gone or the customer said so. */
export const switchAllOff = (
  db: MailingsSlice,
  userId: string,
  source: ChangeSource,
  now: Date,
): ChangeRow | undefined =>
  switchTopics(
    db,
    userId,
    TOPICS.map(topic => topic.id),
    'off',
    source,
    now,
    'all',
  );

const UNDOABLE: ReadonlySet<ChangeRow['via']> = new Set(['account', 'letter', 'one-click']);

/** Until when a change can be undone: an opt-out of the last 10 minutes that nothing has followed. */
export const undoUntilOf = (db: MailingsSlice, row: ChangeRow, now: Date): string | undefined => {
  if (row.to !== 'off' || row.undone === true || !UNDOABLE.has(row.via)) return undefined;
  const at = changedAt(row, now);
  if (!canUndo(at, now)) return undefined;
  const restored = Object.entries(row.before).filter(([, state]) => state === 'on');
  const untouched = restored.every(([topic]) => stateOf(db, row.userId, topic) === 'off');
  return untouched && restored.length > 0 ? undoUntil(at) : undefined;
};

/** Undoes an opt-out: each topic gets the state it had. Returns the new row of the ledger, none where it was undone before. Ends with `gone` or `conflict` when it is too late. */
export const undoChange = (
  db: MailingsSlice,
  row: ChangeRow,
  by: ChangeRow['by'],
  now: Date,
): ChangeRow | undefined => {
  if (row.undone === true) return undefined;
  if (undoUntilOf(db, row, now) === undefined) {
    if (row.to !== 'off' || !UNDOABLE.has(row.via)) {
      throw problem('conflict', {
        detail: t('Отменить можно только отключение.', 'You can only undo turning a topic off.'),
      });
    }
    if (canUndo(changedAt(row, now), now)) throw problem('conflict');
    throw problem('gone', {
      detail: t(
        'Прошло больше 10 минут. Включить тему снова можно в разделе «Рассылки».',
        'It has been more than 10 minutes. You can turn the topic back on under “Mailings”.',
      ),
    });
  }
  settle(db, row.userId, now);
  const at = now.toISOString();
  const restored = Object.entries(row.before).filter(([, state]) => state === 'on');
  for (const [topic] of restored) {
    if (!allowedTransitions('subscription', stateOf(db, row.userId, topic)).includes('undo'))
      throw problem('conflict');
    put(db, row.userId, topic, 'on', at);
  }
  row.undone = true;
  const undoing: ChangeRow = {
    id: newId('mc'),
    userId: row.userId,
    at,
    topic: row.topic,
    before: Object.fromEntries(restored.map(([topic]) => [topic, 'off' as const])),
    to: Object.values(row.before).includes('off') ? 'mixed' : 'on',
    by,
    via: 'undo',
  };
  db.mailings.changes.push(undoing);
  return undoing;
};

const fromOf = (row: ChangeRow): Schema['MailingChange']['from'] => {
  const states = new Set(Object.values(row.before));
  if (states.size > 1) return 'mixed';
  return [...states][0] ?? 'off';
};

/** A row of the ledger as the customer sees it. */
export const changeView = (
  db: MailingsSlice,
  row: ChangeRow,
  now: Date,
  lang: Lang,
): Schema['MailingChange'] => {
  const until = undoUntilOf(db, row, now);
  return {
    id: row.id,
    at: changedAt(row, now),
    topic: row.topic,
    topicLabel: topicLabel(row.topic)[lang],
    from: fromOf(row),
    to: row.to,
    by: { kind: row.by, label: changeSourceLabel(row)[lang] },
    via: row.via,
    ...(until === undefined ? {} : { undoUntil: until }),
  };
};

/** How far an email has come: the mailing system may send it until `sendBy`. */
export const deliveryOf = ({ delivery, sendBy }: EmailRow, now: Date): EmailRow['delivery'] =>
  sendBy !== undefined && now.toISOString() < sendBy ? 'queued' : delivery;

/** What the view of an email needs of its request. */
type EmailReader = Pick<Context<'listLetters'>, 'base' | 'secretSuffix' | 'now' | 'lang' | 'directory'>;

/** How the recipients of an email were chosen, where its topic says so. */
const selectionOf = ({ topic, matched }: EmailRow, lang: Lang): Pick<Schema['Letter'], 'selection'> => {
  const selection = TOPICS.find(({ id }) => id === topic)?.selection;
  if (selection === undefined) return {};
  const { rule, basis, categories } = selection;
  return {
    selection: {
      rule: rule[lang],
      ...(matched === undefined ? {} : { matched: matched[lang] }),
      basisLabel: basisLabel(basis, lang),
      categories: categories.map(id => ({ id, label: categoryLabel(id, lang) })),
    },
  };
};

/** An email as the customer sees it; mailings carry the link by which they are unsubscribed from. */
export const emailView = (
  row: EmailRow,
  { base, secretSuffix, now, lang, directory }: EmailReader,
): Schema['Letter'] => ({
  id: row.id,
  at: row.at,
  ...(row.topic === undefined ? {} : { topic: row.topic }),
  kind: row.kind,
  subject: row.subject[lang],
  why: row.why[lang],
  ...selectionOf(row, lang),
  address: maskedEmailOf(directory, row.userId),
  delivery: deliveryOf(row, now),
  ...(row.token === undefined ? {} : { unsubscribeUrl: `${base}/unsubscribe/${row.token}${secretSuffix}` }),
});

const DAY = 24 * 3_600_000;

/** Emails that went to a user, newest first. */
export const emailsOf = (db: MailingsSlice, userId: string): EmailRow[] =>
  newestFirst(db.mailings.letters.filter(row => row.userId === userId && row.refused !== true));

const newestFirst = (rows: readonly EmailRow[]): EmailRow[] =>
  rows.toSorted((a, b) => b.at.localeCompare(a.at));

/** An email that the gate refused, as an entry of the history: nothing was switched. */
const refusedView = ({ id, at, topic = '', subject }: EmailRow, lang: Lang): Schema['MailingChange'] => ({
  id,
  at,
  topic,
  topicLabel: topicLabel(topic)[lang],
  from: 'off',
  to: 'off',
  by: { kind: 'system', label: t('Система рассылок', 'The mailing system')[lang] },
  via: 'import',
  refused: { subject: subject[lang] },
});

/** The history of a user, newest first: changes of switches, and emails that the gate refused. */
export const historyOf = (
  db: MailingsSlice,
  userId: string,
  now: Date,
  lang: Lang,
): Schema['MailingChange'][] =>
  [
    ...ledgerOf(db, userId, now).map(row => changeView(db, row, now, lang)),
    ...db.mailings.letters
      .filter(row => row.userId === userId && row.refused === true)
      .map(row => refusedView(row, lang)),
  ].toSorted((a, b) => b.at.localeCompare(a.at));

/** Emails of the last 365 days. */
export const inLastYear = (rows: readonly EmailRow[], now: Date): EmailRow[] =>
  rows.filter(row => Date.parse(row.at) > now.getTime() - 365 * DAY && Date.parse(row.at) <= now.getTime());

/** The email that says to a person which mailing was turned off or on in their name, and from where. */
export const mailingEmail = ({ userId, topic, to, at, via }: ChangeRow, lang: Lang): OutgoingEmail => ({
  userId,
  lang,
  template: to === 'off' ? 'mailings-stopped' : 'mailings-started',
  parameters: { topic, at, via },
});
