import type { components } from '../../src/api/generated/schema.ts';
import type { PlainDate } from '../../src/domain/calendar.ts';
import { endOfMoscowDay, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { CALENDARS } from '../../src/domain/calendars.ts';
import type { Deadline } from '../../src/domain/deadline.ts';
import type { DeadlineCase } from '../../src/domain/deadlines.ts';
import { effectiveDate, governing } from '../../src/domain/clocks.ts';
import { DEADLINE_RULES } from '../../src/domain/deadline-rules.ts';
import { appliedLawOf } from '../../src/domain/applied-law.ts';
import { appealDeadlinesFor, deadlinesFor } from '../../src/domain/deadlines.ts';
import { lateDestructionOf } from '../../src/domain/late-destruction.ts';
import { isDuplicate } from '../../src/domain/duplicates.ts';
import { holdUntil } from '../../src/domain/hold.ts';
import type { RequestStatus } from '../../src/domain/ids.ts';
import { allowedActions } from '../../src/domain/requests.ts';
import { can } from '../../src/domain/roles.ts';
import type { DerivedRequest } from '../../src/domain/request-states.ts';
import { appealUntil, derivedRequestStatus, isOpen, isUnanswered } from '../../src/domain/request-states.ts';
import { transition } from '../../src/domain/states.ts';
import type { AccessRow } from '../access/state.ts';
import type { Principal } from '../ports.ts';
import type { Lang, Text } from '../problem.ts';
import { problem } from '../problem.ts';
import { deadlineView } from '../rights/deadlines.ts';
import { POLICY_AS_LAW } from '../rights/texts.ts';
import { dateText, say } from '../text.ts';
import { complaintBodiesOf } from '../policy/complaint-bodies.ts';
import { REJECTIONS } from './attachments.ts';
import { destructionOf, systemEvents } from './destruction.ts';
import { keptRule } from './kept.ts';
import type { AttachmentRow, EventRow, MarkRow, RequestRow, RequestsSlice } from './state.ts';
import { DESTROY_LATE_REASON, eventText, NEXT_STEPS, OVERDUE_REASON, titleOf, readDetails } from './texts.ts';

type Schema = components['schemas'];
/** An action of the contract on a request. */
export type AllowedAction = Schema['RightsRequest']['allowedActions'][number];

/** Whether the notice of an extension has not reached `me`, who wrote the request. */
export const hasUnreadNotices = (row: RequestRow, me: Principal): boolean =>
  row.preparedBy.id === me.userId &&
  Object.values(row.extensions).some(({ noticeReachedAt }) => noticeReachedAt === undefined);

/**
 * The extensions of a request that `me` has on the screen at `now`: a notice that no mail server accepted reaches its
 * author by that. Source: docs/domain.md, «Extensions».
 */
export const extensionsReadBy = (row: RequestRow, me: Principal, now: Date): RequestRow['extensions'] =>
  hasUnreadNotices(row, me)
    ? Object.fromEntries(
        Object.entries(row.extensions).map(([rule, extension]) => [
          rule,
          { ...extension, noticeReachedAt: extension.noticeReachedAt ?? now.toISOString() },
        ]),
      )
    : row.extensions;

/** What the clocks of the domain need to know of a case that was received at `receivedAt`. */
export const clockCase = (
  row: Pick<RequestRow, 'kind' | 'scope' | 'accountKind' | 'jurisdiction' | 'details'> &
    Partial<Pick<RequestRow, 'proofAt' | 'detectedAt' | 'extensions' | 'outcomes' | 'status'>>,
  receivedAt: string,
): DeadlineCase => ({
  kind: row.kind,
  scope: row.scope,
  accountKind: row.accountKind,
  jurisdiction: row.jurisdiction,
  receivedAt,
  proofAt: row.proofAt,
  unlawful: row.details.unlawful,
  detectedAt: row.detectedAt,
  disclosures: row.details.mode === 'disclosures',
  refused: row.status === 'answered' && row.outcomes?.some(outcome => outcome.kind === 'refused') === true,
  extensions: row.extensions,
});

/** The extensions of the clocks that run now: an appeal starts its own, those of the first answer are over. */
export const extensionsInRun = (
  row: Pick<RequestRow, 'extensions' | 'appealedAt'>,
): RequestRow['extensions'] => {
  const { appealedAt, extensions } = row;
  if (appealedAt === undefined) return extensions;
  return Object.fromEntries(Object.entries(extensions).filter(([, { at }]) => at >= appealedAt));
};

/** The clocks of a filed case: its own, or the appeal’s while there was one. */
export const clocksOf = (row: RequestRow): Deadline[] => {
  if (row.submittedAt === undefined) return [];
  const facts = clockCase(row, row.submittedAt);
  return row.appealedAt === undefined
    ? deadlinesFor(facts, CALENDARS)
    : appealDeadlinesFor(facts, row.appealedAt, CALENDARS, DEADLINE_RULES, extensionsInRun(row));
};

/** A case as it stands now. */
export interface CaseNow extends DerivedRequest {
  readonly deadlines: readonly Deadline[];
  readonly dueBy?: PlainDate;
}

/** The case at `now`: state, hold, clocks. */
export const caseNow = (row: RequestRow, now: Date): CaseNow => {
  const deadlines = clocksOf(row);
  const first = governing(deadlines);
  const dueBy = first === undefined ? undefined : effectiveDate(first);
  const derived = derivedRequestStatus(
    {
      kind: row.kind,
      status: row.status,
      submittedAt: row.submittedAt,
      holdWaivedAt: row.details.skipHold === true ? row.submittedAt : undefined,
      answeredAt: row.answeredAt,
      dueBy,
    },
    now,
  );
  return { ...derived, deadlines, ...(dueBy === undefined ? {} : { dueBy }) };
};

const isOwnerOf = (row: RequestRow, me: Principal): boolean =>
  row.accountId === me.accountId && can(me.role, 'request.account');

/**
 * Whether the caller may know of the case: their own, or the account’s for its owner once an admin has sent it on.
 * A personal case is invisible to the owner. Source: docs/domain.md#roles.
 */
export const maySee = (row: RequestRow, me: Principal): boolean => {
  if (row.accountId !== me.accountId) return false;
  if (row.preparedBy.id === me.userId) return true;
  return row.scope === 'account' && isOwnerOf(row, me) && row.status !== 'draft';
};

/** The case with this id, or the 404 that also hides other people’s. */
export const lookupRequest = (db: RequestsSlice, id: string, me: Principal): RequestRow => {
  const row = db.requests.find(one => one.id === id && maySee(one, me));
  if (row === undefined) throw problem('not-found');
  return row;
};

/** What this caller may do with the case now; `at` is the case at `now`, where it is known. */
export const allowedActionsOf = (
  row: RequestRow,
  me: Principal,
  now: Date,
  at: CaseNow = caseNow(row, now),
): AllowedAction[] =>
  allowedActions(at.status, {
    author: row.preparedBy.id === me.userId,
    owner: row.scope === 'account' && isOwnerOf(row, me),
    prepared: row.preparedBy.admin,
  });

/** Throws `illegal-transition` with the allowed actions when the caller may not take this one now. */
export const requireAllowedAction = (
  row: RequestRow,
  action: AllowedAction,
  me: Principal,
  now: Date,
): void => {
  const allowed = allowedActionsOf(row, me, now);
  if (!allowed.includes(action)) {
    throw problem('illegal-transition', { state: caseNow(row, now).status, allowed });
  }
};

/** Applies a transition of the domain to the request, or throws `illegal-transition`. */
export const applyTransition = (row: RequestRow, action: string, now: Date): void => {
  const { status } = caseNow(row, now);
  const result = transition('request', status, action);
  if (!result.ok) throw problem('illegal-transition', { state: status, allowed: [...result.allowed] });
  if (result.to !== 'closed') row.status = result.to;
  touch(row, now);
};

/** Notes that the case changed. */
export const touch = (row: RequestRow, now: Date): void => {
  row.version += 1;
  row.updatedAt = now.toISOString();
};

/** Adds a step to what has been done. */
export const addEvent = (
  row: RequestRow,
  event: Pick<EventRow, 'kind' | 'by' | 'until' | 'reason' | 'file' | 'text'>,
  now: Date,
): void => {
  row.timeline.push({
    id: `${row.id}-e${row.timeline.length + 1}`,
    at: now.toISOString(),
    ...event,
  });
};

/** Ends the pause of the use of data, if there is one, and adds the step that says how it goes on. */
export const endPause = (row: RequestRow, text: Text, now: Date): void => {
  if (!row.marks.some(mark => mark.kind === 'blockedData')) return;
  row.marks = row.marks.filter(mark => mark.kind !== 'blockedData');
  addEvent(row, { kind: 'unblocked', by: 'system', text }, now);
};

/** The tag of the version of a case. */
export const etagOf = (row: RequestRow): string => `"${row.version}"`;

const turnOf = (status: RequestStatus): Schema['RightsRequest']['turn'] => {
  switch (status) {
    case 'draft':
    case 'needs_user':
      return 'user';
    case 'awaiting_owner':
      return 'owner';
    case 'submitted':
    case 'in_work':
    case 'appealed':
      return 'staff';
    default:
      return 'nobody';
  }
};

/** Whether the extension a mark or a step speaks of holds: its notice reached the person in time. */
const extensionHolds = (until: PlainDate | undefined, at: CaseNow): boolean =>
  at.deadlines.some(({ extendedDate }) => extendedDate !== undefined && extendedDate === until);

/** Of the marks of extensions, those that hold; one of a former run of the clocks stays as history. */
const shownMark = (row: RequestRow, at: CaseNow, { kind, until, at: decided }: MarkRow): boolean =>
  kind !== 'extended' ||
  (row.appealedAt !== undefined && decided < row.appealedAt) ||
  extensionHolds(until, at);

/** The data of a destruction that is late is blocked, and gets a date of its own. */
const lateDestructionMark = (row: RequestRow, at: CaseNow, now: Date, lang: Lang): Schema['Mark'][] => {
  if (!isOpen(at.status)) return [];
  const late = lateDestructionOf(row.kind, at.deadlines, now);
  if (late === undefined) return [];
  const on = dateText(late.until, yearOf(moscowDate(now)))[lang];
  return [
    {
      kind: 'blockedData',
      at: endOfMoscowDay(late.missed),
      reason: DESTROY_LATE_REASON(on)[lang],
      until: late.until,
      ...(late.confirmed ? {} : { confirmed: false }),
    },
  ];
};

const marksOf = (row: RequestRow, at: CaseNow, now: Date, lang: Lang): Schema['Mark'][] => [
  ...lateDestructionMark(row, at, now, lang),
  ...row.marks
    .filter(mark => shownMark(row, at, mark))
    .map(mark => ({
      kind: mark.kind,
      at: mark.at,
      reason: say(mark.reason, lang),
      ...(mark.until === undefined ? {} : { until: mark.until }),
    })),
  ...(at.overdue && at.dueBy !== undefined
    ? [
        {
          kind: 'overdue' as const,
          at: endOfMoscowDay(at.dueBy),
          reason: OVERDUE_REASON[lang],
          until: at.dueBy,
        },
      ]
    : []),
];

/** A case as a line of a list; `at` is the case at `now`, where it is known. */
export const summaryOf = (
  row: RequestRow,
  now: Date,
  lang: Lang,
  at: CaseNow = caseNow(row, now),
): Schema['RequestSummary'] => {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    scope: row.scope,
    status: at.status,
    title: titleOf(row.kind, row.details, lang),
    createdAt: row.createdAt,
    ...(row.submittedAt === undefined ? {} : { submittedAt: row.submittedAt }),
    updatedAt: row.updatedAt,
    ...(at.dueBy === undefined ? {} : { dueBy: at.dueBy }),
    deadlines: at.deadlines.map(deadline => deadlineView(deadline, lang, row.kind)),
    marks: marksOf(row, at, now, lang),
    turn: turnOf(at.status),
  };
};

