import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import type { Text } from '../../core/problem.ts';
import type { RecordPart, SourceField } from '../../core/register/source-data.ts';
import { DIALECT_IDS, type DialectId } from './dialects/dialect.ts';
import { isZone } from './zones.ts';

/** What records of a kind may have besides `id`, `at` and `title`, and the columns that it lies in. */
export const PART_COLUMNS = {
  number: ['number'],
  amount: ['amount', 'currency'],
  status: ['status'],
  'third-party': ['third_party'],
  channel: ['channel'],
  direction: ['direction'],
  caller: ['caller'],
  duration: ['seconds'],
} as const;
export type ManifestPart = keyof typeof PART_COLUMNS;

/** The parts that lists of the register have columns for. */
export const isRecordPart = (part: ManifestPart): part is ManifestPart & RecordPart =>
  part !== 'number' && part !== 'direction';

/** Words for the codes of a column. */
export type Codes = Readonly<Record<string, Text>>;

/** A named value of records: a column of the query. */
export interface AttributeManifest {
  readonly label: Text;
  /** How it is written and masked; without it a text. */
  readonly type?: SourceField['type'];
  /** Without it open. */
  readonly sensitivity?: SourceField['sensitivity'];
}

/** Records of one kind: a plain `select` of the operator. */
export interface KindManifest {
  readonly label: Text;
  readonly note: Text;
  /** Its columns: `id`, `at`, those of the title, and those of the parts and attributes that it has. */
  readonly query: string;
  /** The table that the records are of. */
  readonly table?: string;
  readonly retention?: string;
  readonly has: readonly ManifestPart[];
  /** The column `at` is a day without a time. */
  readonly at?: 'day';
  /** The time zone of whose clock `at` is, where the column has none. */
  readonly zone?: string;
  /** The title in both languages, with columns in braces: `{vid}: {fqdn}`; without it the column `title`. */
  readonly title?: Text;
  /** Words for the codes of `status`, `channel`, columns of the title and attributes. */
  readonly codes?: Readonly<Record<string, Codes>>;
  /** Other columns with their names. */
  readonly attributes?: Readonly<Record<string, AttributeManifest>>;
}

const IN_BRACES = /\{([a-z_]\w*)\}/gi;

/** Columns that the title of a kind is made of. */
export const titleColumns = ({ title }: Pick<KindManifest, 'title'>): string[] =>
  title === undefined
    ? ['title']
    : [
        ...new Set(
          [title.ru, title.en].flatMap(text => [...text.matchAll(IN_BRACES)].map(([, name = '']) => name)),
        ),
      ];

/** The pieces of a title: texts, and columns between them. */
export const titlePieces = (
  template: string,
): readonly { readonly text?: string; readonly column?: string }[] =>
  template
    .split(IN_BRACES)
    .map((piece, place) => (place % 2 === 0 ? { text: piece } : { column: piece }))
    .filter(({ text }) => text !== '');

/** A single value of a category. */
export interface ColumnManifest extends Pick<SourceField, 'label' | 'type' | 'sensitivity' | 'source'> {
  readonly ofAccount?: boolean;
  /** The table that the value is of; without it that of the row. */
  readonly table?: string;
  /** The time zone of the column and of its `_since`; without it that of the row. */
  readonly zone?: string;
  readonly codes?: Codes;
}

/** Single values of a category: one row, a column each. */
export interface FieldsManifest {
  readonly query: string;
  /** The time zone of whose clock the row's times are, where their columns have none. */
  readonly zone?: string;
  /** The table that the row is of, as customers read it in the details of a value and in copies. */
  readonly table?: string;
  readonly columns: Readonly<Record<string, ColumnManifest>>;
}

/** Columns that each query of a directory has to bring; it may bring `ended`, `email_since` and `place` besides. */
export const DIRECTORY_COLUMNS = {
  accounts: ['id', 'code', 'name', 'kind', 'jurisdiction'],
  people: ['id', 'name', 'email', 'phone'],
  memberships: ['person_id', 'account_id', 'role'],
} as const;
export type DirectoryTable = keyof typeof DIRECTORY_COLUMNS;
/** Everybody who may sign in: queries of all accounts, all people, and who has which role in which account. */
export type DirectoryManifest = Readonly<Record<DirectoryTable, string>>;

