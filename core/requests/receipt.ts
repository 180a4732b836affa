import type { components } from '../../src/api/generated/schema.ts';
import type { Lang } from '../problem.ts';
import { deadlineView } from '../rights/deadlines.ts';
import { digestOfJson, type Sealing } from '../seals.ts';
import { say } from '../text.ts';
import { caseNow, outcomesView } from './model.ts';
import type { RequestRow } from './state.ts';
import { filedText } from './texts.ts';

type Schema = components['schemas'];

/** What the digest of a receipt is made of. */
const proofOf = (row: RequestRow) => ({
  number: row.number,
  filedAt: row.submittedAt,
  kind: row.kind,
  scope: row.scope,
  details: row.filed?.details,
  attachments: row.filed?.attachments,
});

/** The digest of what was filed; undefined before that. */
export const receiptDigest = (row: RequestRow): string | undefined =>
  row.filed === undefined ? undefined : digestOfJson(proofOf(row));

/** The case as it was on the day of filing: what came later (a proof, an extension, an appeal) changes no receipt. */
const asFiled = (row: RequestRow): RequestRow => {
  const { appealedAt: _appeal, detectedAt: _found, proofAt, ...filed } = row;
  return {
    ...filed,
    extensions: {},
    outcomes: [],
    ...(proofAt !== undefined && proofAt === row.submittedAt ? { proofAt } : {}),
  };
};

/** The answer that closed the request; undefined before it, and while it is looked at again. */
const answerProof = (row: RequestRow, lang: Lang, sealed: Sealing): Schema['AnswerProof'] | undefined => {
  const { number, answeredAt, status } = row;
  if (status !== 'answered' || answeredAt === undefined) return undefined;
  const written = row.messages.findLast(({ from, at }) => from === 'staff' && at === answeredAt);
  const proof = {
    number,
    answeredAt,
    ...(written === undefined ? {} : { text: say(written.text, lang) }),
    outcomes: outcomesView(row, lang),
  };
  const digest = digestOfJson(proof);
  return { ...proof, digest, ...sealed(digest) };
};

/**
 * The confirmation of filing, and of the answer once there is one; undefined before that.
 * @param sealed signs both
 */
export const receiptOf = (
  row: RequestRow,
  now: Date,
  lang: Lang,
  sealed: Sealing,
): Schema['Receipt'] | undefined => {
  const digest = receiptDigest(row);
  const { dueBy, deadlines } = caseNow(asFiled(row), now);
  if (digest === undefined || row.filed === undefined || row.submittedAt === undefined || dueBy === undefined)
    return undefined;
  const answer = answerProof(row, lang, sealed);
  return {
    number: row.number,
    filedAt: row.submittedAt,
    kind: row.kind,
    scope: row.scope,
    accountCode: row.filed.account.code,
    accountName: row.filed.account.name,
    text: filedText(row.kind, row.filed.details, lang),
    details: row.filed.details as Schema['RequestDetails'],
    attachments: row.filed.attachments,
    digest,
    dueBy,
    deadlines: deadlines.map(deadline => deadlineView(deadline, lang, row.kind)),
    ...(answer === undefined ? {} : { answer }),
    ...sealed(digest),
  };
};