/** When a request stopped to wait for an answer; undefined while it waits. */
const endOfWaiting = ({ status, answeredAt, withdrawnAt }: RequestRow): string | undefined =>
  status === 'answered' ? answeredAt : status === 'withdrawn' ? withdrawnAt : undefined;

/** The hold of an erasure as a step, once it is over; of one that was withdrawn before there is none. */
const holdOver = (row: RequestRow, now: Date): EventRow[] => {
  if (row.kind !== 'erasure' || row.submittedAt === undefined || row.details.skipHold === true) return [];
  const at = new Date(holdUntil(row.submittedAt)).toISOString();
  const ended = endOfWaiting(row) ?? now.toISOString();
  return at > now.toISOString() || at > ended
    ? []
    : [{ id: `${row.id}-hold`, at, kind: 'hold-over', by: 'system' }];
};

/** The missed date as a step, also after a late answer. Of an appeal its own date counts. */
const missedDate = (row: RequestRow, now: Date): EventRow[] => {
  // An answer may change which clocks count; the one that was waited for is the unanswered request’s.
  const first = governing(clocksOf({ ...row, status: isUnanswered(row.status) ? row.status : 'in_work' }));
  if (first === undefined) return [];
  const dueBy = effectiveDate(first);
  const ended = endOfWaiting(row) ?? now.toISOString();
  return moscowDate(ended) <= dueBy
    ? []
    : [{ id: `${row.id}-overdue`, at: endOfMoscowDay(dueBy), kind: 'overdue', by: 'system' }];
};

