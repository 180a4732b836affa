import type { components } from '../../src/api/generated/schema.ts';
import { systemLabel } from '../policy/catalogue.ts';
import { policy } from '../policy/tables.ts';
import type { Account } from '../ports.ts';
import {
  type Caller,
  type CategoryContent,
  type ExportedRecord,
  type HiddenValues,
  isSensitive,
} from './content.ts';
import type { ReaderCategory, ReaderHead, ReaderRecord } from './reader/types.ts';
import { excludedFrom, maskedIn } from './report.ts';
import type { ExportSpec, MissingSystem } from '../exports/state.ts';

/** A copy of the data before it is written: all that its files are made from. */
export interface Copy {
  id: string;
  number: string;
  account: Pick<Account, 'name' | 'code'>;
  spec: ExportSpec;
  caller: Pick<Caller, 'me'>;
  /** When the last system was collected, RFC 3339: every file bears this time. */
  readyAt: string;
  content: readonly CategoryContent[];
  /** Values the role of its maker does not see. */
  hidden: readonly HiddenValues[];
  /** Systems that did not answer, or were never connected. */
  missing: readonly MissingSystem[];
  /** Ids of the categories in each part. */
  parts: readonly (readonly string[])[];
  /** The statement of processing that goes with it. */
  statement: components['schemas']['Statement'];
  /** Whether the manifest is signed. */
  sealed: boolean;
}

/** Ids of the categories in a part of the copy that only a fresh sign-in opens, if any. */
export const isPartSensitive = (copy: Copy, ids: readonly string[]): boolean =>
  isSensitive(
    copy.content.filter(one => ids.includes(one.id)),
    copy.spec,
  );

const readerCategory = (content: CategoryContent, { spec, parts }: Copy): ReaderCategory => ({
  id: content.id,
  label: content.label,
  records: content.records,
  part: Math.max(1, parts.findIndex(ids => ids.includes(content.id)) + 1),
  fields: content.fields.map(field => ({
    label: field.label[spec.language],
    value: field.value,
    collectedAt: field.collectedAt,
    ...(field.updatedAt === undefined ? {} : { updatedAt: field.updatedAt }),
    systems: field.systems.map(system => systemLabel(system, spec.language)),
  })),
  systems: content.systems.map(system => systemLabel(system, spec.language)),
});

/** The description of the copy for the offline reader: the same in every part. */
export const readerHead = (copy: Copy): ReaderHead => {
  const { spec, caller, content, hidden, missing } = copy;
  return {
    number: copy.number,
    account: { name: copy.account.name, code: copy.account.code },
    controller: policy().controller.legalName,
    scope: spec.scope,
    readyAt: copy.readyAt,
    language: spec.language,
    ...(spec.from === undefined ? {} : { from: spec.from }),
    ...(spec.to === undefined ? {} : { to: spec.to }),
    parts: copy.parts.length,
    formats: spec.formats,
    categories: content.map(one => readerCategory(one, copy)),
    excluded: excludedFrom(caller, spec, hidden, missing, spec.language),
    masked: maskedIn(content, spec.language),
  };
};

/** Records as the offline reader shows them: names instead of ids. */
export function* readerRecords(
  { kinds }: Pick<CategoryContent, 'kinds'>,
  { language }: Pick<ExportSpec, 'language'>,
  records: Iterable<ExportedRecord>,
): Generator<ReaderRecord> {
  const names = new Map(kinds.map(kind => [kind.id, kind.label[language]]));
  for (const record of records) {
    yield {
      id: record.id,
      kind: names.get(record.kind) ?? record.kind,
      at: record.at,
      ...(record.day === undefined ? {} : { day: record.day }),
      title: record.title,
      ...(record.number === undefined ? {} : { number: record.number }),
      ...(record.amount === undefined ? {} : { amount: record.amount }),
      ...(record.status === undefined ? {} : { status: record.status.label }),
      system: systemLabel(record.system, language),
      ...(record.channel === undefined ? {} : { channel: record.channel }),
      ...(record.direction === undefined ? {} : { direction: record.direction }),
      ...(record.counterparty === undefined ? {} : { counterparty: record.counterparty }),
      ...(record.attributes === undefined
        ? {}
        : { attributes: record.attributes.map(({ label, value }) => `${label}: ${value}`) }),
      ...(record.bytes === undefined ? {} : { bytes: record.bytes }),
      ...(record.seconds === undefined ? {} : { seconds: record.seconds }),
      ...(record.text === undefined ? {} : { text: record.text }),
      ...(record.attachments === undefined ? {} : { attachments: record.attachments }),
    };
  }
}
