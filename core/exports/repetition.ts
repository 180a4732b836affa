import { exportNeedsOwner, exportersOf } from '../../src/domain/roles.ts';
import { nextRepetition, repetitionEnd } from '../../src/domain/repetition.ts';
import type { Principal, Unit } from '../ports.ts';
import type { ExportRow, RepetitionRow, RepetitionEnd } from './state.ts';
import { missingSystems } from './runs.ts';

/**
 * The instant up to which everything that was asked for is in a copy, RFC 3339: its run began then. undefined while a system
 * is missing, and before it was collected.
 */
export const reachOf = (row: ExportRow): string | undefined => {
  if (row.wholeAt === undefined || missingSystems(row).length > 0) return undefined;
  return row.runs.map(({ at }) => at).reduce((a, b) => (a < b ? a : b), row.wholeAt);
};

/** Whether a role may have such a copy made without asking the owner. */
export const mayRepeat = (me: Pick<Principal, 'role'>, { spec }: Pick<ExportRow, 'spec'>): boolean =>
  !exportNeedsOwner(me.role, spec.scope) &&
  spec.categories.every(id => exportersOf(id, spec.scope).includes(me.role));

/** Puts down when the copy is made again, or that its year is over. */
export const awaitNext = (
  { enqueue }: Pick<Unit, 'enqueue'>,
  row: ExportRow,
  { startedAt, every, onlyNew }: Omit<RepetitionRow, 'nextAt'>,
  now: Date,
): void => {
  const nextAt = nextRepetition(startedAt, every, now.toISOString());
  if (nextAt === undefined) {
    endRepetition(row, 'over');
    return;
  }
  delete row.repetitionEnded;
  row.repetition = { startedAt, every, onlyNew, nextAt };
  enqueue({ kind: 'repeat-copy', exportId: row.id, nextAt }, Date.parse(nextAt) - now.getTime());
};

/** Ends the repetition of a copy that has one; the job that waits for its day finds nothing to do. */
export const endRepetition = (row: ExportRow, reason: RepetitionEnd): void => {
  delete row.repetition;
  row.repetitionEnded = reason;
};

/** What the API says of the repetition of a copy. */
export const repetitionView = ({ repeats, repetition, repetitionEnded }: ExportRow) => ({
  ...(repeats === undefined ? {} : { repeats }),
  ...(repetition === undefined
    ? {}
    : { repetition: { ...repetition, endsAt: repetitionEnd(repetition.startedAt) } }),
  ...(repetitionEnded === undefined ? {} : { repetitionEnded }),
});

/** The copy that repeats another one, not begun yet: with the records since, where only those are wanted. */
export const repeatedRow = (
  row: ExportRow,
  { onlyNew }: Pick<RepetitionRow, 'onlyNew'>,
  made: Pick<ExportRow, 'id' | 'number' | 'createdAt'>,
): ExportRow => {
  const { after: earlier, ...spec } = row.spec;
  // What a copy lacks comes with the next one, so that nothing is left out between the two.
  const after = onlyNew ? (reachOf(row) ?? earlier) : undefined;
  return {
    ...made,
    accountId: row.accountId,
    createdBy: row.createdBy,
    repeats: { id: row.id, number: row.number },
    prepared: false,
    spec: after === undefined ? spec : { ...spec, after },
    status: 'queued',
    changes: 0,
    runs: [],
    links: [],
  };
};