/** What time alone has added to the steps: the hold is over, the date is missed, the case is closed. */
const eventsByTime = (row: RequestRow, at: CaseNow, now: Date): EventRow[] => {
  const found: EventRow[] = [...holdOver(row, now), ...missedDate(row, now)];
  if (at.status === 'closed' && row.answeredAt !== undefined) {
    const closedAt = endOfMoscowDay(appealUntil(row.answeredAt));
    if (closedAt <= now.toISOString()) {
      found.push({
        id: `${row.id}-closed`,
        at: closedAt,
        kind: 'closed',
        by: 'system',
      });
    }
  }
  return found;
};

/** Whether a file is part of what was filed, or of a message: then it stays. */
export const isSent = (row: RequestRow, file: AttachmentRow): boolean =>
  file.by === 'staff' ||
  row.messages.some(message => message.attachments.includes(file.id)) ||
  (row.filed?.attachments ?? []).some(one => one.sha256 === file.sha256);

/** When a file of the customer came to the staff: with a message, or with the request. */
const sentAtOf = (row: RequestRow, file: AttachmentRow): string =>
  row.messages.find(message => message.attachments.includes(file.id))?.at ?? row.submittedAt ?? file.at;

/** When a member of staff first opened or worked on the request after a file of the customer was sent; undefined before that. */
export const seenAtOf = (
  row: RequestRow,
  file: AttachmentRow,
  access: readonly AccessRow[] = [],
): string | undefined => {
  if (file.by !== 'user' || !isSent(row, file)) return undefined;
  const sentAt = sentAtOf(row, file);
  const [first] = [
    ...row.timeline.filter(({ by }) => by === 'staff'),
    ...row.messages.filter(({ from }) => from === 'staff'),
    ...access.filter(({ staff }) => staff?.number === row.number),
  ]
    .map(({ at }) => at)
    .filter(at => at >= sentAt)
    .toSorted((a, b) => a.localeCompare(b));
  return first;
};

