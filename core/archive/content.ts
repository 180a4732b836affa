import type { components } from '../../src/api/generated/schema.ts';
import { safeName } from './zip.ts';
import type { ExportRow, ExportSpec } from '../exports/state.ts';
import { systemsOf } from '../policy/catalogue.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { CopyPorts, Directory, Policies, Principal, RegisterCaller, Sources } from '../ports.ts';
import { fieldsSeen, seenCategories } from '../register/amounts.ts';
import { periodSelection, recordViews } from '../register/records.ts';
import type {
  RecordCount,
  RecordKind,
  Selection,
  SourceField,
  SourceRecord,
} from '../register/source-data.ts';
import { onlyProvided, withoutKinds } from '../register/provided.ts';
import { withOwnRecords } from '../register/own-sources.ts';
import { hiddenFrom, subjectOf } from '../register/visibility.ts';
import type { Rows } from '../rows.ts';

type Schema = components['schemas'];

/** The maker of a copy, and what is asked for it. */
export type Caller = RegisterCaller & { readonly policies: Policies; readonly directory: Directory };

/** What a copy is made from: systems that answer, or what was collected of them. */
export type CopySources = Pick<Sources, 'kinds' | 'fields' | 'count' | 'sample' | 'stream' | 'attachment'>;

/** The maker of a copy, and what it is made from. */
export type CopyCaller = Omit<Caller, 'sources'> & { readonly sources: CopySources };

/** Records of a page that is read in one go. */
const COLLECTED_PAGE = 500;

/** A file that came with an email the customer wrote. */
interface EmailFile {
  /** Where it lies in the archive. */
  path: string;
  text: string;
}

/** A record as it goes into an archive; `text` and `attachments` only with the consent to show correspondence. */
export type ExportedRecord = Omit<Schema['Record'], 'attributes' | 'retention' | 'service'> & {
  /** How many files a server holds. */
  files?: number;
  /** The customer’s own number a call came from. */
  caller?: string;
  /** Values of the attributes of its kind. */
  attributes?: { id: string; label: string; value: string }[];
  text?: string;
  /** Paths in the archive. */
  attachments?: string[];
};

/** What one system has brought of a category. */
export interface Counts {
  records: number;
  /** Names of other people and firms, masked. */
  names: number;
  /** Texts that speak of another person, masked in part. */
  texts: number;
}

/** What an archive holds of one category. Its records are made when they are asked for and kept nowhere. */
export interface CategoryContent {
  id: string;
  label: string;
  kinds: readonly RecordKind[];
  /** Ids of the systems it was collected from. */
  systems: string[];
  /** When the last of them was collected, RFC 3339. */
  collectedAt: string;
  fields: readonly SourceField[];
  records: number;
  /** Emails that came with a file which goes into the archive. */
  attachments: number;
  bySystem: Map<string, Counts>;
  /** All records, newest first, in pages of so many. */
  read(pageSize?: number): AsyncIterable<readonly ExportedRecord[]>;
  /** About so many of them, from the newest to the oldest. */
  sample(count: number): Promise<ExportedRecord[]>;
  /** The files of the emails. */
  files(): AsyncIterable<EmailFile>;
}

/**
 * For whom a copy is made: whoever asked for it; the account's owner when they are no member any more.
 * @throws Error when nobody owns the account
 */
export const makerOf = (
  { directory }: Pick<CopyPorts, 'directory'>,
  { createdBy, accountId }: Pick<ExportRow, 'createdBy' | 'accountId'>,
): Principal => {
  const seats = directory
    .members(accountId)
    .flatMap(({ id, name, memberships }) =>
      memberships.flatMap(seat =>
        seat.accountId === accountId ? [{ userId: id, name, role: seat.role }] : [],
      ),
    );
  const seat =
    seats.find(({ userId }) => userId === createdBy.id) ?? seats.find(({ role }) => role === 'owner');
  const account = directory.account(accountId);
  if (seat === undefined || account === undefined) throw new Error(`nobody owns ${accountId}`);
  return { ...seat, accountId, accountCode: account.code, jurisdiction: account.jurisdiction };
};

