import { describeAccess, isOwnEntry } from '../access/describe.ts';
import { changedAt } from '../mailings/model.ts';
import { topicLabel } from '../mailings/topics.ts';
import { purposeLabel } from '../policy/catalogue.ts';
import { policy } from '../policy/tables.ts';
import type { Text } from '../problem.ts';
import { titleOf } from '../requests/texts.ts';
import type { Rows } from '../rows.ts';
import { inside, t } from '../text.ts';

/** The kind of the entries of the access log. */
export const ACCESS_ENTRY = 'access-entry';
/** The category of what the center itself keeps about a person. */
export const OWN_CATEGORY = 'rights';
/** The system that keeps it. */
export const OWN_SYSTEM = 'privacy-center';

/** The kinds of its records, in the order of the register. */
export const OWN_RECORD_KINDS = [
  {
    id: 'request',
    label: t('Обращения', 'Requests'),
    note: t('О чём вы просили, черновики тоже.', 'What you asked for, drafts included.'),
  },
  {
    id: 'request-message',
    label: t('Сообщения к обращениям', 'Messages of requests'),
    note: t('Ваши вопросы и наши ответы.', 'Your questions and our replies.'),
  },
  {
    id: 'request-file',
    label: t('Файлы к обращениям', 'Files of requests'),
    note: t('Что вы приложили и что приложили мы.', 'What you attached and what we attached.'),
  },
  {
    id: 'answer',
    label: t('Ответы на обращения', 'Answers to requests'),
    note: t('Что мы решили по каждому пункту.', 'What we decided on each point.'),
  },
  {
    id: 'consent',
    label: t('Согласия', 'Consents'),
    note: t('Когда вы согласились и когда отозвали.', 'When you agreed and when you withdrew.'),
  },
  {
    id: 'objection',
    label: t('Возражения и отказы', 'Objections and opt-outs'),
    note: t('Против чего вы возразили.', 'What you objected to.'),
  },
  {
    id: 'mailing-choice',
    label: t('Выбор рассылок', 'Choices of mailings'),
    note: t('Что и когда включили или выключили.', 'What was turned on or off, and when.'),
  },
  {
    id: 'acknowledgement',
    label: t('Ознакомление с политикой', 'Acknowledged policies'),
    note: t('Какую редакцию вы прочитали.', 'Which version you have read.'),
  },
  {
    id: 'copy',
    label: t('Копии данных', 'Copies of your data'),
    note: t('Что собирали для вас.', 'What we put together for you.'),
  },
  {
    id: ACCESS_ENTRY,
    label: t('Записи журнала доступа о вас', 'Access log entries about you'),
    note: t('Кто смотрел ваши данные.', 'Who looked at your data.'),
  },
] as const satisfies readonly { id: string; label: Text; note: Text }[];

/** A record that the center keeps. */
export interface OwnRecord {
  /** Unique in the category, and the same on each reading. */
  readonly id: string;
  readonly kind: (typeof OWN_RECORD_KINDS)[number]['id'];
  /** RFC 3339. */
  readonly at: string;
  readonly title: Text;
  readonly system: typeof OWN_SYSTEM;
  /** The size of a file. */
  readonly bytes?: number;
}

const same = (text: string): Text => t(text, text);

const consentTitles = {
  given: t('Дано согласие', 'Consent given'),
  withdrawn: t('Отозвано согласие', 'Consent withdrawn'),
  'text-changed': t('Изменился текст согласия', 'The text of the consent changed'),
  kept: t('Новый текст согласия не принят', 'New wording of the consent declined'),
} as const;

const switchTitles = {
  on: t('включено', 'turned on'),
  off: t('выключено', 'turned off'),
  mixed: t('изменено', 'changed'),
} as const;

/** «Дано согласие: показать вам текст переписки». */
const about = (title: Text, purpose: string): Text =>
  t(
    `${title.ru}: ${inside(purposeLabel(purpose, 'ru'))}`,
    `${title.en}: ${inside(purposeLabel(purpose, 'en'))}`,
  );

