import { CALENDARS } from '../../src/domain/calendars.ts';
import { governing } from '../../src/domain/clocks.ts';
import { canExtend, extend as extendClock } from '../../src/domain/extension.ts';
import { DEADLINE_RULES } from '../../src/domain/deadline-rules.ts';
import type { Jurisdiction, RequestStatus, RightKind } from '../../src/domain/ids.ts';
import { isUnanswered } from '../../src/domain/request-states.ts';
import { allowedTransitions } from '../../src/domain/states.ts';
import { putObjection } from '../consents/model.ts';
import { revokeExports } from '../exports/effects.ts';
import { newId } from '../ids.ts';
import type { EmailTemplate, Job, Unit } from '../ports.ts';
import type { Text } from '../problem.ts';
import { problem } from '../problem.ts';
import { RIGHT_TEXTS } from '../rights/texts.ts';
import { say, t } from '../text.ts';
import type { Areas } from './filing.ts';
import { addEvent, caseNow, endPause, extensionsInRun, applyTransition, touch } from './model.ts';
import { STAFF } from './staff-name.ts';
import type { OutcomeRow, RequestRow, RequestsSlice } from './state.ts';
import { USED_AGAIN, USED_AS_ANSWERED } from './texts.ts';

/** Input of an action of the staff; each member has a default text. */
export interface StaffInput {
  text?: string;
  reason?: string;
  /** By how many units of the rule the time is extended. */
  by?: number;
  outcomes?: OutcomeRow[];
  /**
   * The delivery of the notice of an extension. One that waits has reached the customer when a mail server has accepted it, a
   * bounced one by `readNotices`; without a word it was accepted at once.
   */
  notice?: 'accepted' | 'waiting' | 'bounced';
}

/** What the staff may do with a case. */
export const STAFF_ACTIONS = ['take', 'ask', 'extend', 'answer', 'refuse'] as const;
/** One of `STAFF_ACTIONS`. */
export type StaffAction = (typeof STAFF_ACTIONS)[number];

const USUAL_EXTENSION = t(
  'Нужно запросить данные в архиве телефонии.',
  'We have to request data from the telephony archive.',
);
const USUAL_REFUSAL = t(
  'Эти данные нужны, чтобы исполнять договор.',
  'We need this data to perform the contract.',
);

/** The states in which staff extend the term; an appeal has a clock of its own. */
const mayExtend = (status: RequestStatus): boolean => isUnanswered(status) && status !== 'appealed';

/** States of cases that wait for an answer, as the staff call them. */
export const STATUS_LABELS: Partial<Record<RequestStatus, string>> = {
  submitted: 'подано',
  in_work: 'в работе',
  needs_user: 'ждёт клиента',
  appealed: 'на пересмотре',
};

/** What an action of the staff works with. */
type StaffUnit = Pick<Unit, 'rows' | 'enqueue' | 'mail'>;

/** Puts down an email to whoever wrote the request. */
const mailAbout = (
  unit: StaffUnit,
  row: RequestRow,
  template: EmailTemplate,
  parameters: Readonly<Record<string, string>> = {},
  onceAccepted?: Job,
): void =>
  unit.mail({
    userId: row.preparedBy.id,
    ...(row.lang === undefined ? {} : { lang: row.lang }),
    template,
    parameters: { number: row.number, ...parameters },
    ...(onceAccepted === undefined ? {} : { onceAccepted: { accountId: row.accountId, job: onceAccepted } }),
  });

const lookup = (db: Areas, id: string): RequestRow => {
  const row = db.requests.find(one => one.id === id);
  if (row === undefined) throw problem('not-found');
  return row;
};

const addMessage = (row: RequestRow, text: Text | string, now: Date): void => {
  row.messages.push({
    id: newId('ms'),
    at: now.toISOString(),
    from: 'staff',
    author: STAFF,
    text,
    attachments: [],
  });
};

/** Takes a case into work; an erasure only after its 72 hours, unless the customer would not wait. */
export const take = (unit: StaffUnit, id: string, now: Date): RequestRow => {
  const row = lookup(unit.rows, id);
  if (caseNow(row, now).hold.kind === 'running') {
    throw problem('illegal-transition', {
      state: row.status,
      allowed: ['withdraw'],
      detail: t(
        '72 часа на раздумье ещё не прошли.',
        'The 72 hours for changing your mind have not passed yet.',
      ),
    });
  }
  applyTransition(row, 'take', now);
  addEvent(row, { kind: 'taken', by: 'staff' }, now);
  return row;
};