/** A system that is connected by SQL. */
export interface Manifest {
  readonly system: string;
  /** The beginning of the SHA-256 of the file: each value says by which version it was read. */
  readonly version: string;
  /** The variable with its address: one that begins with `SOURCE_`. */
  readonly connection: string;
  /** The SQL that its queries are written in; without it that of the address. An address of another dialect is refused. */
  readonly dialect?: DialectId;
  /** Tables (`notes`) and columns (`users.theme`) without personal data, or that another system answers for: `sources check` is silent about them. */
  readonly leftOut?: readonly string[];
  /** How a signed-in person becomes this system's key: `:accountId`, `:accountCode` and `:userId` are bound; exactly one row. */
  readonly subject: string;
  /** Accounts, people and roles come from this system: they are copied into the database again and again. */
  readonly directory?: DirectoryManifest;
  readonly categories: Readonly<
    Record<
      string,
      { readonly records?: Readonly<Record<string, KindManifest>>; readonly fields?: FieldsManifest }
    >
  >;
}

/** What is wrong with a manifest, a line for each, with file and line. */
export class ManifestError extends Error {}

type Check = (path: readonly (string | number)[], text: string) => void;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that a part of a manifest may have. */
const KEYS = {
  manifest: ['system', 'connection', 'dialect', 'leftOut', 'subject', 'directory', 'categories'],
  directory: ['accounts', 'people', 'memberships'],
  category: ['records', 'fields'],
  kind: ['label', 'note', 'query', 'table', 'has', 'retention', 'at', 'zone', 'title', 'codes', 'attributes'],
  attribute: ['label', 'type', 'sensitivity'],
  fields: ['query', 'table', 'zone', 'columns'],
  column: ['label', 'type', 'sensitivity', 'source', 'ofAccount', 'table', 'zone', 'codes'],
} as const;
const TYPES: readonly SourceField['type'][] = [
  'text',
  'date',
  'money',
  'email',
  'phone',
  'passport',
  'address',
  'code',
];
const SENSITIVITIES: readonly SourceField['sensitivity'][] = ['open', 'masked', 'step-up'];
/** Ids stand in addresses. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._~-]*$/;
const COLUMN = /^[a-z_]\w*$/i;
/** A table, with its schema before it where that is not the usual one. */
const TABLE = /^[a-z_]\w{0,62}(\.[a-z_]\w{0,62})?$/i;
/** Attributes that the core makes itself. */
const RESERVED = new Set(['body', 'caller', 'files']);

/** A key that is misspelt would be passed over in silence. */
function checkKeys(value: unknown, part: keyof typeof KEYS, path: readonly string[], fault: Check): void {
  for (const key of isObject(value) ? Object.keys(value) : [])
    if (!(KEYS[part] as readonly string[]).includes(key))
      fault([...path, key], `is no key here: ${KEYS[part].join(', ')} are`);
}

function checkOneOf(value: unknown, known: Iterable<string>, path: readonly string[], fault: Check): void {
  const names = [...known];
  if (!names.includes(String(value))) fault(path, `is none of ${names.join(', ')}`);
}

function checkText(value: unknown, path: readonly string[], fault: Check): void {
  for (const lang of ['ru', 'en'])
    if (!isObject(value) || typeof value[lang] !== 'string' || value[lang] === '')
      fault(path, `needs a text in «${lang}»`);
}

function checkQuery(value: unknown, path: readonly string[], fault: Check): void {
  if (typeof value !== 'string') fault(path, 'needs a query');
  else if (!/^\s*(select|with)\b/i.test(value)) fault(path, 'is no select');
  else if (value.includes(';'))
    fault(
      path,
      'has a semicolon: none may be in a query, also inside quotes or a comment (write chr(59) or char(59))',
    );
}

function checkTable(value: unknown, path: readonly string[], fault: Check): void {
  if (value !== undefined && (typeof value !== 'string' || !TABLE.test(value)))
    fault(path, 'is no name of a table like payments or billing.payments');
}

function checkZone(value: unknown, path: readonly string[], fault: Check): void {
  if (value !== undefined && (typeof value !== 'string' || !isZone(value)))
    fault(path, 'is no time zone like Europe/Moscow');
}

function checkCodes(value: unknown, path: readonly string[], fault: Check): void {
  if (value === undefined) return;
  if (!isObject(value)) return fault(path, 'needs a text in «ru» and «en» for each code');
  for (const [code, text] of Object.entries(value)) checkText(text, [...path, code], fault);
}