/**
 * Whether the customer may remove a file: one that is not sent, or one that no member of staff has opened since. The proof of
 * a correction stays, because a clock counts from it. The confirmation of filing still names a file that was taken back.
 */
export const isRemovable = (
  row: RequestRow,
  file: AttachmentRow,
  access: readonly AccessRow[] = [],
): boolean => {
  if (file.by !== 'user') return false;
  if (!isSent(row, file)) return true;
  return row.proofAt === undefined && seenAtOf(row, file, access) === undefined && isOpen(row.status);
};

/** The check of a complete file of the customer for viruses, as the contract names it. */
const checkOf = ({ by, state, check }: AttachmentRow): Pick<Schema['Attachment'], 'check' | 'checkedAt'> => {
  if (check === undefined) return by === 'user' && state === 'ready' ? { check: 'not-connected' } : {};
  return { check: check.state, ...(check.state === 'running' ? {} : { checkedAt: check.at }) };
};

/** A file of a case as the customer sees it. */
export const attachmentView = (
  row: RequestRow,
  file: AttachmentRow,
  lang: Lang,
  access?: readonly AccessRow[],
): Schema['Attachment'] => {
  const { id, name, size, sha256, type, state, offset, rejection, by } = file;
  const seenAt = seenAtOf(row, file, access);
  return {
    id,
    name,
    size,
    sha256,
    type,
    state,
    offset,
    by,
    sent: isSent(row, file),
    removable: isRemovable(row, file, access),
    ...checkOf(file),
    ...(seenAt === undefined ? {} : { seenAt }),
    ...(rejection === undefined ? {} : { reason: REJECTIONS[rejection][lang] }),
  };
};

