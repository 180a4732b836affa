import type { components } from '../../src/api/generated/schema.ts';
import { needsRenewal } from '../../src/domain/consent-states.ts';
import { transition } from '../../src/domain/states.ts';
import { revokeExports } from '../exports/effects.ts';
import { newId } from '../ids.ts';
import { switchAllOff } from '../mailings/model.ts';
import type { MailingsSlice } from '../mailings/state.ts';
import type { OutgoingEmail, Principal, Unit } from '../ports.ts';
import type { Lang } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { digestOfJson, type Sealing } from '../seals.ts';
import { t } from '../text.ts';
import { CHANNELS } from './channels.ts';
import { documentInForce, documentOf, factView } from './documents.ts';
import type { ConsentRow, ConsentsSlice } from './state.ts';

export { documentInForce } from './documents.ts';

type Schema = components['schemas'];

/** The consent of a user to a purpose (its id) that is in force. */
export const givenConsent = (db: ConsentsSlice, userId: string, purpose: string): ConsentRow | undefined =>
  db.consents.find(row => row.userId === userId && row.purpose === purpose && row.status === 'given');

/**
 * The consent of a person that shows the text of correspondence, if it is in force. It belongs to the person, so it
 * counts in each of their accounts; their role decides apart from it which categories they see. Source:
 * docs/domain.md#correspondence.
 */
export const correspondenceConsent = (db: ConsentsSlice, userId: string): ConsentRow | undefined =>
  givenConsent(db, userId, 'correspondence-disclosure');

/** Consents of a user, newest first. */
export const consentsOf = (db: ConsentsSlice, userId: string): ConsentRow[] =>
  db.consents.filter(row => row.userId === userId).toSorted((a, b) => b.givenAt.localeCompare(a.givenAt));

const words = (name: string): string[] =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '')
    .toSorted();

/**
 * Whether the name typed is the person’s: surname and name in any order and case, the patronymic may be left out.
 */
export const isSameName = (typed: string, known: string): boolean => {
  const [given, real] = [words(typed), words(known)];
  return new Set(given).size >= Math.min(2, real.length) && given.every(word => real.includes(word));
};

/** Ends the handler when another name was typed. */
export const requireSameName = (typed: string, known: string, pointer: string, lang: Lang): void => {
  if (isSameName(typed, known)) return;
  const text = t(
    'Впишите свои фамилию и имя так, как в учётных данных',
    'Enter your surname and first name as they appear in your account details',
  );
  throw problem('validation', { errors: [fieldError(pointer, 'name-mismatch', text[lang])] });
};

/** Records a consent to the text in force; an older version that was still given ends with it. */
export const giveConsentTo = (
  db: ConsentsSlice,
  me: Principal,
  given: Pick<ConsentRow, 'purpose' | 'fullName' | 'form'>,
  now: Date,
): ConsentRow => {
  const version = documentInForce(given.purpose)?.version ?? '';
  const at = now.toISOString();
  const older = givenConsent(db, me.userId, given.purpose);
  if (older !== undefined) {
    Object.assign(older, { status: 'withdrawn', withdrawnAt: at });
    older.history.push({ at, what: 'text-changed', via: 'account-area' });
  }
  const row: ConsentRow = {
    id: newId('cs'),
    userId: me.userId,
    accountId: me.accountId,
    ...given,
    version,
    status: 'given',
    givenAt: at,
    via: 'account-area',
    history: [{ at, what: 'given', via: 'account-area' }],
  };
  db.consents.push(row);
  return row;
};

/** The email that says to a person what they did with a consent: whoever did it in their place is noticed so. */
export const consentEmail = (
  template: 'consent-given' | 'consent-withdrawn',
  { userId, purpose, version }: Pick<ConsentRow, 'userId' | 'purpose' | 'version'>,
  now: Date,
  lang: Lang,
): OutgoingEmail => ({
  userId,
  lang,
  template,
  parameters: { purpose, version, at: now.toISOString() },
});