/** Checks what a kind says of its columns besides `has`. */
function checkColumns(row: Record<string, unknown>, path: readonly string[], fault: Check): void {
  if (row['at'] !== undefined && row['at'] !== 'day') fault([...path, 'at'], 'is none of day');
  checkZone(row['zone'], [...path, 'zone'], fault);
  if (row['at'] === 'day' && row['zone'] !== undefined)
    fault([...path, 'zone'], 'is of times, and at is a day');
  if (row['title'] !== undefined) checkText(row['title'], [...path, 'title'], fault);
  const attributes = row['attributes'] ?? {};
  if (!isObject(attributes)) return fault([...path, 'attributes'], 'needs a column for each attribute');
  for (const [name, attribute] of Object.entries(attributes)) {
    const place = [...path, 'attributes', name];
    if (!COLUMN.test(name)) fault(place, 'is no name of a column: letters, digits and _');
    if (RESERVED.has(name)) fault(place, 'is a name that records have already: choose another one with «as»');
    if (!isObject(attribute)) {
      fault(place, 'needs a label');
      continue;
    }
    checkKeys(attribute, 'attribute', place, fault);
    checkText(attribute['label'], [...place, 'label'], fault);
    if (attribute['type'] !== undefined) checkOneOf(attribute['type'], TYPES, [...place, 'type'], fault);
    if (attribute['sensitivity'] !== undefined)
      checkOneOf(attribute['sensitivity'], SENSITIVITIES, [...place, 'sensitivity'], fault);
  }
  const codes = row['codes'] ?? {};
  if (!isObject(codes)) return fault([...path, 'codes'], 'needs a table for each column');
  const title = row['title'];
  const ofTitle = isObject(title)
    ? titleColumns({ title: { ru: String(title['ru']), en: String(title['en']) } })
    : [];
  const known = ['status', 'channel', ...ofTitle, ...Object.keys(attributes)];
  for (const [column, table] of Object.entries(codes)) {
    checkOneOf(column, known, [...path, 'codes', column], fault);
    checkCodes(table, [...path, 'codes', column], fault);
  }
}

function checkCategory(
  name: string,
  value: unknown,
  system: string | undefined,
  { categories, sources, retention }: KnownIds,
  fault: Check,
): void {
  const at = ['categories', name];
  const systems = categories.get(name);
  if (systems === undefined) fault(at, 'is no category of the policy');
  // Pages name the systems of the policy that do not answer: of another one nobody would learn.
  else if (system !== undefined && !systems.includes(system))
    fault(at, `is not kept by ${system} in the policy, but by ${systems.join(', ')}`);
  if (!isObject(value)) return fault(at, 'needs records or fields');
  checkKeys(value, 'category', at, fault);
  for (const [kind, row] of Object.entries(isObject(value['records']) ? value['records'] : {})) {
    const path = [...at, 'records', kind];
    if (!isObject(row)) {
      fault(path, 'needs label, note and query');
      continue;
    }
    checkKeys(row, 'kind', path, fault);
    if (!ID.test(kind)) fault(path, 'has other signs than letters, digits and . _ ~ -');
    if (row['has'] !== undefined && !Array.isArray(row['has'])) fault([...path, 'has'], 'is no list');
    if (row['retention'] !== undefined)
      checkOneOf(row['retention'], retention, [...path, 'retention'], fault);
    checkText(row['label'], [...path, 'label'], fault);
    checkText(row['note'], [...path, 'note'], fault);
    checkQuery(row['query'], [...path, 'query'], fault);
    checkTable(row['table'], [...path, 'table'], fault);
    checkColumns(row, path, fault);
    for (const part of Array.isArray(row['has']) ? row['has'] : [])
      if (!Object.hasOwn(PART_COLUMNS, String(part)))
        fault([...path, 'has'], `«${part}» is none of ${Object.keys(PART_COLUMNS).join(', ')}`);
  }
  const fields = value['fields'];
  if (fields === undefined) return;
  checkQuery(isObject(fields) ? fields['query'] : undefined, [...at, 'fields', 'query'], fault);
  const columns = isObject(fields) && isObject(fields['columns']) ? fields['columns'] : {};
  checkKeys(fields, 'fields', [...at, 'fields'], fault);
  checkZone(isObject(fields) ? fields['zone'] : undefined, [...at, 'fields', 'zone'], fault);
  checkTable(isObject(fields) ? fields['table'] : undefined, [...at, 'fields', 'table'], fault);
  for (const [column, row] of Object.entries(columns)) {
    const path = [...at, 'fields', 'columns', column];
    if (!isObject(row)) {
      fault(path, 'needs label, type, sensitivity and source');
      continue;
    }
    checkKeys(row, 'column', path, fault);
    checkText(row['label'], [...path, 'label'], fault);
    checkOneOf(row['type'], TYPES, [...path, 'type'], fault);
    checkOneOf(row['sensitivity'], SENSITIVITIES, [...path, 'sensitivity'], fault);
    checkOneOf(row['source'], sources, [...path, 'source'], fault);
    checkZone(row['zone'], [...path, 'zone'], fault);
    checkTable(row['table'], [...path, 'table'], fault);
    checkCodes(row['codes'], [...path, 'codes'], fault);
  }
}

