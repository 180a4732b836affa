import type { components } from '../../src/api/generated/schema.ts';
import { categoryIds, categoryLabel, systemLabel } from '../policy/catalogue.ts';
import type { CopyPorts, Principal } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { Lang } from '../problem.ts';
import {
  type CategoryContent,
  callerFor,
  contentOf,
  type HiddenValues,
  hiddenValues,
  systemsFor,
} from '../archive/content.ts';
import { END_REASONS } from './end-reasons.ts';
import { downloadsOf } from './downloads.ts';
import { exportNow, transitionsOf } from './model.ts';
import { toReader } from '../text.ts';
import { reachOf, repetitionView } from './repetition.ts';
import { collectedOf, missingSystems, packedOf, systemsNow, undescribedIn } from './runs.ts';
import { excludedFrom, maskedIn, missingReason } from '../archive/report.ts';
import type { ExportRow } from './state.ts';

type Schema = components['schemas'];

/** What systems say of a copy: asked before it is shown, for a write shows what it has decided and waits for nothing. */
export interface CopyContents {
  /** For whom it is made. */
  readonly maker: Principal;
  /** Values the role of its maker does not see. */
  readonly hidden: readonly HiddenValues[];
  readonly content: readonly Pick<CategoryContent, 'id' | 'bySystem'>[];
  /** Names of the people of the account, by their ids. */
  readonly people: ReadonlyMap<string, string>;
}

/**
 * What is in the export, or will be: as collected, and for systems not collected yet as things stood when its last run
 * began.
 * @param begins when the run begins that is about to be added
 */
export const copyContents = async (
  ports: CopyPorts,
  rows: Rows,
  row: ExportRow,
  now: Date,
  begins?: Date,
): Promise<CopyContents> => {
  const { readyAt } = exportNow(row, now);
  const since = begins?.toISOString() ?? row.runs.at(-1)?.at ?? row.createdAt;
  const expected = new Map(systemsFor(row.spec.categories).map(system => [system, since]));
  for (const [system, at] of collectedOf(row)) expected.set(system, at);
  const known = begins === undefined ? (readyAt ?? since) : since;
  const caller = callerFor(ports, rows, row, new Date(known));
  const [hidden, content] = await Promise.all([
    hiddenValues(caller, row.spec),
    contentOf(caller, row.spec, expected),
  ]);
  const people = new Map(ports.directory.members(row.accountId).map(({ id, name }) => [id, name]));
  return { maker: caller.me, hidden, content, people };
};

/** An export as the customer sees it. */
export const exportView = (
  { maker, hidden, content, people }: CopyContents,
  rows: Rows,
  row: ExportRow,
  me: Principal,
  now: Date,
  lang: Lang,
): Schema['Export'] => {
  const packed = packedOf(row)?.parts ?? [];
  const at = exportNow(row, now);
  const missing = missingSystems(row);
  const reach = reachOf(row);
  return {
    id: row.id,
    number: row.number,
    scope: row.spec.scope,
    status: at.status,
    spec: row.spec,
    createdAt: row.createdAt,
    createdBy: { ...row.createdBy, self: row.createdBy.id === me.userId },
    categories: categoryIds()
      .filter(id => row.spec.categories.includes(id))
      .map(id => ({ id, label: categoryLabel(id, lang) })),
    ...(at.readyAt === undefined ? {} : { readyAt: at.readyAt }),
    ...(at.expiresAt === undefined ? {} : { expiresAt: at.expiresAt }),
    ...(row.endedAt === undefined ? {} : { endedAt: row.endedAt }),
    ...(reach === undefined ? {} : { asOf: reach }),
    ...repetitionView(row),
    ...(row.endReason === undefined
      ? {}
      : {
          endReason: toReader(END_REASONS[row.endReason], (row.endedBy ?? row.createdBy.id) === me.userId)[
            lang
          ],
        }),
    systems: systemsNow(row).map(({ id, status, notConnected, done, total = 0, fields = 0 }) => ({
      id,
      label: systemLabel(id, lang),
      status,
      done,
      total,
      fields,
      ...(status === 'failed' ? { reason: missingReason({ notConnected })[lang] } : {}),
      ...(notConnected === true ? { notConnected } : {}),
    })),
    parts: packed.map(({ n, size, sha256, fileName, sensitive, categories: ids }) => ({
      n,
      size,
      sha256,
      fileName,
      sensitive,
      categories: ids,
    })),
    ...(row.earlier === undefined ? {} : { earlier: row.earlier }),
    bytes: packed.reduce((sum, { size }) => sum + size, 0),
    downloads: downloadsOf(rows, row).map(({ at: when, part, from, place, userId }) => {
      const self = userId === me.userId;
      const name = people.get(userId);
      return {
        at: when,
        part,
        from: from[lang],
        ...(place === undefined ? {} : { place }),
        by: { self, ...(name === undefined ? {} : { name }) },
      };
    }),
    excluded: excludedFrom({ me: maker }, row.spec, hidden, [...missing, ...undescribedIn(row)], lang),
    masked: maskedIn(content, lang, missing),
    allowedActions: transitionsOf(row, me, now),
  };
};
