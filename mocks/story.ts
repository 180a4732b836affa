import { seedRequests } from './requests/seed.ts';
import type { RequestRow } from '../core/requests/state.ts';

// The seeds are consistent: what a case decided shows in the consents, the register and the access log.

const CASES_KEPT = 8;
const cases = new Map<string, readonly RequestRow[]>();

const casesOf = (seededAt: string): readonly RequestRow[] => {
  const known = cases.get(seededAt);
  if (known !== undefined) return known;
  const { requests } = seedRequests(seededAt);
  if (cases.size >= CASES_KEPT) cases.clear();
  cases.set(seededAt, requests);
  return requests;
};

/** The seeded case with this id, as it was when the database was seeded. Throws when there is none. */
export const seededCase = (seededAt: string, id: string): Readonly<RequestRow> => {
  const row = casesOf(seededAt).find(one => one.id === id);
  if (row === undefined) throw new Error(`no seeded case ${id}`);
  return row;
};

/** The seeded cases of a user. */
export const seededCasesOf = (seededAt: string, userId: string): readonly Readonly<RequestRow>[] =>
  casesOf(seededAt).filter(row => row.preparedBy.id === userId);

/** The purpose of listening to calls, for training, quality and disputes. */
export const CALL_QUALITY = 'call-quality';

/** Since when the calls of a user are not recorded, because they objected to it; undefined while they are. */
export const recordingStoppedAt = (seededAt: string, userId: string): string | undefined =>
  seededCasesOf(seededAt, userId).find(
    ({ kind, status, details }) =>
      kind === 'objection' && status === 'answered' && details.purposes?.includes(CALL_QUALITY) === true,
  )?.answeredAt;

/** Since when a dispute of a user keeps a recording past its time; undefined without a dispute. */
export const recordingHeldSince = (seededAt: string, userId: string): string | undefined =>
  seededCasesOf(seededAt, userId)
    .flatMap(({ marks }) => marks)
    .find(mark => mark.kind === 'legalHold')?.at;