/** The systems as far as the copy reaches: all of them, or what the customer has provided, without the kinds left out. */
export const sourcesOf = (sources: Sources, spec: Pick<ExportSpec, 'onlyProvided' | 'leftOut'>): Sources => {
  const narrowed = spec.onlyProvided === true ? onlyProvided(sources) : sources;
  return spec.leftOut === undefined ? narrowed : withoutKinds(narrowed, spec.leftOut);
};

/** What is asked for a copy, besides the ports. */
export interface CallerOptions {
  readonly rows: Rows;
  readonly me: Principal;
  readonly spec: ExportSpec;
  readonly now: Date;
  /** The copy, where there is one: of what the center keeps itself, nothing of it and nothing later goes in. */
  readonly copy?: ExportRow;
  /** The systems to be asked; without it as they were at `now`. */
  readonly sources?: Sources;
}

/** The register as the maker of a copy sees it at an instant, in the language of the copy. */
export const callerOf = (
  { directory, policies, sourcesAt }: CopyPorts,
  { rows, me, spec, now, copy, sources = sourcesAt(now) }: CallerOptions,
): Caller => ({
  db: rows,
  me,
  lang: spec.language,
  scope: spec.scope,
  now,
  sources: sourcesOf(
    withOwnRecords(sources, () => rows, copy),
    spec,
  ),
  policies,
  directory,
});

/** The same of a copy there is, for its maker. */
export const callerFor = (
  ports: CopyPorts,
  rows: Rows,
  copy: ExportRow,
  now: Date,
  sources?: Sources,
): Caller =>
  callerOf(ports, {
    rows,
    me: makerOf(ports, copy),
    spec: copy.spec,
    now,
    copy,
    ...(sources === undefined ? {} : { sources }),
  });

/** Systems that hold any of the chosen categories. */
export const systemsFor = (categories: readonly string[]): string[] => [
  ...new Set(categories.flatMap(systemsOf)),
];

/** Every system collected at the same instant: for what was not made yet, or in one go. */
export const collectedAtOnce = (systems: readonly string[], at: Date): Map<string, string> =>
  new Map(systems.map(system => [system, at.toISOString()]));

/** Whether the emails’ own files go in: chosen, together with the text they belong to. */
export const takesFiles = (spec: ExportSpec): boolean =>
  spec.includeAttachments && spec.includeCorrespondence;

const latest = (instants: readonly string[]): string => instants.reduce((a, b) => (a > b ? a : b), '');

/** Counts of records by the system that brought them. */
const bySystemOf = (
  counts: readonly RecordCount[],
  kinds: readonly RecordKind[],
  spec: ExportSpec,
): Map<string, Counts> => {
  const sums = new Map<string, Counts>();
  for (const { kind, records, thirdParty, maskedTexts } of counts) {
    const system = kinds.find(one => one.id === kind)?.system ?? '';
    const sum = sums.get(system) ?? { records: 0, names: 0, texts: 0 };
    sums.set(system, sum);
    sum.records += records;
    sum.names += thirdParty;
    if (spec.includeCorrespondence) sum.texts += maskedTexts;
  }
  return sums;
};

/** What is wanted of the records of a category besides what lists show. */
export const contentsFor = (
  category: string,
  spec: ExportSpec,
): { readonly texts: boolean; readonly attachments: boolean } => ({
  texts: spec.includeCorrespondence,
  attachments: category === 'correspondence' && takesFiles(spec),
});

/** Where the file of an email lies in the archive. */
const pathOf = (category: string, recordId: string, name: string): string =>
  `attachments/${category}/${recordId}-${safeName(name)}`;