/** The requests of a person in an account, with their messages, files and answers. */
function requestRecords(rows: Rows, userId: string, accountId: string): Omit<OwnRecord, 'system'>[] {
  const requests = rows.requests.filter(row => row.preparedBy.id === userId && row.accountId === accountId);
  const numbers = new Map(requests.map(({ id, number }) => [id, number]));
  const ofRequest = (title: Text, number: string): Text =>
    t(`${title.ru} ${number}`, `${title.en} ${number}`);
  return [
    ...requests.flatMap((row): Omit<OwnRecord, 'system'>[] => [
      {
        id: `request-${row.id}`,
        kind: 'request',
        at: row.submittedAt ?? row.createdAt,
        title: t(
          `${row.number}: ${titleOf(row.kind, row.details, 'ru')}`,
          `${row.number}: ${titleOf(row.kind, row.details, 'en')}`,
        ),
      },
      ...row.messages.map(message => ({
        id: `request-message-${row.id}-${message.id}`,
        kind: 'request-message' as const,
        at: message.at,
        title: ofRequest(t('Сообщение к обращению', 'Message of the request'), row.number),
      })),
      ...(row.answeredAt === undefined
        ? []
        : [
            {
              id: `answer-${row.id}`,
              kind: 'answer' as const,
              at: row.answeredAt,
              title: ofRequest(t('Ответ на обращение', 'Answer to the request'), row.number),
            },
          ]),
    ]),
    ...rows.attachments
      .filter(row => numbers.has(row.requestId))
      .map(row => ({
        id: `request-file-${row.id}`,
        kind: 'request-file' as const,
        at: row.at,
        title: t(
          `Файл к обращению ${numbers.get(row.requestId) ?? ''}: ${row.name}`,
          `File of the request ${numbers.get(row.requestId) ?? ''}: ${row.name}`,
        ),
        bytes: row.size,
      })),
  ];
}

/** What a person agreed to, objected to, switched and acknowledged: theirs in every account. */
function choiceRecords(rows: Rows, userId: string, now: Date): Omit<OwnRecord, 'system'>[] {
  const own = <Row extends { userId: string }>(table: readonly Row[]): Row[] =>
    table.filter(row => row.userId === userId);
  return [
    ...own(rows.consents).flatMap(row =>
      row.history.map((entry, i) => ({
        id: `consent-${row.id}-${i}`,
        kind: 'consent' as const,
        at: entry.at,
        title: about(consentTitles[entry.what], row.purpose),
      })),
    ),
    ...own(rows.objections).map(row => ({
      id: `objection-${row.purpose}`,
      kind: 'objection' as const,
      at: row.at,
      title: about(t('Возражение', 'Objection'), row.purpose),
    })),
    ...own(rows.toolObjections).map(row => {
      const label = policy().tools.find(({ id }) => id === row.tool)?.label ?? same(row.tool);
      return {
        id: `objection-${row.purpose}-${row.tool}`,
        kind: 'objection' as const,
        at: row.at,
        title: t(`Отказ от сервиса: ${label.ru}`, `Opted out of a tool: ${label.en}`),
      };
    }),
    ...own(rows.mailings.changes).map(row => {
      const [topic, to] = [topicLabel(row.topic), switchTitles[row.to]];
      return {
        id: `mailing-choice-${row.id}`,
        kind: 'mailing-choice' as const,
        at: changedAt(row, now),
        title:
          row.topic === 'all'
            ? t(`${topic.ru}: ${to.ru}`, `${topic.en}: ${to.en}`)
            : t(`Рассылка «${topic.ru}»: ${to.ru}`, `Mailing “${topic.en}”: ${to.en}`),
      };
    }),
    ...own(rows.policy.acknowledgements).map(row => ({
      id: `acknowledgement-${row.version}`,
      kind: 'acknowledgement' as const,
      at: row.at,
      title: t(`Редакция политики ${row.version}`, `Version of the policy ${row.version}`),
    })),
  ];
}

/**
 * Takes all rows and returns the records that the center itself keeps about a person in one account, newest first:
 * requests, copies and log entries of the account, and choices that are the person's in every account. Records later
 * than `now` are left out: a copy takes the instant it was asked for, or it would count itself and its own log entries.
 */
export function ownRecords(
  rows: Rows,
  { userId, accountId, now }: { userId: string; accountId: string; now: Date },
): OwnRecord[] {
  const records = [
    ...requestRecords(rows, userId, accountId),
    ...choiceRecords(rows, userId, now),
    ...rows.exports
      .filter(row => row.createdBy.id === userId && row.accountId === accountId)
      .map(row => ({
        id: `copy-${row.id}`,
        kind: 'copy' as const,
        at: row.createdAt,
        title: t(`Копия данных ${row.number}`, `Copy of your data ${row.number}`),
      })),
    ...rows.access
      .filter(row => row.userId === userId && row.accountId === accountId && isOwnEntry(row))
      .map(row => {
        const { action, object } = describeAccess(row);
        return {
          id: `access-entry-${row.id}`,
          kind: 'access-entry' as const,
          at: row.at,
          title: t(`${action.label.ru}: ${object.ru}`, `${action.label.en}: ${object.en}`),
        };
      }),
  ];
  const today = now.toISOString();
  return records
    .filter(({ at }) => at <= today)
    .map(record => ({ ...record, system: OWN_SYSTEM }) satisfies OwnRecord)
    .toSorted((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}
