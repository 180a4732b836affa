import { isComputerSystem } from '../../core/policy/catalogue.ts';
import { policy } from '../../core/policy/tables.ts';
import type { Sources } from '../../core/ports.ts';
import { problem } from '../../core/problem.ts';
import { OWN_SYSTEM } from '../../core/register/own-records.ts';
import type { Contents, Subject } from '../../core/register/source-data.ts';
import { userById } from '../personas.ts';
import { fieldsOf } from './fields.ts';
import { INVENTED_MANIFEST, KINDS, recordKinds } from './kinds.ts';
import {
  attachmentText,
  OWN_SHARE,
  positionOfRecord,
  recordAt,
  type RecordSet,
  recordSet,
} from './records.ts';
import { countsOf, pageOf, positionsOf, type Selected, selected } from './selection.ts';
import { bodyOf } from './texts.ts';

/** A system that does not answer has been silent for this long. */
const SILENT_MS = 6 * 3_600_000;
/** Categories whose records belong to the account. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['services', 'materials', 'office']);

/** The systems that the mock stands for. Of any other system of the policy it has no records: that one is not connected. */
export const INVENTED_SYSTEMS: ReadonlySet<string> = new Set([
  OWN_SYSTEM,
  ...Object.values(KINDS).flatMap(kinds => kinds.map(({ system }) => system)),
  // It is connected, and what it keeps is of no single person.
  'google',
]);

/** What the systems of one database know at one moment. */
export interface SourcesOptions {
  /** The instant all invented data are relative to. */
  readonly seededAt: string;
  readonly now: Date;
  /** Systems that do not answer: their lists are known as they last gave them, texts are not. */
  readonly down?: ReadonlySet<string>;
}

/** The invented systems. Records are generated from their positions when they are asked for, and kept nowhere. */
export function createSources({ seededAt, now, down = new Set() }: SourcesOptions): Sources {
  const lastGood = new Map([...down].map(system => [system, now.getTime() - SILENT_MS]));
  const setOf = (category: string, subject: Subject): RecordSet =>
    recordSet(
      category,
      subject,
      seededAt,
      subject.part === 'own' && OF_ACCOUNT.has(category) ? OWN_SHARE : 1,
    );
  const among = (category: string, subject: Subject, selection: Parameters<typeof selected>[1]): Selected =>
    selected(setOf(category, subject), selection, lastGood);
  const recordOf = (set: RecordSet, { userId }: Subject, contents: Contents = {}) => {
    const options = { ...contents, caller: userById(userId)?.phone };
    return (position: number) => recordAt(set, position, options);
  };
  const requireAnswer = (set: RecordSet, position: number): void => {
    const system = set.kinds[set.kind[position] ?? 0]?.system ?? '';
    if (down.has(system)) throw problem('source-unavailable', { system });
  };

  return {
    kinds: recordKinds,
    fields: async (category, subject) =>
      fieldsOf(category, subject, seededAt).map(field => ({
        ...field,
        provenance: field.systems.map(system => ({
          system,
          table: field.ofAccount === true ? 'accounts' : 'people',
          readAt: new Date(lastGood.get(system) ?? now).toISOString(),
          manifest: INVENTED_MANIFEST,
        })),
      })),

    page: async (category, subject, query) => {
      const all = among(category, subject, query);
      const { positions, ...figures } = pageOf(all, query);
      return { ...figures, records: positions.map(recordOf(all.set, subject)) };
    },

    count: async (category, subject, query) => countsOf(among(category, subject, query), query),

    sample: async (category, subject, query, count) => {
      const { set, first, isIn } = among(category, subject, query);
      const step = Math.max(1, (set.total - first) / count);
      const places: number[] = [];
      for (let at = first; at < set.total; at += step) places.push(Math.floor(at));
      return places.filter(isIn ?? (() => true)).map(recordOf(set, subject, query));
    },

    async *stream(category, subject, { after, pageSize, ...query }) {
      const all = among(category, subject, query);
      const last = after === undefined ? undefined : positionOfRecord(all.set, after);
      const make = recordOf(all.set, subject, query);
      let page = [];
      for (const position of positionsOf(all, last === undefined ? undefined : last + 1)) {
        page.push(make(position));
        if (page.length < pageSize) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },

    record: async (category, id, subject, upTo) => {
      const { set, first, isIn } = among(category, subject, { upTo });
      const position = positionOfRecord(set, id);
      if (position === undefined || position < first || isIn?.(position) === false) return undefined;
      return recordOf(set, subject)(position);
    },

    text: async (category, id, subject) => {
      const set = setOf(category, subject);
      const position = positionOfRecord(set, id);
      if (position === undefined || set.kinds[set.kind[position] ?? 0]?.body !== true) return undefined;
      requireAnswer(set, position);
      return bodyOf(position);
    },

    attachment: async (category, recordId, attachmentId, subject) => {
      const set = setOf(category, subject);
      const position = positionOfRecord(set, recordId);
      if (position === undefined) return undefined;
      requireAnswer(set, position);
      return attachmentText(set, position, attachmentId);
    },

    // An invented system has something of each of its categories, if only nothing of this person.
    undescribed: () => [],

    unavailable: () => [
      ...[...lastGood].map(([system, at]) => ({ system, lastGoodAt: new Date(at).toISOString() })),
      ...policy()
        .systems.filter(({ id }) => isComputerSystem(id) && !INVENTED_SYSTEMS.has(id))
        .map(({ id }) => ({ system: id, notConnected: true as const })),
    ],
  };
}