function checkDirectory(value: unknown, fault: Check): void {
  if (value === undefined) return;
  checkKeys(value, 'directory', ['directory'], fault);
  for (const table of KEYS.directory)
    checkQuery(isObject(value) ? value[table] : undefined, ['directory', table], fault);
}

/** A manifest with what finds file and line of a part: `billing.yaml:12`. */
function located(text: string, file: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (path: readonly (string | number)[]): string => {
    // Of a part that is missing the nearest one around it has a line.
    const node = path.map((_, i) => document.getIn(path.slice(0, path.length - i), true)).find(Boolean);
    const start = (node as { range?: [number] } | undefined)?.range?.[0] ?? 0;
    return `${file}:${lines.linePos(start).line}`;
  };
  return { document, lines, placeOf };
}

/** File and line of a part of a manifest that was read without faults: `billing.yaml:12`. */
export const placeIn = (text: string, file: string, path: readonly string[]): string =>
  located(text, file).placeOf(path);

/** Ids of the policy that a manifest may name. */
export interface KnownIds {
  readonly systems: ReadonlySet<string>;
  /** Categories with the systems that keep them. */
  readonly categories: ReadonlyMap<string, readonly string[]>;
  /** Ways in which data comes. */
  readonly sources: ReadonlySet<string>;
  /** Rules of retention. */
  readonly retention: ReadonlySet<string>;
}

/** Digits of the version of a manifest: enough for the versions that a file ever has. */
const VERSION_DIGITS = 12;

/** A kind without `has` has nothing besides its time and title. */
const withDefaults = (manifest: Omit<Manifest, 'version'>, version: string): Manifest => ({
  ...manifest,
  version,
  categories: Object.fromEntries(
    Object.entries(manifest.categories).map(([name, { records = {}, ...rest }]) => [
      name,
      {
        ...rest,
        records: Object.fromEntries(
          Object.entries(records).map(([kind, row]) => [kind, { ...row, has: row.has ?? [] }]),
        ),
      },
    ]),
  ),
});

/**
 * Reads a manifest.
 * @param file its name, for errors
 * @param policy ids that it may name
 * @throws ManifestError with a line for each fault: `billing.yaml:12: …`
 */
export function readManifest(text: string, file: string, policy: KnownIds): Manifest {
  const { document, lines, placeOf } = located(text, file);
  const faults: string[] = document.errors.map(
    error => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
  );
  const value: unknown = document.toJS();
  const fault: Check = (path, message) => {
    faults.push(`${placeOf(path)}: ${path.join('.')} ${message}`);
  };
  if (faults.length === 0) {
    const root = isObject(value) ? value : {};
    checkKeys(root, 'manifest', [], fault);
    const system = policy.systems.has(String(root['system'])) ? String(root['system']) : undefined;
    if (system === undefined) fault(['system'], 'is no system of the policy');
    if (typeof root['connection'] !== 'string' || !/^SOURCE_[A-Z0-9_]+$/.test(root['connection']))
      fault(['connection'], 'needs the name of a variable that begins with SOURCE_');
    const dialect = root['dialect'];
    if (dialect !== undefined && !(DIALECT_IDS as readonly unknown[]).includes(dialect))
      fault(['dialect'], `is none of ${DIALECT_IDS.join(', ')}`);
    checkQuery(root['subject'], ['subject'], fault);
    checkDirectory(root['directory'], fault);
    const leftOut = root['leftOut'] ?? [];
    if (!Array.isArray(leftOut) || leftOut.some(one => typeof one !== 'string'))
      fault(['leftOut'], 'is no list of tables and columns');
    const categories = isObject(root['categories']) ? root['categories'] : {};
    if (Object.keys(categories).length === 0) fault(['categories'], 'needs a category');
    for (const [name, row] of Object.entries(categories)) checkCategory(name, row, system, policy, fault);
  }
  if (faults.length > 0) throw new ManifestError(faults.join('\n'));
  const version = createHash('sha256').update(text).digest('hex').slice(0, VERSION_DIGITS);
  return withDefaults(value as Omit<Manifest, 'version'>, version);
}