const categoryContent = async (
  row: CategoryRow,
  caller: CopyCaller,
  spec: ExportSpec,
  collected: ReadonlyMap<string, string>,
): Promise<CategoryContent> => {
  const { sources, lang } = caller;
  const subject = subjectOf(row, caller);
  const kinds = sources.kinds(row.id);
  const systems = row.systems.filter(system => collected.has(system));
  const selection: Selection = {
    upTo: new Map([...collected].map(([system, at]) => [system, new Date(at)])),
    ...periodSelection(spec),
  };
  const contents = contentsFor(row.id, spec);
  const withFiles = contents.attachments;
  const [fields, counts] = await Promise.all([
    fieldsSeen(row, caller),
    sources.count(row.id, subject, { ...selection, contents: spec.includeCorrespondence }),
  ]);

  const view = recordViews(kinds, { lang, consent: false, category: row.id });
  const recordOf = (record: SourceRecord): ExportedRecord => {
    const { attributes: _, retention: __, recipients: ___, ...rest } = view(record);
    const { files, caller: number, text, attachments = [] } = record;
    const named = kinds.find(({ id }) => id === record.kind)?.attributes ?? [];
    const attributes = named.flatMap(({ id, label }) => {
      const value = record.attributes?.find(one => one.id === id)?.value[lang];
      return value === undefined ? [] : [{ id, label: label[lang], value }];
    });
    return {
      ...rest,
      ...(files === undefined ? {} : { files }),
      ...(number === undefined ? {} : { caller: number }),
      ...(attributes.length === 0 ? {} : { attributes }),
      ...(text === undefined ? {} : { text: text[lang] }),
      ...(attachments.length === 0
        ? {}
        : { attachments: attachments.map(({ name }) => pathOf(row.id, record.id, name[lang])) }),
    };
  };
  return {
    id: row.id,
    label: row.label[lang],
    kinds,
    systems,
    collectedAt: latest(systems.map(system => collected.get(system) ?? '')),
    fields: fields
      .filter(field => field.systems.some(system => collected.has(system)))
      .map(field => (field.words === undefined ? field : { ...field, value: field.words[lang] })),
    records: counts.reduce((sum, { records }) => sum + records, 0),
    attachments: withFiles ? counts.reduce((sum, { attachments }) => sum + attachments, 0) : 0,
    bySystem: bySystemOf(counts, kinds, spec),
    read: async function* (pageSize = COLLECTED_PAGE) {
      for await (const page of sources.stream(row.id, subject, { ...selection, ...contents, pageSize }))
        yield page.map(recordOf);
    },
    sample: async count =>
      (await sources.sample(row.id, subject, { ...selection, ...contents }, count)).map(recordOf),
    files: async function* () {
      if (!withFiles) return;
      const query = { ...selection, attachments: true, pageSize: COLLECTED_PAGE };
      for await (const page of sources.stream(row.id, subject, query))
        for (const record of page)
          for (const { id, name } of record.attachments ?? []) {
            const text = await sources.attachment(row.id, record.id, id, subject);
            if (text !== undefined) yield { path: pathOf(row.id, record.id, name[lang]), text: text[lang] };
          }
    },
  };
};

/**
 * The chosen categories this role may see: what the archive is made of. `collected`: the systems that answered, and
 * when; what is newer than that, or was deleted by its rule before it, is not in.
 */
export const contentOf = (
  caller: CopyCaller,
  spec: ExportSpec,
  collected: ReadonlyMap<string, string>,
): Promise<CategoryContent[]> =>
  Promise.all(
    seenCategories(caller)
      .filter(row => spec.categories.includes(row.id) && row.systems.some(system => collected.has(system)))
      .map(row => categoryContent(row, caller, spec, collected)),
  );

/** Values of a category that the role of the maker does not see. */
export interface HiddenValues {
  readonly category: string;
  readonly fields: readonly SourceField[];
}

/** What of the chosen categories the copy lacks because the role of its maker hides it. */
export const hiddenValues = async (caller: CopyCaller, spec: ExportSpec): Promise<HiddenValues[]> =>
  Promise.all(
    seenCategories(caller)
      .filter(row => spec.categories.includes(row.id))
      .map(async row => ({
        category: row.id,
        fields: (await caller.sources.fields(row.id, subjectOf(row, caller))).filter(
          field => hiddenFrom(field, caller) !== undefined,
        ),
      })),
  );

/** Whether the archive holds what only a fresh sign-in opens: a passport, or the text of correspondence. */
export const isSensitive = (content: readonly CategoryContent[], spec: ExportSpec): boolean =>
  content.some(
    one =>
      one.fields.some(field => field.sensitivity === 'step-up') ||
      (one.records > 0 &&
        one.kinds.some(
          kind => kind.attributes?.some(({ sensitivity }) => sensitivity === 'step-up') === true,
        )) ||
      (one.id === 'correspondence' && spec.includeCorrespondence),
  );
