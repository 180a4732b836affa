import type { RightKind, Scope } from '../../src/domain/ids.ts';
import { ROLES } from '../../src/domain/ids.ts';
import { cleanDetails, filingOf, INSTANT_PURPOSE } from '../../src/domain/requests.ts';
import { consentEmail, givenConsent, putObjection, withdrawGiven } from '../consents/model.ts';
import type { ConsentsSlice } from '../consents/state.ts';
import type { ExportsSlice } from '../exports/state.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { copyJson } from '../json.ts';
import type { MailingsSlice } from '../mailings/state.ts';
import type { Account, Directory, Principal, Unit } from '../ports.ts';
import { type Lang, problem } from '../problem.ts';
import { t } from '../text.ts';
import { addEvent, caseNow, applyTransition } from './model.ts';
import type { Details, RequestRow, RequestsSlice } from './state.ts';
import { storedDetails } from './texts.ts';

/** The areas that filing a request may touch. */
export type Areas = RequestsSlice & ConsentsSlice & MailingsSlice & ExportsSlice;

/** Ends the handler when this role may neither file nor prepare a case of this kind and scope. */
export const requireScope = (me: Principal, kind: RightKind, scope: Scope): void => {
  if (filingOf(me.role, kind, scope) !== 'no') return;
  throw problem('forbidden', { roles: ROLES.filter(role => filingOf(role, kind, scope) !== 'no') });
};

/** What filing needs of a write. */
type Filer = Pick<Context<'createRequest'>, 'db' | 'me' | 'now' | 'unit' | 'directory' | 'lang'>;

const accountOf = (directory: Directory, id: string): Account => {
  const account = directory.account(id);
  if (account === undefined) throw problem('internal');
  return account;
};

/** A new draft of the caller. */
export const newDraft = (
  { db, me, now, unit, directory }: Filer,
  input: { kind: RightKind; scope: Scope; details: Details },
): RequestRow => {
  requireScope(me, input.kind, input.scope);
  const at = now.toISOString();
  const row: RequestRow = {
    id: newId('rq'),
    number: unit.number('R'),
    kind: input.kind,
    scope: input.scope,
    accountId: me.accountId,
    preparedBy: {
      id: me.userId,
      name: me.name,
      admin: filingOf(me.role, input.kind, input.scope) === 'prepare',
    },
    jurisdiction: me.jurisdiction,
    accountKind: accountOf(directory, me.accountId).kind,
    status: 'draft',
    version: 1,
    createdAt: at,
    updatedAt: at,
    details: storedDetails(cleanDetails(input.kind, input.details)),
    extensions: {},
    marks: [],
    outcomes: [],
    timeline: [],
    messages: [],
  };
  addEvent(row, { kind: 'created', by: 'user' }, now);
  db.requests.push(row);
  return row;
};

/** Use of the data stops at once while a correction, a pause or unlawful processing is looked into (ст. 21 ч. 1). */
const blocksData = ({ kind, details }: RequestRow): boolean =>
  kind === 'restriction' ||
  (kind === 'rectification' && details.blockWhileChecking === true) ||
  (kind === 'complaint' && details.unlawful === true);

const blockData = (row: RequestRow, now: Date): void => {
  row.marks.push({
    kind: 'blockedData',
    at: now.toISOString(),
    reason: t('Данными не пользуемся, пока идёт проверка.', 'We are not using this data while we check it.'),
  });
  addEvent(row, { kind: 'blocked', by: 'system' }, now);
};

/**
 * Files a case: the clock starts, the receipt is fixed, and what works at once (withdrawing a consent, objecting to
 * offers, pausing use) is done.
 */
export const fileRequest = (
  { db, unit, now, directory, lang }: Pick<Filer, 'db' | 'unit' | 'now' | 'directory' | 'lang'>,
  row: RequestRow,
  action: 'submit' | 'approve',
): void => {
  const { code, name } = accountOf(directory, row.accountId);
  applyTransition(row, action, now);
  const at = now.toISOString();
  row.submittedAt = at;
  if (row.details.proofProvided === true) row.proofAt = at;
  row.filed = {
    details: copyJson(row.details),
    attachments: db.attachments
      .filter(file => file.requestId === row.id && file.state === 'ready')
      .map(file => ({ name: file.name, size: file.size, sha256: file.sha256 })),
    account: { code, name },
  };
  if (action === 'approve') addEvent(row, { kind: 'approved', by: 'owner' }, now);
  const { dueBy } = caseNow(row, now);
  addEvent(
    row,
    {
      kind: 'submitted',
      by: action === 'approve' ? 'owner' : 'user',
      ...(dueBy === undefined ? {} : { until: dueBy }),
    },
    now,
  );
  if (blocksData(row)) blockData(row, now);
  unit.mail({
    userId: row.preparedBy.id,
    // Whoever prepared a request that the owner approves may read another language than the owner.
    ...(row.lang === undefined ? {} : { lang: row.lang }),
    template: 'request-received',
    parameters: { number: row.number, ...(dueBy === undefined ? {} : { dueBy }) },
  });
  if (row.scope === 'person') applyAtOnce(unit, row, now, lang);
};

const CONSENT_ENDED = t(
  'Согласие отозвано сразу: ждать ответа для этого не нужно.',
  'The consent was withdrawn at once: it did not have to wait for the answer.',
);
const OFFERS_ENDED = t(
  'Возражение против предложений действует сразу: новых не готовим.',
  'The objection to offers works at once: no new ones are prepared.',
);

const applyAtOnce = (
  unit: Pick<Unit, 'rows' | 'enqueue' | 'mail'>,
  row: RequestRow,
  now: Date,
  lang: Lang,
): void => {
  const db = unit.rows;
  const userId = row.preparedBy.id;
  if (row.kind === 'consent-withdrawal') {
    for (const id of row.details.consents ?? []) {
      const consent = db.consents.find(
        one => one.id === id && one.userId === userId && one.status === 'given',
      );
      if (consent === undefined) continue;
      withdrawGiven(unit, consent, now);
      unit.mail(consentEmail('consent-withdrawn', consent, now, lang));
      addEvent(row, { kind: 'in-system', by: 'system', text: CONSENT_ENDED }, now);
    }
  }
  if (row.kind === 'objection') {
    for (const purpose of row.details.purposes ?? []) {
      putObjection(db, userId, purpose, purpose === INSTANT_PURPOSE ? 'accepted' : 'pending', now, row.id);
      if (purpose === INSTANT_PURPOSE)
        addEvent(row, { kind: 'in-system', by: 'system', text: OFFERS_ENDED }, now);
    }
  }
};

/** The objections a case carried go back to none when it is withdrawn; what worked at once stays. */
export const dropObjections = (db: Areas, row: RequestRow, now: Date): void => {
  const pending = db.objections.filter(one => one.requestId === row.id && one.state === 'pending');
  for (const one of pending) putObjection(db, one.userId, one.purpose, 'none', now);
};

/** Whether the consents named are the caller’s and still given. */
export const holdsConsents = (db: ConsentsSlice, userId: string, ids: readonly string[]): boolean =>
  ids.some(id =>
    db.consents.some(
      one => one.id === id && one.userId === userId && givenConsent(db, userId, one.purpose)?.id === id,
    ),
  );
