import { yearOf } from '../../src/domain/calendar.ts';
import type { Timeline } from '../clock.ts';
import { timeline } from '../clock.ts';
import { toBase64 } from '../digest.ts';
import { accountById, userById } from '../personas.ts';
import type { Text } from '../problem.ts';
import { caseNow } from './model.ts';
import { pastCases } from './seed-past.ts';
import { STAFF } from './staff-name.ts';
import type { AttachmentRow, EventRow, MessageRow, RequestRow, RequestsSlice } from './state.ts';
import { storedDetails } from './texts.ts';

/** A case as the seed writes it: days before `seededAt`, the rest follows. */
export interface CaseSeed
  extends
    Pick<RequestRow, 'id' | 'kind' | 'scope' | 'status' | 'details'>,
    Partial<Pick<RequestRow, 'outcomes' | 'marks' | 'step' | 'extensions'>> {
  /** Whoever wrote it; an account’s case of somebody else than the owner was prepared. */
  by: { userId: string; accountId: string; name?: string };
  prepared?: boolean;
  /** Days ago, the oldest first: created, filed, taken, answered, appealed, withdrawn. */
  created: number;
  filed?: number;
  taken?: number;
  answered?: number;
  appealed?: number;
  withdrawn?: number;
  says?: {
    daysAgo: number;
    from: 'user' | 'staff';
    text: Text | string;
    attachments?: string[];
    asks?: boolean;
    replies?: boolean;
  }[];
  events?: { daysAgo: number; kind: EventRow['kind']; by: EventRow['by']; text?: Text; untilIn?: number }[];
}

const buildCase = (seed: CaseSeed, tl: Timeline, index: number): RequestRow => {
  const { by, created, filed, taken, answered, appealed, withdrawn, says = [], events = [] } = seed;
  const name = by.name ?? userById(by.userId)?.name ?? '';
  const at = (daysAgo: number, minutes = 0) => tl.at(-daysAgo, 0, minutes);
  const steps: {
    daysAgo: number;
    minutes?: number;
    kind: EventRow['kind'];
    by: EventRow['by'];
    text?: Text;
    until?: string;
  }[] = [
    { daysAgo: created, kind: 'created', by: 'user' },
    ...(seed.prepared === true
      ? [{ daysAgo: created, minutes: 25, kind: 'prepared' as const, by: 'user' as const }]
      : []),
    ...(filed === undefined
      ? []
      : [{ daysAgo: filed, minutes: 30, kind: 'submitted' as const, by: 'user' as const }]),
    ...(taken === undefined
      ? []
      : [{ daysAgo: taken, minutes: 60, kind: 'taken' as const, by: 'staff' as const }]),
    ...says.flatMap(({ daysAgo, asks, replies }) => [
      ...(asks === true ? [{ daysAgo, minutes: 91, kind: 'asked' as const, by: 'staff' as const }] : []),
      ...(replies === true ? [{ daysAgo, minutes: 91, kind: 'replied' as const, by: 'user' as const }] : []),
    ]),
    ...(answered === undefined
      ? []
      : [{ daysAgo: answered, minutes: 120, kind: 'answered' as const, by: 'staff' as const }]),
    ...(appealed === undefined
      ? []
      : [{ daysAgo: appealed, minutes: 150, kind: 'appealed' as const, by: 'user' as const }]),
    ...(withdrawn === undefined
      ? []
      : [{ daysAgo: withdrawn, minutes: 180, kind: 'withdrawn' as const, by: 'user' as const }]),
    ...events.map(({ untilIn, ...event }) => ({
      minutes: 95,
      ...event,
      ...(untilIn === undefined ? {} : { until: tl.date(untilIn) }),
    })),
  ];
  const timelineRows = steps
    .map(({ daysAgo, minutes, kind, by: who, text, until }) => ({
      at: at(daysAgo, minutes),
      kind,
      by: who,
      ...(text === undefined ? {} : { text }),
      ...(until === undefined ? {} : { until }),
    }))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map((event, i): EventRow => ({ id: `${seed.id}-e${i + 1}`, ...event }));
  const messages = says.map(({ daysAgo, from, text, attachments = [] }, i): MessageRow => ({
    id: `${seed.id}-m${i + 1}`,
    at: at(daysAgo, 90),
    from,
    author: from === 'user' ? name : STAFF,
    text,
    attachments,
  }));
  const submittedAt = filed === undefined ? undefined : at(filed, 30);
  const row: RequestRow = {
    id: seed.id,
    number: `R-${yearOf(tl.date(-created)) % 100}-${String(101 + index).padStart(4, '0')}`,
    kind: seed.kind,
    scope: seed.scope,
    accountId: by.accountId,
    preparedBy: { id: by.userId, name, admin: seed.prepared === true },
    jurisdiction: accountById(by.accountId).jurisdiction,
    status: seed.status,
    version: 1,
    createdAt: at(created),
    updatedAt: timelineRows.at(-1)?.at ?? at(created),
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(answered === undefined ? {} : { answeredAt: at(answered, 120) }),
    ...(appealed === undefined ? {} : { appealedAt: at(appealed, 150) }),
    ...(withdrawn === undefined ? {} : { withdrawnAt: at(withdrawn, 180) }),
    ...(submittedAt !== undefined && seed.details.proofProvided === true ? { proofAt: submittedAt } : {}),
    details: storedDetails(seed.details),
    ...(seed.step === undefined ? {} : { step: seed.step }),
    extensions: seed.extensions ?? {},
    marks: seed.marks ?? [],
    outcomes: seed.outcomes ?? [],
    timeline: timelineRows,
    messages,
  };
  if (submittedAt !== undefined)
    row.filed = { details: structuredClone(storedDetails(seed.details)), attachments: [] };
  return dated(row);
};