const nextStepOf = (at: CaseNow, decides: boolean, lang: Lang): string => {
  const key = decides ? 'yours' : at.overdue ? 'overdue' : at.hold.kind === 'running' ? 'hold' : at.status;
  return NEXT_STEPS[at.status === 'needs_user' ? 'needs_user' : key][lang];
};

/** Whether the reader took this step: «user» is whoever wrote the case, «owner» the owner of its account. */
const isOwn = (row: RequestRow, by: EventRow['by'], me: Principal): boolean =>
  (by === 'user' && row.preparedBy.id === me.userId) || (by === 'owner' && isOwnerOf(row, me));

/** The law of an outcome in words: the policy has a name and a part in place of a number and an article. */
export const outcomeLaw = (
  law: NonNullable<RequestRow['outcomes'][number]['law']>,
  lang: Lang,
): Schema['LawReference'] =>
  law.law === 'policy' ? { law: POLICY_AS_LAW.law[lang], article: POLICY_AS_LAW.article[lang] } : law;

/** The answer to each item of a request. */
export const outcomesView = ({ outcomes }: RequestRow, lang: Lang): Schema['Outcome'][] =>
  outcomes.map(({ id, label, kind, text, until, law }) => ({
    id,
    label: say(label, lang),
    kind,
    text: say(text, lang),
    ...(until === undefined ? {} : { until }),
    ...(law === undefined ? {} : { law: outcomeLaw(law, lang) }),
  }));

/** What has been done with a case and what time alone has added, oldest first; `at` is the case at `now`. */
export const timelineOf = (
  row: RequestRow,
  me: Principal,
  now: Date,
  lang: Lang,
  at: CaseNow = caseNow(row, now),
): Schema['RightsRequest']['timeline'] => {
  const announced = row.timeline.filter(
    event => event.kind !== 'extended' || shownMark(row, at, { ...event, kind: 'extended', reason: '' }),
  );
  return [...systemEvents(row), ...announced, ...eventsByTime(row, at, now)]
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(event => ({
      id: event.id,
      at: event.at,
      kind: event.kind,
      by: event.by,
      text: eventText(event, { own: isOwn(row, event.by, me), now, lang }),
      ...(event.until === undefined ? {} : { until: event.until }),
    }));
};

/** A request that files another one again, or is filed again, as both are shown to each other. */
const linkedView = (
  db: RequestsSlice,
  me: Principal,
  now: Date,
  isLinked: (one: RequestRow) => boolean,
): Schema['LinkedRequest'] | undefined => {
  const found = db.requests.findLast(one => isLinked(one) && maySee(one, me));
  return found && { id: found.id, number: found.number, status: caseNow(found, now).status };
};