/** Asks the customer; the clock goes on. */
export const ask = (unit: StaffUnit, id: string, now: Date, input: StaffInput = {}): RequestRow => {
  const row = lookup(unit.rows, id);
  applyTransition(row, 'ask', now);
  addMessage(
    row,
    input.text ?? t('Уточните, пожалуйста, о каких данных речь.', 'Please tell us which data you mean.'),
    now,
  );
  addEvent(row, { kind: 'asked', by: 'staff' }, now);
  mailAbout(unit, row, 'request-question');
  return row;
};

/** Writes to the customer without a question. */
export const message = (unit: StaffUnit, id: string, now: Date, text: string): RequestRow => {
  const row = lookup(unit.rows, id);
  const { status } = caseNow(row, now);
  if (!isUnanswered(status) && status !== 'answered')
    throw problem('illegal-transition', { state: status, allowed: [] });
  addMessage(row, text, now);
  mailAbout(unit, row, 'request-message');
  touch(row, now);
  return row;
};

/** Whether an extension of the clock that runs now was decided already, even if its notice has not arrived. */
const isDecided = (row: RequestRow, rule: string): boolean => extensionsInRun(row)[rule] !== undefined;

/** Extends the governing clock once, before its date, with a reason. */
export const extend = (unit: StaffUnit, id: string, now: Date, input: StaffInput = {}): RequestRow => {
  const row = lookup(unit.rows, id);
  const { deadlines, status } = caseNow(row, now);
  const clock = governing(deadlines);
  const allowed = clock === undefined ? undefined : canExtend(clock, now, isDecided(row, clock.rule));
  if (clock === undefined || allowed?.ok !== true || !mayExtend(status)) {
    throw problem('illegal-transition', {
      state: status,
      allowed: [],
      detail: t('Этот срок продлить нельзя.', 'This deadline cannot be extended.'),
    });
  }
  const reason = input.reason ?? input.text ?? USUAL_EXTENSION;
  const by = input.by ?? allowed.upTo;
  const result = extendClock(
    clock,
    { by, reason: say(reason, 'ru'), now, jurisdiction: row.jurisdiction },
    CALENDARS,
  );
  if (!result.ok) throw problem('illegal-transition', { state: status, allowed: [], detail: result.reason });
  const until = result.deadline.extendedDate ?? result.deadline.date;
  row.extensions[clock.rule] = {
    by,
    at: now.toISOString(),
    ...(input.notice === undefined || input.notice === 'accepted'
      ? { noticeReachedAt: now.toISOString() }
      : {}),
  };
  row.marks.push({ kind: 'extended', at: now.toISOString(), reason, until });
  addEvent(row, { kind: 'extended', by: 'staff', until, reason }, now);
  mailAbout(
    unit,
    row,
    'request-extended',
    { until, reason: say(reason, row.lang ?? 'ru') },
    input.notice === 'waiting' ? { kind: 'note-notice', requestId: id, rule: clock.rule } : undefined,
  );
  touch(row, now);
  return row;
};

/** Notes that the notice of an extension has reached the customer, unless they had read it already or the request is gone. */
export const noteNotice = (rows: RequestsSlice, id: string, rule: string, now: Date): void => {
  const row = rows.requests.find(one => one.id === id);
  const extension = row?.extensions[rule];
  if (row === undefined || extension === undefined || extension.noticeReachedAt !== undefined) return;
  extension.noticeReachedAt = now.toISOString();
  touch(row, now);
};

const usualOutcomes = (row: RequestRow): OutcomeRow[] => [
  {
    id: `${row.id}-o1`,
    label: RIGHT_TEXTS[row.kind].label,
    kind: 'done',
    text: t('Сделано, как вы просили.', 'Done as you asked.'),
  },
];

/** The article a refusal names when staff name no other: of information, ст. 14 ч. 8. */
const REFUSED_BY: Record<Jurisdiction, (kind: RightKind) => { law: string; article?: string }> = {
  RU: kind => {
    const names = DEADLINE_RULES.find(rule => rule.names !== undefined && rule.kinds.includes(kind))?.names;
    return { law: '152-ФЗ', article: names ?? 'ст. 21 ч. 5.1' };
  },
  BY: kind => RIGHT_TEXTS[kind].lawBy ?? { law: '99-З' },
};