/** Withdraws a consent with all that follows from it: topics go off, copies that hold the text are revoked. */
export const withdrawGiven = (unit: Pick<Unit, 'rows' | 'enqueue'>, row: ConsentRow, now: Date): void => {
  const result = transition('consent', row.status, 'withdraw');
  if (!result.ok) throw problem('illegal-transition', { state: row.status, allowed: [...result.allowed] });
  const at = now.toISOString();
  Object.assign(row, { status: result.to, withdrawnAt: at });
  row.history.push({ at, what: 'withdrawn', via: 'account-area' });
  if (row.purpose === 'advertising')
    switchAllOff(unit.rows, row.userId, { by: 'system', via: 'consent' }, now);
  if (row.purpose === 'correspondence-disclosure') {
    revokeExports(
      unit,
      // The consent is the person’s: it goes with them, whichever account they look from.
      one => one.createdBy.id === row.userId && one.spec.includeCorrespondence,
      'consent-withdrawn',
      now,
    );
  }
};

/**
 * Notes that a newer text was declined: the consent to the older one stands, and the customer is not asked again. Of the version that
 * was agreed to there is nothing to decline.
 * @throws Problem `conflict` when the consent is withdrawn, or the version is not the text in force
 */
export const declineNewerText = (row: ConsentRow, version: string, now: Date): void => {
  if (row.declined === version || (row.status === 'given' && row.version === version)) return;
  const current = documentInForce(row.purpose);
  if (row.status !== 'given' || current?.version !== version) throw problem('conflict');
  row.declined = version;
  row.history.push({ at: now.toISOString(), what: 'kept', via: 'account-area' });
};

/** A consent with the text of its time. */
export const consentView = (row: ConsentRow, lang: Lang): Schema['Consent'] => {
  const text = documentOf(row.purpose, row.version);
  if (text === undefined) throw problem('internal');
  const current = documentInForce(row.purpose);
  const renewal =
    current !== undefined && needsRenewal(row, current.version) && row.declined !== current.version
      ? current.version
      : undefined;
  return {
    id: row.id,
    purpose: row.purpose,
    label: text.title[lang],
    version: row.version,
    text: text.text.map(one => one[lang]),
    form: row.form,
    status: row.status,
    givenAt: row.givenAt,
    via: CHANNELS[row.via][lang],
    fullName: row.fullName,
    ...(row.withdrawnAt === undefined ? {} : { withdrawnAt: row.withdrawnAt }),
    allows: text.allows[lang],
    effect: text.withdrawal.map(one => one[lang]),
    ...(renewal === undefined ? {} : { renewal }),
    history: row.history.map(one => ({ at: one.at, what: one.what, via: CHANNELS[one.via][lang] })),
    fact: factView(text.fact, lang),
  };
};

/** A consent as its confirmation: with the digest of what was agreed to and withdrawn, signed; as it was where nothing is signed. */
export const sealedConsent = (consent: Schema['Consent'], sealed: Sealing): Schema['Consent'] => {
  const { id, purpose, version, text, form, status, fullName, givenAt, withdrawnAt } = consent;
  const digest = digestOfJson({
    id,
    purpose,
    version,
    text,
    form,
    status,
    fullName,
    givenAt,
    withdrawnAt,
  });
  const { seal } = sealed(digest);
  return seal === undefined ? consent : { ...consent, digest, seal };
};

/** The objection of a user to a purpose, if any. */
export const objectionOf = (db: ConsentsSlice, userId: string, purpose: string) =>
  db.objections.find(row => row.userId === userId && row.purpose === purpose);

/** Notes how an objection stands; `none` forgets it. */
export const putObjection = (
  db: ConsentsSlice & MailingsSlice,
  userId: string,
  purpose: string,
  state: 'none' | 'pending' | 'accepted' | 'refused',
  now: Date,
  requestId?: string,
): void => {
  db.objections = db.objections.filter(row => row.userId !== userId || row.purpose !== purpose);
  if (state === 'none') return;
  db.objections.push({
    userId,
    purpose,
    state,
    at: now.toISOString(),
    ...(requestId === undefined ? {} : { requestId }),
  });
  // Objecting to offers stops the emails at once (docs/domain.md#mailings).
  if (purpose === 'offers' && state === 'accepted')
    switchAllOff(db, userId, { by: 'system', via: 'objection' }, now);
};
