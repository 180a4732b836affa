import { daysBetween, moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { addPeriod, periodOf } from '../../src/domain/retention.ts';
import type { Lang, Text } from '../../core/problem.ts';
import { plainText } from '../../core/register/search-text.ts';
import type { Contents, SourceRecord, Subject } from '../../core/register/source-data.ts';
import { t } from '../../core/text.ts';
import { seedMailings } from '../mailings/seed.ts';
import { accountById, type Persona, personaOf } from '../personas.ts';
import { fraction, hash } from '../random.ts';
import { recordingHeldSince, recordingStoppedAt } from '../story.ts';
import { nextWorkingMoment, workingMoment } from '../working-moment.ts';
import { type KindRow, KINDS } from './kinds.ts';
import { bodyOf, fileName, fileText, speaksOfOther } from './texts.ts';

/** Whose records: a customer in an account. */
type Customer = Pick<Subject, 'userId' | 'accountId'>;

/** How many records each customer has, and over how many days. */
const COUNTS: Readonly<Record<Persona, Readonly<Record<string, number>>>> = {
  owner: {
    services: 1486,
    materials: 7,
    correspondence: 612,
    calls: 88,
    office: 6,
    analytics: 164,
    recordings: 9,
  },
  admin: {
    services: 1486,
    materials: 7,
    correspondence: 143,
    calls: 21,
    office: 6,
    analytics: 57,
    recordings: 2,
  },
  finance: {
    services: 1486,
    materials: 7,
    correspondence: 96,
    calls: 14,
    office: 6,
    analytics: 22,
    recordings: 1,
  },
  user: {
    services: 1486,
    materials: 7,
    correspondence: 24,
    calls: 3,
    office: 6,
    analytics: 40,
    recordings: 1,
  },
  person: {
    services: 214,
    materials: 2,
    correspondence: 73,
    calls: 12,
    office: 1,
    analytics: 58,
    recordings: 2,
  },
  former: {
    services: 640,
    materials: 0,
    correspondence: 208,
    calls: 30,
    office: 3,
    analytics: 0,
    recordings: 0,
  },
  huge: {
    services: 50_000,
    materials: 34,
    correspondence: 20_000,
    calls: 900,
    office: 22,
    analytics: 4200,
    recordings: 64,
  },
  by: {
    services: 120,
    materials: 1,
    correspondence: 40,
    calls: 6,
    office: 0,
    analytics: 31,
    recordings: 1,
  },
  new: {},
};
/** Some records live days, not years. */
const SPAN_DAYS: Readonly<Record<string, number>> = { analytics: 60, recordings: 78 };
const OTHERS = [
  'ООО «Берег»',
  'Соколова Анна Петровна',
  'ИП Громов',
  'Зимин Игорь Олегович',
  'ООО «Два кита»',
];

/** The records of one category of one customer: made by their position, never stored. Position 0 is the newest. */
export interface RecordSet {
  readonly total: number;
  /** Whether the contract has ended. */
  readonly isOver: boolean;
  readonly kinds: readonly KindRow[];
  /** Index of the kind of each record. */
  readonly kind: Uint8Array;
  /** Instant of each record, ms. Falls with the position. */
  readonly time: Float64Array;
  /** Amount in hundredths, or NaN. */
  readonly amount: Float64Array;
  readonly third: Uint8Array;
  /** What free text is looked for in, as `plainText` writes it, in one language. */
  haystack(lang: Lang): readonly string[];
  readonly seed: number;
  readonly currency: string;
  /** 1, or 5 when only every fifth record is one’s own. Ids count in the whole account. */
  readonly share: number;
  /** How many the whole account has. */
  readonly all: number;
  /** The position kept past its time for a recorded reason, or -1. */
  readonly held: number;
  /** Since when it is kept: the day its dispute began. */
  readonly heldSince?: string;
  /** When the database was seeded: no record is later. */
  readonly seededAt: string;
  /** What each record is called where it is not drawn from its kind: emails that were sent. */
  readonly titles?: readonly Text[];
}

const made = new Map<string, RecordSet>();

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The newest emails are of today, so that a system that stopped answering is missed. */
const TODAYS_EMAILS = 3;
/** The newest record is as old as this, emails apart. */
const NEWEST_AGE_MS = 180 * MINUTE;
/** The recording of a dispute is older than its three months; the dispute began before they were over. */
const HELD_DAYS = 105;
/** A recording that is kept is looked at again after this many days. */
const HELD_REVIEW_DAYS = 90;
/** Kinds of data that arise in office hours: somebody comes, or somebody picks up the phone. */
const OF_OFFICE_HOURS: ReadonlySet<string> = new Set(['office', 'calls', 'recordings']);
/** How long after an order a specialist looks at it, in working hours. */
const CHECK_MS = 90 * MINUTE;

/** When a record with a computed date is deleted, unless it is held. */
const deletionOf = (row: KindRow | undefined, at: number): string | undefined => {
  const period = row?.rule && periodOf(row.rule.period);
  return period && addPeriod(moscowDate(new Date(at)), period);
};

/** Whole days a record of this kind lives at most, so that what is deleted does not depend on the time of day. */
const lifeOf = (row: KindRow | undefined): number => {
  const period = row?.rule && periodOf(row.rule.period);
  return period ? daysBetween('2001-01-01', addPeriod('2001-01-01', period)) * DAY : Number.POSITIVE_INFINITY;
};

/** The emails of mailings a user got, newest first: the register's records of mailings are these. */
const mailingEmails = (userId: string, seededAt: string) =>
  seedMailings(seededAt).mailings.letters.filter(
    row => row.userId === userId && row.topic !== undefined && row.refused !== true,
  );

/** Moves the nearest calls to where a recording says there was one: every recording is of a call. */
const withRecordings = (times: Float64Array, me: Customer, seededAt: string): void => {
  const taken = new Set<number>();
  for (const at of recordSet('recordings', me, seededAt).time) {
    let nearest = -1;
    for (let i = 0; i < times.length; i++) {
      if (taken.has(i)) continue;
      if (nearest < 0 || Math.abs((times[i] ?? 0) - at) < Math.abs((times[nearest] ?? 0) - at)) nearest = i;
    }
    if (nearest < 0) return;
    taken.add(nearest);
    times[nearest] = at;
  }
  times.sort((a, b) => b - a);
};

/** Of what belongs to an account, every so manieth record is a member's own. */
export const OWN_SHARE = 5;

/** The records a customer has in a category. `share`: 1 for all, 5 for every fifth (one's own part of an account). */
export function recordSet(category: string, me: Customer, seededAt: string, share = 1): RecordSet {
  // Records of an account are the same for all who work in it.
  const persona = me.accountId === 'acc-2' ? 'new' : personaOf(me.userId);
  const shared = ['services', 'materials', 'office'].includes(category);
  const name = `${seededAt} ${category} ${shared ? me.accountId : me.userId} ${persona} ${share}`;
  const ready = made.get(name);
  if (ready) return ready;
  const account = accountById(me.accountId);
  const letters =
    category === 'mailings' && persona !== 'new' ? mailingEmails(me.userId, seededAt) : undefined;
  const all = letters?.length ?? COUNTS[persona][category] ?? 0;
  const total = Math.ceil(all / share);
  const kinds = KINDS[category] ?? [];
  const seed = hash(`${category} ${shared ? me.accountId : me.userId}`);
  const kind = new Uint8Array(total);
  const time = new Float64Array(total);
  const amount = new Float64Array(total).fill(Number.NaN);
  const third = new Uint8Array(total);
  const ended = (account.endedDaysAgo ?? 0) * DAY;
  const newest = Date.parse(seededAt) - ended - NEWEST_AGE_MS;
  const stopped = category === 'recordings' ? recordingStoppedAt(seededAt, me.userId) : undefined;
  // The last call that was recorded is a day older than the objection to recording.
  const base = stopped === undefined ? newest : Math.min(newest, Date.parse(stopped) - DAY);
  const span = Math.min(
    SPAN_DAYS[category] ?? 2555,
    Math.max(1, account.ageDays - (account.endedDaysAgo ?? 0) - 1),
  );
  const step = Math.max(DAY, span * DAY - (newest - base)) / Math.max(1, all);
  const heldSince = category === 'recordings' ? recordingHeldSince(seededAt, me.userId) : undefined;
  const held = heldSince !== undefined && total > 1 ? total - 1 : -1;
  const weights = kinds.reduce((sum, row) => sum + row.weight, 0);
  for (let position = 0; position < total; position++) {
    const index = position * share;
    let left = fraction(seed + index * 7) * weights;
    let which = 0;
    while (which < kinds.length - 1 && left >= (kinds[which]?.weight ?? 0))
      left -= kinds[which++]?.weight ?? 0;
    const luck = fraction(seed + index * 7 + 1);
    const fresh = category === 'correspondence' && ended === 0 && index < TODAYS_EMAILS;
    if (fresh) which = 0;
    const back = fresh
      ? (index + luck) * 50 * MINUTE
      : position === held
        ? HELD_DAYS * DAY - (newest - base)
        : (index + luck) * step;
    const earliest = Math.floor((base - back) / MINUTE) * MINUTE;
    const before = position === 0 ? Number.POSITIVE_INFINITY : (time[position - 1] ?? 0) - MINUTE;
    const at = OF_OFFICE_HOURS.has(category) ? workingMoment(Math.min(earliest, before)) : earliest;
    // What its rule has deleted by now is no record: the visit remains, its screen recording does not.
    const other = kinds.findIndex(one => one.rule === undefined);
    if (other >= 0 && position !== held && newest - base + back + NEWEST_AGE_MS >= lifeOf(kinds[which]))
      which = other;
    const row = kinds[which];
    kind[position] = which;
    time[position] = letters === undefined ? at : Date.parse(letters[position * share]?.at ?? seededAt);
    if (row?.amount) {
      const [low, high] = row.amount;
      // Small sums are common, large ones rare.
      amount[position] = Math.round((low + (high - low) * fraction(seed + index * 7 + 2) ** 3) / 10) * 1000;
    }
    third[position] = fraction(seed + index * 7 + 3) < (row?.thirdParty ?? 0) ? 1 : 0;
  }
  if (category === 'calls') withRecordings(time, me, seededAt);
  const haystacks = new Map<Lang, string[]>();
  const set: RecordSet = {
    total,
    kinds,
    kind,
    time,
    amount,
    third,
    seed,
    currency: account.currency,
    share,
    all,
    held,
    isOver: ended > 0,
    seededAt,
    ...(heldSince === undefined ? {} : { heldSince: moscowDate(heldSince) }),
    ...(letters === undefined ? {} : { titles: letters.map(email => email.subject) }),
    haystack: lang => {
      let list = haystacks.get(lang);
      if (!list) {
        const lowered = kinds.map(row =>
          row.titles.map(title => plainText(`${title[lang]} ${row.label[lang]}`)),
        );
        list = Array.from({ length: total }, (_, position) => {
          const own = set.titles?.[position];
          if (own !== undefined) return `${plainText(own[lang])} ${numberAt(set, position)}`;
          const titles = lowered[kind[position] ?? 0] ?? [''];
          return `${titles[titleAt(set, position, titles.length)] ?? ''} ${numberAt(set, position)}`;
        });
        haystacks.set(lang, list);
      }
      return list;
    },
  };
  // The cache holds the records of a few databases: a test may make hundreds.
  if (made.size > 60) made.clear();
  made.set(name, set);
  return set;
}

const titleAt = (set: RecordSet, position: number, count: number): number =>
  Math.floor(fraction(set.seed + position * set.share * 7 + 4) * count);
const numberAt = (set: RecordSet, position: number): string =>
  String(100_000 + ((set.all - position * set.share) * 7 + (set.seed % 5000)));

/** What a record draws its variety from: the same fraction each time. */
const luckOf = (set: RecordSet, position: number): number => fraction(set.seed + position * set.share * 31);
/** How many files a server holds. */
const filesOf = (luck: number): number => Math.round(400 + luck * 90_000);

/** Whether the customer wrote a message or received it; undefined for a text that was never sent. */
const directionOf = ({ id }: KindRow, luck: number): 'in' | 'out' | undefined => {
  if (id === 'chat-unsent') return undefined;
  return id !== 'notice' && luck <= 0.5 ? 'in' : 'out';
};

/** The direction of a message as a member of its record. */
const directed = (direction: 'in' | 'out' | undefined): { direction?: 'in' | 'out' } =>
  direction === undefined ? {} : { direction };

/** Whether a record’s time is over on that day, and nothing keeps it. */
export const isGone = (set: RecordSet, position: number, today: string): boolean => {
  const date = deletionOf(set.kinds[set.kind[position] ?? 0], set.time[position] ?? 0);
  return date !== undefined && date < today && position !== set.held;
};

/** When a specialist looked at an order: in working hours, so that the newest one may still wait for it. */
const checkedAt = (at: number, seededAt: string): { humanCheckedAt?: string } => {
  const checked = nextWorkingMoment(at + CHECK_MS);
  return checked > Date.parse(seededAt) ? {} : { humanCheckedAt: new Date(checked).toISOString() };
};

/** The sign before the number of a document. */
const NUMBER = t('№', 'No.');
const HOLD_REASON = t('идёт разбор спора о счёте', 'open dispute about an invoice');

/** What is made of a record besides what lists show. */
interface RecordOptions extends Contents {
  /** The number calls came from. */
  caller?: string | undefined;
}

/** The one file of an email. */
const ATTACHMENT_ID = 'file';

/** Number of a record with the sign, as texts name it. */
const numberWithSign = (set: RecordSet, position: number): Text => {
  const number = numberAt(set, position);
  return t(`${NUMBER.ru} ${number}`, `${NUMBER.en} ${number}`);
};

/** One record as a system keeps it. */
export function recordAt(set: RecordSet, position: number, options: RecordOptions = {}): SourceRecord {
  const row = set.kinds[set.kind[position] ?? 0];
  if (!row) throw new RangeError(`no record ${position}`);
  const at = new Date(set.time[position] ?? 0);
  const title = set.titles?.[position] ?? row.titles[titleAt(set, position, row.titles.length)] ?? row.label;
  const third = set.third[position] === 1;
  const luck = luckOf(set, position);
  // After the contract nothing runs any more.
  const over = set.isOver ? row.statuses?.find(({ id }) => id === 'ended') : undefined;
  const status = over ?? row.statuses?.[Math.floor(luck ** 2 * row.statuses.length)];
  const other = OTHERS[Math.floor(luck * OTHERS.length)] ?? '';
  const amount = set.amount[position] ?? Number.NaN;
  const between = ([low, high]: [number, number]) => Math.round(low + (high - low) * luck ** 2);
  const since = set.heldSince ?? moscowDate(at);
  return {
    id: `${row.id}-${position * set.share}`,
    kind: row.id,
    at: at.toISOString(),
    title,
    number: numberAt(set, position),
    ...(Number.isNaN(amount)
      ? {}
      : { amount: { amount: (amount / 100).toFixed(2), currency: set.currency } }),
    ...(status === undefined ? {} : { status }),
    system: row.system,
    ...(third ? { counterparty: other } : {}),
    aboutThirdParty: third,
    ...(row.channel === undefined ? {} : { channel: row.channel }),
    ...(row.body === true ? directed(directionOf(row, luck)) : {}),
    ...(row.bytes === undefined ? {} : { bytes: between(row.bytes), files: filesOf(luck) }),
    ...(row.seconds === undefined ? {} : { seconds: between(row.seconds) }),
    ...(row.humanCheck === true ? checkedAt(at.getTime(), set.seededAt) : {}),
    ...(position === set.held
      ? { hold: { reason: HOLD_REASON, since, reviewAt: addDays(since, HELD_REVIEW_DAYS) } }
      : {}),
    ...(row.caller === true && options.caller !== undefined ? { caller: options.caller } : {}),
    ...(options.texts === true && row.body === true
      ? { text: bodyOf(position), ...(speaksOfOther(position) ? { textOfOthers: true as const } : {}) }
      : {}),
    ...(options.attachments === true && hasAttachment(set, position)
      ? {
          attachments: [{ id: ATTACHMENT_ID, name: fileName(position, numberWithSign(set, position)) }],
        }
      : {}),
  };
}

/** The size of a record of a server, bytes; 0 for other records. */
export const bytesAt = (set: RecordSet, position: number): number => {
  const range = set.kinds[set.kind[position] ?? 0]?.bytes;
  return range === undefined ? 0 : Math.round(range[0] + (range[1] - range[0]) * luckOf(set, position) ** 2);
};

/** The content of the file of an email; undefined where it has none of that name. */
export const attachmentText = (set: RecordSet, position: number, id: string): Text | undefined =>
  id === ATTACHMENT_ID && hasAttachment(set, position)
    ? fileText(position, numberWithSign(set, position))
    : undefined;

/** The position a record id means, or undefined. */
export function positionOfRecord(set: RecordSet, id: string): number | undefined {
  const match = /^([\w-]+)-(\d{1,7})$/.exec(id);
  const position = Number(match?.[2] ?? Number.NaN) / set.share;
  if (!Number.isInteger(position)) return undefined;
  return position < set.total && set.kinds[set.kind[position] ?? 0]?.id === match?.[1] ? position : undefined;
}

/** One email in this many of those the customer wrote came with a file. */
const EMAILS_PER_FILE = 3;

/** Whether a record is an email the customer wrote and attached a file to. */
export const hasAttachment = (set: RecordSet, position: number): boolean => {
  const row = set.kinds[set.kind[position] ?? 0];
  return (
    row?.id === 'email' &&
    directionOf(row, luckOf(set, position)) === 'in' &&
    fraction(set.seed + position * 13 + 5) * EMAILS_PER_FILE < 1
  );
};
