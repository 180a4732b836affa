import { t } from '../text.ts';
import type { Lang, Text } from '../problem.ts';
import type { CategoryContent } from './content.ts';

// JSON Schemas of what lies in an archive (2020-12). Closed: a member that is not named here is not in the files.

interface Schema {
  [keyword: string]: unknown;
}

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
const TEXT: Schema = { type: 'string' };
const ID: Schema = { type: 'string', minLength: 1 };
const INSTANT: Schema = { type: 'string', format: 'date-time' };
const DATE: Schema = { type: 'string', format: 'date' };
const COUNT: Schema = { type: 'integer', minimum: 0 };
const DIGEST: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const LANGUAGE: Schema = { enum: ['ru', 'en'] };

const list = (items: Schema): Schema => ({ type: 'array', items });
const closed = (required: Schema, optional: Schema = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
const named = (lang: Lang, localized: Text, schema: Schema): Schema => ({
  ...schema,
  description: localized[lang],
});

const TABLE_NAME: Text = t('Таблица системы', 'Table of the system');
const MANIFEST_VERSION: Text = t(
  'Версия описания системы, начало его SHA-256',
  'Version of the description of the system, the beginning of its SHA-256',
);
const kindSchema = (lang: Lang): Schema =>
  closed(
    { id: ID, label: TEXT, system: ID },
    { table: named(lang, TABLE_NAME, ID), manifest: named(lang, MANIFEST_VERSION, ID) },
  );

const fieldSchema = (lang: Lang): Schema =>
  closed(
    {
      id: ID,
      label: TEXT,
      value: TEXT,
      systems: named(lang, t('Где хранится', 'Where it is kept'), list(ID)),
      collectedAt: named(lang, t('Когда получено', 'When it was collected'), DATE),
    },
    {
      updatedAt: named(lang, t('Когда изменено', 'When it was changed'), DATE),
      provenance: named(
        lang,
        t('Где и когда прочитано', 'Where and when it was read'),
        list(
          closed(
            { system: ID, readAt: INSTANT },
            { table: named(lang, TABLE_NAME, ID), manifest: named(lang, MANIFEST_VERSION, ID) },
          ),
        ),
      ),
    },
  );

const recordSchema = (content: Pick<CategoryContent, 'kinds'>, lang: Lang): Schema =>
  closed(
    {
      id: ID,
      kind: named(
        lang,
        t('Вид записи, имя в kinds', 'Kind of record, named in kinds'),
        content.kinds.length === 0 ? ID : { enum: content.kinds.map(kind => kind.id) },
      ),
      at: named(lang, t('Когда, UTC', 'When, UTC'), INSTANT),
      title: TEXT,
      system: named(lang, t('Где хранится', 'Where it is kept'), ID),
      aboutThirdParty: named(lang, t('Есть данные другого человека', 'Contains another person’s data'), {
        type: 'boolean',
      }),
    },
    {
      day: named(lang, t('День, если время не хранится', 'The day, where no time is kept'), DATE),
      number: TEXT,
      amount: closed({
        amount: { type: 'string', pattern: '^-?\\d+\\.\\d{2}$' },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      }),
      status: closed({ id: ID, label: TEXT }),
      counterparty: named(lang, t('Другой человек, скрыто', 'Another person, hidden'), TEXT),
      channel: TEXT,
      direction: named(
        lang,
        t('in: вы написали, out: написали вам', 'in: you wrote it; out: we wrote to you'),
        { enum: ['in', 'out'] },
      ),
      caller: named(lang, t('Ваш номер', 'Your number'), TEXT),
      attributes: named(lang, t('Другие данные записи', 'Other details of the record'), {
        ...list(closed({ id: ID, label: TEXT, value: TEXT })),
        minItems: 1,
      }),
      files: named(lang, t('Сколько файлов', 'Number of files'), COUNT),
      bytes: COUNT,
      seconds: COUNT,
      humanCheckedAt: named(lang, t('Когда проверил специалист', 'When a specialist checked it'), INSTANT),
      deleteOn: named(lang, t('Когда удалится по правилу', 'When it is due to be deleted'), DATE),
      hold: named(
        lang,
        t('Почему хранится дольше', 'Why it is kept longer'),
        closed({ reason: TEXT, since: DATE, reviewAt: DATE }),
      ),
      text: named(lang, t('Текст сообщения', 'Text of the message'), TEXT),
      attachments: named(lang, t('Файлы письма в архиве', 'Files from this email in the archive'), {
        ...list({ type: 'string', pattern: '^attachments/' }),
        minItems: 1,
      }),
    },
  );

/** The schema of `data/<category>.json`. */
export const categorySchema = (
  content: Pick<CategoryContent, 'id' | 'label' | 'kinds'>,
  lang: Lang,
): object => ({
  $schema: DRAFT,
  $id: `${content.id}.schema.json`,
  title: content.label,
  ...closed({
    category: { const: content.id },
    label: TEXT,
    asOf: named(lang, t('Когда собрано, UTC', 'When it was collected, UTC'), INSTANT),
    systems: named(lang, t('Откуда собрано', 'Where it was collected from'), list(ID)),
    kinds: named(lang, t('Имена видов записей', 'Names of the kinds of records'), list(kindSchema(lang))),
    fields: list({ $ref: '#/$defs/field' }),
    records: named(lang, t('Сначала новые', 'Newest first'), list({ $ref: '#/$defs/record' })),
  }),
  $defs: { field: fieldSchema(lang), record: recordSchema(content, lang) },
});

/** The schema of `manifest.json`. */
export const manifestSchema = (lang: Lang): object => ({
  $schema: DRAFT,
  $id: 'manifest.schema.json',
  title: t('Опись архива', 'File list of the archive')[lang],
  ...closed({
    format: { const: 'activecloud-privacy-export' },
    version: { const: 1 },
    export: closed({
      id: ID,
      number: ID,
      scope: { enum: ['person', 'account'] },
      language: LANGUAGE,
      readyAt: INSTANT,
    }),
    account: closed({ code: ID, name: TEXT }),
    part: closed({ n: { type: 'integer', minimum: 1 }, of: { type: 'integer', minimum: 1 } }),
    categories: list(
      closed({
        id: ID,
        label: TEXT,
        records: COUNT,
        origins: named(
          lang,
          t('Из каких таблиц каких систем прочитано', 'Which tables of which systems it was read from'),
          list(closed({ system: ID, tables: list(ID), manifests: list(ID) })),
        ),
      }),
    ),
    files: named(
      lang,
      t('Все файлы этой части, кроме самой описи', 'Every file in this part except the file list itself'),
      list(
        closed({
          path: ID,
          size: COUNT,
          sha256: DIGEST,
          system: named(
            lang,
            t('Системы, из которых собран файл', 'Systems this file was collected from'),
            TEXT,
          ),
          collectedAt: INSTANT,
        }),
      ),
    ),
    excluded: named(
      lang,
      t('Что не вошло и почему', 'What was left out and why'),
      list(closed({ what: TEXT, reason: TEXT })),
    ),
    masked: named(
      lang,
      t('Что скрыто и почему', 'What is hidden and why'),
      list(closed({ what: TEXT, count: COUNT, reason: TEXT })),
    ),
  }),
});

const LAW = closed({ law: TEXT }, { article: TEXT });
const FACT = closed(
  { source: { enum: ['policy', 'law', 'operator', 'assumed'] }, asOf: DATE, confirmed: { type: 'boolean' } },
  { note: TEXT },
);

/** The schema of `statement.json`. */
export const statementSchema = (lang: Lang): object => ({
  $schema: DRAFT,
  $id: 'statement.schema.json',
  title: t('Сведения об обработке', 'Information on processing')[lang],
  ...closed({
    number: ID,
    issuedAt: INSTANT,
    controller: closed({ name: TEXT, contactsUrl: { type: 'string', format: 'uri' } }, { address: TEXT }),
    subject: closed({ name: TEXT, accountCode: TEXT, accountName: TEXT }),
    processingConfirmed: { type: 'boolean' },
    summary: TEXT,
    sections: list(
      closed(
        {
          id: ID,
          law: LAW,
          title: TEXT,
          state: { enum: ['stated', 'partly', 'policy-silent'] },
          paragraphs: list(TEXT),
          fact: FACT,
        },
        { table: closed({ columns: list(TEXT), rows: list(list(TEXT)) }) },
      ),
    ),
    partial: list(
      closed(
        { system: ID, label: TEXT },
        { lastGoodAt: INSTANT, reason: { enum: ['not-searched', 'not-connected'] } },
      ),
    ),
  }),
});