const refusedOutcome = (row: RequestRow, reason: Text | string): OutcomeRow[] => [
  {
    id: `${row.id}-o1`,
    label: RIGHT_TEXTS[row.kind].label,
    kind: 'refused',
    text: reason,
    law: REFUSED_BY[row.jurisdiction](row.kind),
  },
];

const settle = (unit: StaffUnit, row: RequestRow, outcomes: OutcomeRow[], now: Date): void => {
  const db = unit.rows;
  row.outcomes = outcomes;
  row.answeredAt = now.toISOString();
  mailAbout(unit, row, 'request-answered');
  addEvent(row, { kind: 'answered', by: 'staff' }, now);
  const refused = outcomes.every(outcome => outcome.kind === 'refused');
  // A corrected value is used; of data that was restricted or processed unlawfully the answer decides.
  endPause(row, refused || row.kind === 'rectification' ? USED_AGAIN : USED_AS_ANSWERED, now);
  for (const one of db.objections.filter(
    objection => objection.requestId === row.id && objection.state === 'pending',
  )) {
    putObjection(db, one.userId, one.purpose, refused ? 'refused' : 'accepted', now, row.id);
  }
  if (row.kind === 'erasure' && !refused) {
    const gone = new Set(row.details.categories ?? []);
    revokeExports(
      unit,
      one =>
        one.accountId === row.accountId &&
        (row.scope === 'account' || one.createdBy.id === row.preparedBy.id) &&
        one.spec.categories.some(category => gone.has(category)),
      'erased',
      now,
      row.preparedBy.id,
    );
  }
};

/** Answers a case, point by point. */
export const answer = (unit: StaffUnit, id: string, now: Date, input: StaffInput = {}): RequestRow => {
  const row = lookup(unit.rows, id);
  applyTransition(row, 'answer', now);
  if (input.text !== undefined) addMessage(row, input.text, now);
  settle(unit, row, input.outcomes ?? usualOutcomes(row), now);
  return row;
};

/** Refuses a case, with the reason and the law. */
export const refuse = (unit: StaffUnit, id: string, now: Date, input: StaffInput = {}): RequestRow => {
  const row = lookup(unit.rows, id);
  applyTransition(row, 'refuse', now);
  const reason = input.reason ?? input.text ?? USUAL_REFUSAL;
  settle(unit, row, input.outcomes ?? refusedOutcome(row, reason), now);
  return row;
};

const ACTIONS: Record<
  StaffAction,
  (unit: StaffUnit, id: string, now: Date, input?: StaffInput) => RequestRow
> = {
  take,
  ask,
  extend,
  answer,
  refuse,
};

/** One action of the staff, for the panel and the HTTP adapter. */
export const staffAction = (
  unit: StaffUnit,
  id: string,
  action: StaffAction,
  now: Date,
  input: StaffInput = {},
): RequestRow => ACTIONS[action](unit, id, now, input);

/** What the staff may do with a case now. */
export const staffActionsOf = (row: RequestRow, now: Date): StaffAction[] => {
  const { status, hold, deadlines } = caseNow(row, now);
  const clock = governing(deadlines);
  const extendable =
    clock !== undefined && canExtend(clock, now, isDecided(row, clock.rule)).ok && mayExtend(status);
  const allowed = allowedTransitions('request', status, 'staff');
  return STAFF_ACTIONS.filter(action =>
    action === 'extend'
      ? extendable
      : allowed.includes(action) && !(action === 'take' && hold.kind === 'running'),
  );
};

/** Open cases of an account with what the staff may do with each now, the oldest first. */
export const staffCases = (
  db: Areas,
  accountId: string,
  now: Date,
): { id: string; label: string; actions: StaffAction[] }[] =>
  db.requests
    .filter(row => row.accountId === accountId)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .flatMap(row => {
      const { status } = caseNow(row, now);
      const actions = staffActionsOf(row, now);
      const label = `${row.number} ${RIGHT_TEXTS[row.kind].label.ru}: ${STATUS_LABELS[status] ?? status}`;
      return actions.length === 0 ? [] : [{ id: row.id, label, actions }];
    });
