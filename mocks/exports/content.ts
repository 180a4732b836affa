import type { components } from '../../src/api/generated/schema.ts';
import { DAY, epochMs, moscowDate } from '../../src/domain/calendar.ts';
import { systemsOf } from '../../core/policy/catalogue.ts';
import type { Db } from '../db.ts';
import type { Principal } from '../../core/ports.ts';
import { principalOf, userById, USERS } from '../personas.ts';
import { CATEGORIES } from '../../core/policy/tables.ts';
import type { FieldRow } from '../register/fields.ts';
import { seesCategory } from '../../core/register/visibility.ts';
import { type Caller, recordsFor, valuesOf } from '../register/handlers.ts';
import {
  bodyOf,
  filesIn,
  hasAttachment,
  isGone,
  recordAt,
  type RecordSet,
  speaksOfOther,
} from '../register/records.ts';
import { emailFile, type EmailFile } from './attachments.ts';
import type { ExportRow, ExportSpec } from '../../core/exports/state.ts';

type Schema = components['schemas'];

/** A record as it goes into an archive; `text` and `attachments` only with the consent to show correspondence. */
export type ExportedRecord = Omit<Schema['Record'], 'attributes' | 'retention' | 'service'> & {
  /** How many files a server holds. */
  files?: number;
  /** The customer’s own number a call came from. */
  caller?: string;
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
  kinds: RecordSet['kinds'];
  /** Ids of the systems it was collected from. */
  systems: string[];
  /** When the last of them was collected, RFC 3339. */
  collectedAt: string;
  fields: FieldRow[];
  records: number;
  /** Emails that came with a file which goes into the archive. */
  attachments: number;
  bySystem: Map<string, Counts>;
  /** All records, newest first. */
  read(): Generator<ExportedRecord>;
  /** About so many of them, from the newest to the oldest. */
  sample(count: number): ExportedRecord[];
  /** The files of the emails. */
  files(): Generator<EmailFile>;
}

/** For whom an archive is made: whoever asked for it; a stranger’s place takes the account’s owner. */
export const makerOf = (row: Pick<ExportRow, 'createdBy' | 'accountId'>): Principal => {
  const user =
    userById(row.createdBy.id) ??
    USERS.find(one =>
      one.memberships.some(seat => seat.accountId === row.accountId && seat.role === 'owner'),
    );
  if (user === undefined) throw new Error(`nobody owns ${row.accountId}`);
  return principalOf(user.persona, row.accountId);
};

/** The register as the maker of the archive sees it at this moment, in the language of the archive. */
export const callerOf = (db: Db, me: Principal, spec: ExportSpec, now: Date): Caller => ({
  db,
  me,
  lang: spec.language,
  scope: spec.scope,
  now,
  down: new Set(),
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

/**
 * The chosen categories this role may see: what the archive is made of. `collected`: the systems that answered, and
 * when; what is newer than that, or was deleted by its rule before it, is not in.
 */
export const contentOf = (
  caller: Caller,
  spec: ExportSpec,
  collected: ReadonlyMap<string, string>,
): CategoryContent[] => {
  const since = spec.from === undefined ? -Infinity : epochMs(spec.from);
  const until = spec.to === undefined ? Infinity : epochMs(spec.to) + DAY;
  const instants = new Map([...collected].map(([system, at]) => [system, Date.parse(at)]));
  const days = new Map([...collected].map(([system, at]) => [system, moscowDate(at)]));

  return CATEGORIES.filter(
    row =>
      spec.categories.includes(row.id) &&
      seesCategory(row, caller).visible &&
      row.systems.some(system => collected.has(system)),
  ).map((row): CategoryContent => {
    const { set, from } = recordsFor(row.id, caller);
    const systemOf = (position: number): string => set.kinds[set.kind[position] ?? 0]?.system ?? '';
    const isIn = (position: number): boolean => {
      const system = systemOf(position);
      const at = set.time[position] ?? 0;
      const day = days.get(system);
      return (
        day !== undefined &&
        at <= (instants.get(system) ?? 0) &&
        at >= since &&
        at < until &&
        !isGone(set, position, day)
      );
    };
    const withFiles = row.id === 'correspondence' && takesFiles(spec);
    const bySystem = new Map<string, Counts>();
    let [records, attachments] = [0, 0];
    for (let position = from; position < set.total; position += 1) {
      if (!isIn(position)) continue;
      const system = systemOf(position);
      const counts = bySystem.get(system) ?? { records: 0, names: 0, texts: 0 };
      bySystem.set(system, counts);
      records += 1;
      counts.records += 1;
      counts.names += set.third[position] ?? 0;
      const hasText = spec.includeCorrespondence && set.kinds[set.kind[position] ?? 0]?.body === true;
      if (hasText && speaksOfOther(position)) counts.texts += 1;
      if (withFiles && hasAttachment(set, position)) attachments += 1;
    }

    const phone = userById(caller.me.userId)?.phone;
    const recordOf = (position: number): ExportedRecord => {
      const { attributes, ...rest } = recordAt(set, position, {
        lang: caller.lang,
        consent: spec.includeCorrespondence,
        retention: () => undefined,
      });
      const files = filesIn(set, position);
      const isCall = set.kinds[set.kind[position] ?? 0]?.caller === true;
      return {
        ...rest,
        ...(files === undefined ? {} : { files }),
        ...(isCall && phone !== undefined ? { caller: phone } : {}),
        ...(attributes.some(attribute => attribute.id === 'body')
          ? { text: bodyOf(position, caller.lang) }
          : {}),
        ...(withFiles && hasAttachment(set, position)
          ? { attachments: [emailFile(rest, position, caller.lang).path] }
          : {}),
      };
    };
    const systems = row.systems.filter(system => collected.has(system));
    return {
      id: row.id,
      label: row.label[caller.lang],
      kinds: set.kinds,
      systems,
      collectedAt: latest(systems.map(system => collected.get(system) ?? '')),
      fields: valuesOf(row.id, caller).filter(field => field.systems.some(system => collected.has(system))),
      records,
      attachments,
      bySystem,
      read: function* () {
        for (let position = from; position < set.total; position += 1)
          if (isIn(position)) yield recordOf(position);
      },
      sample: count => {
        const chosen: ExportedRecord[] = [];
        const step = Math.max(1, (set.total - from) / count);
        for (let at = from; at < set.total; at += step) {
          const position = Math.floor(at);
          if (isIn(position)) chosen.push(recordOf(position));
        }
        return chosen;
      },
      files: function* () {
        if (!withFiles) return;
        for (let position = from; position < set.total; position += 1)
          if (isIn(position) && hasAttachment(set, position))
            yield emailFile(recordOf(position), position, caller.lang);
      },
    };
  });
};

/** Whether the archive holds what only a fresh sign-in opens: a passport, or the text of correspondence. */
export const isSensitive = (content: readonly CategoryContent[], spec: ExportSpec): boolean =>
  content.some(
    one =>
      one.fields.some(field => field.sensitivity === 'step-up') ||
      (one.id === 'correspondence' && spec.includeCorrespondence),
  );