/** Says in words until when: the dates come from the rules, so that no seed can disagree with them. */
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
const text = (content: string): { size: number; chunks: string[] } => {
  const bytes = new TextEncoder().encode(content);
  return { size: bytes.length, chunks: [toBase64(bytes)] };
};

const seedAttachments = (tl: Timeline): AttachmentRow[] => [
  {
    id: 'at-open',
    requestId: 'rq-draft',
    name: 'пояснение.txt',
    size: 5,
    sha256: HELLO,
    type: 'text/plain',
    state: 'uploading',
    offset: 0,
    by: 'user',
    at: tl.at(-1),
    chunks: [],
  },
  {
    id: 'at-ready',
    requestId: 'rq-draft',
    name: 'список.txt',
    ...text('hello'),
    sha256: HELLO,
    type: 'text/plain',
    state: 'ready',
    offset: 5,
    by: 'user',
    at: tl.at(-1),
    chunks: text('hello').chunks,
  },
  {
    id: 'at-proof',
    requestId: 'rq-in-work',
    name: 'справка об адресе.txt',
    ...text('hello'),
    sha256: HELLO,
    type: 'text/plain',
    state: 'ready',
    offset: 5,
    by: 'user',
    at: tl.at(-16),
  },
  {
    id: 'p-at-proof',
    requestId: 'p-in-work',
    name: 'справка об адресе.txt',
    ...text('hello'),
    sha256: HELLO,
    type: 'text/plain',
    state: 'ready',
    offset: 5,
    by: 'user',
    at: tl.at(-15),
  },
];

/** All cases of the fictional world and their files. */
export const seedRequests = (seededAt: string): RequestsSlice => {
  const tl = timeline(seededAt);
  const attachments = seedAttachments(tl);
  const requests = pastCases(tl).map((seed, i) => buildCase(seed, tl, i));
  for (const row of requests) {
    const filed = attachments.filter(file => file.requestId === row.id && file.state === 'ready');
    if (row.filed !== undefined)
      row.filed.attachments = filed.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  }
  return { requests, attachments };
};
