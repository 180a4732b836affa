import type { Role } from '../../src/domain/ids.ts';
import { HOUR, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { HOLD_HOURS } from '../../src/domain/hold.ts';
import type { Timeline } from '../clock.ts';
import { timeline } from '../clock.ts';
import { SEEDED_CONTENT } from '../files.ts';
import { accountById, userById } from '../personas.ts';
import { t } from '../../core/text.ts';
import { workingMoment } from '../working-moment.ts';
import { caseNow } from '../../core/requests/model.ts';
import type { CaseSeed } from './case-seed.ts';
import { pastCases } from './seed-past.ts';
import { STAFF } from '../../core/requests/staff-name.ts';
import type {
  AttachmentRow,
  EventRow,
  MarkRow,
  MessageRow,
  RequestRow,
  RequestsSlice,
} from '../../core/requests/state.ts';
import { storedDetails } from '../../core/requests/texts.ts';

type StepName =
  | 'created'
  | 'prepared'
  | 'submitted'
  | 'taken'
  | 'answered'
  | 'appealed'
  | 'withdrawn'
  | 'extended'
  | 'held'
  | `message ${number}`;

/** One thing that happened to a case, and whether staff did it: then it falls into their working hours. */
interface Step {
  name: StepName;
  at: number;
  staff: boolean;
}

const MINUTE = 60_000;
/** Between two steps at least this long passes. */
const GAP_MS = 5 * MINUTE;
/** A step that follows at once from another: a pause from a filing, a question from a message. */
const AT_ONCE_MS = MINUTE;

const stepsOf = (seed: CaseSeed, tl: Timeline): Step[] => {
  const {
    created,
    prepared,
    filed,
    taken,
    answered,
    appealed,
    withdrawn,
    extended,
    held,
    thread = [],
  } = seed;
  const step = (name: StepName, daysAgo: number | undefined, minutes: number, staff = false): Step[] =>
    daysAgo === undefined ? [] : [{ name, at: Date.parse(tl.at(-daysAgo, 0, minutes)), staff }];
  return [
    ...step('created', created, 0),
    ...step('prepared', prepared === true ? created : undefined, 25),
    ...step('submitted', filed, 30),
    ...step('taken', taken, 60, true),
    ...step('held', held?.daysAgo, 70, true),
    ...thread.flatMap(({ daysAgo, from }, i) => step(`message ${i}`, daysAgo, 90, from === 'staff')),
    ...step('extended', extended?.daysAgo, 95, true),
    ...step('answered', answered, 120, true),
    ...step('appealed', appealed, 150),
    ...step('withdrawn', withdrawn, 180),
  ].toSorted((a, b) => a.at - b.at);
};

/**
 * When each step happened. Staff work in office hours, so their steps move back to the last ones; what came before
 * moves back with them, and an erasure keeps its 72 hours between filing and work.
 */
const momentsOf = (seed: CaseSeed, tl: Timeline): ReadonlyMap<StepName, string> => {
  const moments = new Map<StepName, number>();
  const waits = seed.kind === 'erasure' && seed.details.skipHold !== true;
  let latest = Date.parse(tl.base) - GAP_MS;
  for (const { name, at, staff } of stepsOf(seed, tl).toReversed()) {
    const taken = moments.get('taken');
    if (name === 'submitted' && waits && taken !== undefined) {
      latest = Math.min(latest, taken - HOLD_HOURS * HOUR);
    }
    const earliest = Math.min(at, latest);
    const moment = staff ? workingMoment(earliest) : earliest;
    moments.set(name, moment);
    latest = moment - GAP_MS;
  }
  return new Map([...moments].map(([name, ms]) => [name, new Date(ms).toISOString()]));
};

/** The role of the author when they filed: that of now, unless the seed names another. */
const roleOf = ({ by, role }: CaseSeed): { role?: Role } => {
  const then =
    role ?? userById(by.userId)?.memberships.find(({ accountId }) => accountId === by.accountId)?.role;
  return then === undefined ? {} : { role: then };
};

const PAUSED = t('Данными не пользуемся, пока идёт проверка.', 'The data is not used while it is checked.');

const buildCase = (seed: CaseSeed, tl: Timeline, index: number): RequestRow => {
  const { by, extended, held, thread = [] } = seed;
  const name = by.name ?? userById(by.userId)?.name ?? '';
  const moments = momentsOf(seed, tl);
  const at = (step: StepName): string | undefined => moments.get(step);
  const after = (moment: string): string => new Date(Date.parse(moment) + AT_ONCE_MS).toISOString();
  const event = (
    kind: EventRow['kind'],
    who: EventRow['by'],
    moment: string | undefined,
  ): Omit<EventRow, 'id'>[] => (moment === undefined ? [] : [{ at: moment, kind, by: who }]);
  const createdAt = at('created') ?? tl.base;
  const submittedAt = at('submitted');
  const answeredAt = at('answered');
  const appealedAt = at('appealed');
  const withdrawnAt = at('withdrawn');
  const extendedAt = at('extended');
  const heldAt = at('held');
  const pausedAt = seed.paused === true && submittedAt !== undefined ? after(submittedAt) : undefined;
  const timelineRows = [
    ...event('created', 'user', createdAt),
    ...event('prepared', 'user', at('prepared')),
    ...event('submitted', 'user', submittedAt),
    ...event('blocked', 'system', pausedAt),
    ...event('taken', 'staff', at('taken')),
    ...thread.flatMap(({ question }, i) => {
      const messageTimes = at(`message ${i}`);
      return question === true && messageTimes !== undefined
        ? event('asked', 'staff', after(messageTimes))
        : [];
    }),
    ...event('extended', 'staff', extendedAt),
    ...event('answered', 'staff', answeredAt),
    ...(answeredAt === undefined || pausedAt === undefined
      ? []
      : event('unblocked', 'system', after(answeredAt))),
    ...event('appealed', 'user', appealedAt),
    ...event('withdrawn', 'user', withdrawnAt),
  ]
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map((row, i): EventRow => ({ id: `${seed.id}-e${i + 1}`, ...row }));
  const messages = thread.map(({ from, text: body, attachments = [] }, i): MessageRow => ({
    id: `${seed.id}-m${i + 1}`,
    at: at(`message ${i}`) ?? createdAt,
    from,
    author: from === 'user' ? name : STAFF,
    text: body,
    attachments,
  }));
  const marks: MarkRow[] = [
    ...(pausedAt === undefined || answeredAt !== undefined
      ? []
      : [{ kind: 'blockedData' as const, at: pausedAt, reason: PAUSED }]),
    ...(extended === undefined || extendedAt === undefined
      ? []
      : [{ kind: 'extended' as const, at: extendedAt, reason: extended.reason }]),
    ...(held === undefined || heldAt === undefined
      ? []
      : [{ kind: 'legalHold' as const, at: heldAt, reason: held.reason }]),
  ];
  const row: RequestRow = {
    id: seed.id,
    number: `R-${yearOf(moscowDate(createdAt)) % 100}-${String(101 + index).padStart(4, '0')}`,
    kind: seed.kind,
    scope: seed.scope,
    accountId: by.accountId,
    preparedBy: {
      id: by.userId,
      name,
      admin: seed.prepared === true,
      ...(submittedAt === undefined && seed.prepared !== true ? {} : roleOf(seed)),
    },
    jurisdiction: accountById(by.accountId).jurisdiction,
    accountKind: accountById(by.accountId).kind,
    status: seed.status,
    version: 1,
    createdAt,
    updatedAt: timelineRows.at(-1)?.at ?? createdAt,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(appealedAt === undefined ? {} : { appealedAt }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...(submittedAt !== undefined && seed.details.proofProvided === true ? { proofAt: submittedAt } : {}),
    details: storedDetails(seed.details),
    ...(seed.step === undefined ? {} : { step: seed.step }),
    extensions:
      extended === undefined || extendedAt === undefined
        ? {}
        : { [extended.rule]: { by: extended.by, at: extendedAt, noticeReachedAt: extendedAt } },
    marks,
    outcomes: seed.outcomes ?? [],
    timeline: timelineRows,
    messages,
  };
  if (submittedAt !== undefined)
    row.filed = {
      details: structuredClone(storedDetails(seed.details)),
      attachments: [],
      account: { code: accountById(by.accountId).code, name: accountById(by.accountId).name },
    };
  return dated(row);
};

/** Writes the date of an extension: the dates come from the rules, so that no seed can disagree with them. */
const dated = (row: RequestRow): RequestRow => {
  if (row.submittedAt === undefined) return row;
  const filedOnly: RequestRow = { ...row, status: 'submitted', extensions: {} };
  delete filedOnly.appealedAt;
  const promised = caseNow(filedOnly, new Date(row.submittedAt)).dueBy;
  const extended = row.marks.find(mark => mark.kind === 'extended');
  const until = extended === undefined ? undefined : caseNow(row, new Date(row.submittedAt)).dueBy;
  for (const event of row.timeline) {
    if (event.kind === 'submitted' && promised !== undefined) event.until = promised;
    if (event.kind === 'extended' && extended !== undefined && until !== undefined)
      Object.assign(event, { until, reason: extended.reason });
  }
  if (extended !== undefined && until !== undefined) extended.until = until;
  return row;
};

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const SIZE = SEEDED_CONTENT.length;

const seedAttachments = (tl: Timeline): AttachmentRow[] => {
  const file = (id: string, requestId: string, name: string, days: number) => ({
    id,
    requestId,
    name,
    size: SIZE,
    sha256: HELLO,
    type: 'text/plain',
    by: 'user' as const,
    at: tl.at(days),
  });
  const sent = (...of: Parameters<typeof file>): AttachmentRow => ({
    ...file(...of),
    state: 'ready',
    offset: SIZE,
    chunks: [`${of[0]}.00000000`],
  });
  const checked = (...of: Parameters<typeof file>): AttachmentRow => ({
    ...sent(...of),
    check: { state: 'clean', at: tl.at(of[3]) },
  });
  return [
    { ...file('at-open', 'rq-draft', 'пояснение.txt', -1), state: 'uploading', offset: 0, chunks: [] },
    checked('at-ready', 'rq-draft', 'список.txt', -1),
    checked('at-proof', 'rq-in-work', 'справка об адресе.txt', -16),
    checked('at-sent', 'rq-submitted', 'решение о закрытии рассылок.txt', -1),
    // It was sent before files were checked.
    sent('p-at-proof', 'p-in-work', 'справка об адресе.txt', -15),
  ];
};

/** All seeded requests and their files. */
export const seedRequests = (seededAt: string): RequestsSlice => {
  const tl = timeline(seededAt);
  const attachments = seedAttachments(tl);
  const requests = pastCases(tl).map((seed, i) => buildCase(seed, tl, i));
  for (const row of requests) {
    for (const message of row.messages) {
      for (const file of attachments)
        if (message.attachments.includes(file.id)) {
          file.at = message.at;
          if (file.check !== undefined) file.check.at = message.at;
        }
    }
    const filed = attachments.filter(file => file.requestId === row.id && file.state === 'ready');
    if (row.filed !== undefined)
      row.filed.attachments = filed.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  }
  return { requests, attachments };
};