/** A case whole; `receiptDigest` is the caller’s to add, since a digest takes a promise. */
export const requestView = (
  db: RequestsSlice & { readonly access: readonly AccessRow[] },
  row: RequestRow,
  me: Principal,
  now: Date,
  lang: Lang,
): Schema['RightsRequest'] => {
  const at = caseNow(row, now);
  const files = db.attachments.filter(file => file.requestId === row.id);
  const actions = allowedActionsOf(row, me, now, at);
  const kept = keptRule(lang, row);
  const destruction = destructionOf(row, lang);
  const replaces = linkedView(db, me, now, one => one.id === row.replaces?.id);
  const replacedBy = linkedView(db, me, now, one => one.replaces?.id === row.id);
  const waited =
    at.overdue || row.appealedAt !== undefined || (row.answeredAt !== undefined && row.outcomes.length > 0);
  return {
    ...summaryOf(row, now, lang, at),
    etag: etagOf(row),
    appliedLaw: appliedLawOf(row),
    ...(row.answeredAt === undefined ? {} : { answeredAt: row.answeredAt }),
    details: readDetails(row.details, lang),
    ...(row.step === undefined ? {} : { step: row.step }),
    preparedBy: {
      id: row.preparedBy.id,
      name: row.preparedBy.name,
      self: row.preparedBy.id === me.userId,
      ...(row.preparedBy.role === undefined ? {} : { role: row.preparedBy.role }),
    },
    nextStep: nextStepOf(at, actions.includes('approve'), lang),
    ...(at.hold.kind === 'running' ? { holdUntil: at.hold.until } : {}),
    outcomes: outcomesView(row, lang),
    timeline: timelineOf(row, me, now, lang, at),
    messages: row.messages.map(message => ({
      id: message.id,
      at: message.at,
      from: message.from,
      author: say(message.author, lang),
      text: say(message.text, lang),
      attachments: files
        .filter(file => message.attachments.includes(file.id))
        .map(file => attachmentView(row, file, lang, db.access)),
      ...(message.accessEntry === undefined ? {} : { accessEntry: message.accessEntry }),
    })),
    attachments: files.map(file => attachmentView(row, file, lang, db.access)),
    allowedActions: actions,
    ...(replaces === undefined ? {} : { replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(row.answeredAt !== undefined && at.status === 'answered'
      ? { appealUntil: appealUntil(row.answeredAt) }
      : {}),
    ...(kept === undefined ? {} : { kept }),
    ...(waited || row.kind === 'complaint'
      ? { complaintBodies: complaintBodiesOf(row.jurisdiction, lang) }
      : {}),
    ...(destruction === undefined ? {} : { destruction }),
  };
};

/** Cases of a scope that the caller may see, newest first. */
export const visibleRequests = (db: RequestsSlice, me: Principal, scope: Schema['Scope']): RequestRow[] =>
  db.requests
    .filter(row => maySee(row, me) && (scope === 'account' || row.scope === 'person'))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));

/** The open cases of the same kind and scope, newest first: of the person, or of the account. */
export const openOfKind = (
  db: RequestsSlice,
  row: Pick<RequestRow, 'id' | 'kind' | 'scope' | 'accountId'>,
  userId: string,
  now: Date,
): RequestRow[] =>
  db.requests
    .filter(
      other =>
        other.id !== row.id &&
        other.kind === row.kind &&
        other.scope === row.scope &&
        other.accountId === row.accountId &&
        (row.scope === 'account' || other.preparedBy.id === userId) &&
        isOpen(caseNow(other, now).status),
    )
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));

/** The open case of the same kind and scope that asks for the same, if there is one (`isDuplicate`). */
export const findOpenDuplicate = (
  db: RequestsSlice,
  row: Pick<RequestRow, 'id' | 'kind' | 'scope' | 'accountId' | 'details'>,
  userId: string,
  now: Date,
): RequestRow | undefined =>
  openOfKind(db, row, userId, now).find(other => isDuplicate(row.kind, row.details, other.details));
