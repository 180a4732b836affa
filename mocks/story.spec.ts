import { downloadsOf } from '../core/exports/downloads.ts';
import { seededDownloads } from './exports/seed.ts';
import { describe, expect, it } from 'vitest';
import { describeAccess } from '../core/access/describe.ts';
import { moscowDate, moscowTime, partsOf, startOfMoscowDay } from '../src/domain/calendar.ts';
import { addDays, addMonths } from '../src/domain/calendar-steps.ts';
import { CALENDARS } from '../src/domain/calendars.ts';
import { governing, effectiveDate } from '../src/domain/clocks.ts';
import { parseNow } from './clock.ts';
import { documentOf } from '../core/consents/documents.ts';
import { type Db, seed } from './db.ts';
import { stateAt } from './mailings/seed.ts';
import { accountById, PERSONAS, type Persona, principalOf, userOf } from './personas.ts';
import { changesOf } from '../core/register/history.ts';
import { fieldsOf } from './register/fields.ts';
import { KINDS } from './register/kinds.ts';
import { type RecordSet, recordAt, recordSet } from './register/records.ts';
import { caseNow, clocksOf } from '../core/requests/model.ts';
import type { RequestRow } from '../core/requests/state.ts';
import { isWorkingDay } from '../src/domain/working-days.ts';

const NOWS = ['2026-11-30', '2027-01-01', '2026-08-15'];
/** 72 hours of an erasure and 14 days of a copy. */
const HOLD_MS = 72 * 3_600_000;
const COPY_DAYS = 14;

interface Scene {
  persona: Persona;
  now: Date;
  db: Db;
  userId: string;
  accountId: string;
  /** When the account was made. */
  since: string;
  requests: RequestRow[];
}

const noon = (date: string): Date => parseNow(date) ?? new Date(Number.NaN);

const sceneOf = (persona: Persona, date: string): Scene => {
  const now = noon(date);
  const db = seed(now);
  const { id: userId } = userOf(persona);
  const { accountId } = principalOf(persona);
  return {
    persona,
    now,
    db,
    userId,
    accountId,
    since: addDays(moscowDate(now), -accountById(accountId).ageDays),
    requests: db.requests.filter(row => row.preparedBy.id === userId),
  };
};

const scenes = NOWS.flatMap(date =>
  PERSONAS.map(persona => [persona, date, sceneOf(persona, date)] as const),
);

const records = ({ persona, db }: Scene, category: string): RecordSet =>
  recordSet(category, principalOf(persona), db.seededAt);

const timesOf = (set: RecordSet): string[] => [...set.time].map(ms => new Date(ms).toISOString());

const titlesOf = (set: RecordSet): string[] =>
  Array.from({ length: set.total }, (_, position) => recordAt(set, position).title.ru);

/** Every instant a persona's lists hold, with what it belongs to. Plans for the time to come are not among them. */
const instantsOf = (scene: Scene): [what: string, at: string][] => {
  const { db, userId, requests, persona } = scene;
  const own = <T extends { userId: string }>(rows: readonly T[]) => rows.filter(row => row.userId === userId);
  return [
    ...own(db.access).map(row => [`access ${row.id}`, row.at] as [string, string]),
    ...own(db.disclosures).map(row => [`disclosure ${row.id}`, row.at] as [string, string]),
    ...own(db.mailings.letters.filter(({ refused }) => refused !== true)).map(
      row => [`letter ${row.id}`, row.at] as [string, string],
    ),
    ...own(db.mailings.changes).map(row => [`change ${row.id}`, row.at] as [string, string]),
    ...own(db.mailings.subscriptions).map(
      row => [`subscription ${row.topic}`, row.since] as [string, string],
    ),
    ...own(db.consents).flatMap(row =>
      row.history.map(entry => [`consent ${row.id} ${entry.what}`, entry.at] as [string, string]),
    ),
    ...own(db.objections).map(row => [`objection ${row.purpose}`, row.at] as [string, string]),
    ...requests.flatMap(row => [
      ...row.timeline.map(event => [`${row.id} ${event.kind}`, event.at] as [string, string]),
      ...row.messages.map(message => [`${row.id} message`, message.at] as [string, string]),
      ...row.marks.map(mark => [`${row.id} ${mark.kind}`, mark.at] as [string, string]),
    ]),
    ...db.exports
      .filter(row => row.createdBy.id === userId)
      .flatMap(row => [
        [`export ${row.id}`, row.createdAt] as [string, string],
        ...downloadsOf(db, row).map(download => [`download ${row.id}`, download.at] as [string, string]),
      ]),
    ...Object.keys(KINDS).flatMap(category =>
      timesOf(records(scene, category)).map(at => [`record ${category}`, at] as [string, string]),
    ),
    ...['account', 'mailings', 'calls'].flatMap(category =>
      fieldsOf(category, principalOf(persona), db.seededAt).flatMap(field =>
        (field.history ?? []).map(change => [`field ${field.id}`, change.at] as [string, string]),
      ),
    ),
  ];
};

/** Everything a member of staff did with their own hands. */
const staffWork = ({ db, userId, requests }: Scene): [what: string, at: string][] => [
  ...db.access
    .filter(row => row.userId === userId && describeAccess(row).actor.kind === 'staff')
    .map(row => [`access ${describeAccess(row).object.ru}`, row.at] as [string, string]),
  ...requests.flatMap(row => [
    ...row.timeline
      .filter(event => event.by === 'staff')
      .map(event => [`${row.id} ${event.kind}`, event.at] as [string, string]),
    ...row.messages
      .filter(message => message.from === 'staff')
      .map(message => [`${row.id} message`, message.at] as [string, string]),
    ...row.marks
      .filter(mark => mark.kind !== 'blockedData')
      .map(mark => [`${row.id} ${mark.kind}`, mark.at] as [string, string]),
  ]),
  ...db.mailings.changes
    .filter(change => change.userId === userId && change.via === 'staff')
    .map(change => [`change ${change.id}`, change.at] as [string, string]),
];

const isWorked = (at: string): boolean => {
  const time = moscowTime(at);
  return isWorkingDay(moscowDate(at), CALENDARS, 'RU') && time >= '09:00:00' && time <= '19:00:00';
};

const isOff = (date: string): boolean => !isWorkingDay(date, CALENDARS, 'RU');

describe.each(scenes)('%s on %s', (_persona, _date, scene) => {
  const { db, now, userId, accountId, since, requests } = scene;
  const today = moscowDate(now);
  const emails = db.mailings.letters.filter(row => row.userId === userId && row.refused !== true);
  const consents = db.consents.filter(row => row.userId === userId);

  it('nothing happened before the account existed, and nothing is of the time to come', () => {
    const wrong = instantsOf(scene).filter(([, at]) => moscowDate(at) < since || at > now.toISOString());
    expect(wrong).toEqual([]);
  });

  it('staff work on working days, by daylight', () => {
    expect(staffWork(scene).filter(([, at]) => !isWorked(at))).toEqual([]);
  });

  it('people come to the office and are recorded on the phone in working hours', () => {
    for (const category of ['office', 'recordings'])
      expect(timesOf(records(scene, category)).filter(at => !isWorked(at))).toEqual([]);
  });

  it('the steps of a request come in their order', () => {
    const order = ['created', 'prepared', 'submitted', 'taken', 'answered', 'appealed', 'withdrawn'];
    for (const row of requests) {
      const steps = row.timeline.map(({ kind }) => kind).filter(kind => order.includes(kind));
      expect([row.id, steps]).toEqual([
        row.id,
        steps.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
      ]);
      expect(row.timeline.map(({ at }) => at)).toEqual(row.timeline.map(({ at }) => at).toSorted());
    }
  });

  it('an erasure waits its 72 hours, unless the customer would not', () => {
    for (const { id, kind, details, submittedAt, timeline } of requests) {
      const taken = timeline.find(event => event.kind === 'taken')?.at;
      if (kind !== 'erasure' || details.skipHold === true || taken === undefined) continue;
      expect([id, Date.parse(taken) - Date.parse(submittedAt ?? '') >= HOLD_MS]).toEqual([id, true]);
    }
  });

  it('what is paused is paused once, at one moment, on the day of filing', () => {
    for (const { id, submittedAt, marks, timeline } of requests) {
      const paused = marks.filter(mark => mark.kind === 'blockedData').map(({ at }) => at);
      const times = timeline.filter(event => event.kind === 'blocked').map(({ at }) => at);
      expect([id, times]).toEqual([id, paused]);
      expect(paused.length).toBeLessThanOrEqual(1);
      for (const at of paused) expect(moscowDate(at)).toBe(moscowDate(submittedAt ?? ''));
    }
  });

  it('answers came in time, and only the case with the mark of a late one is late', () => {
    for (const row of requests) {
      const first = governing(clocksOf({ ...row, appealedAt: undefined } as unknown as RequestRow));
      if (row.answeredAt !== undefined && first !== undefined)
        expect([row.id, moscowDate(row.answeredAt) <= effectiveDate(first)]).toEqual([row.id, true]);
      expect([row.id, caseNow(row, now).overdue]).toEqual([row.id, row.id.endsWith('overdue')]);
    }
  });

  it('an extension was decided before the date it allowedActions, and holds', () => {
    for (const row of requests) {
      for (const [rule, { at }] of Object.entries(row.extensions)) {
        const clock = clocksOf(row).find(one => one.rule === rule);
        expect([row.id, clock?.extendedDate !== undefined]).toEqual([row.id, true]);
        expect(moscowDate(at) < (clock?.date ?? '')).toBe(true);
      }
    }
  });

  it('a number carries the year the thing began in', () => {
    for (const { number, createdAt } of [
      ...requests,
      ...db.exports.filter(row => row.createdBy.id === userId),
    ])
      expect(number.split('-')[1]).toBe(String(partsOf(moscowDate(createdAt))[0] % 100));
  });

  it('a letter on a topic went out only while the topic was on', () => {
    const wrong = emails.filter(
      ({ topic, at }) => topic !== undefined && stateAt(db.mailings.changes, userId, topic, at) !== 'on',
    );
    expect(wrong.map(({ topic, at }) => `${topic} ${at}`)).toEqual([]);
  });

  it('the switches have the states and the dates of the ledger', () => {
    const subscriptions = db.mailings.subscriptions.filter(row => row.userId === userId);
    for (const { topic, state, since: from } of subscriptions) {
      const last = db.mailings.changes
        .filter(row => row.userId === userId && (row.topic === topic || row.topic === 'all'))
        .toSorted((a, b) => a.at.localeCompare(b.at))
        .at(-1);
      expect([topic, last?.to, last?.at]).toEqual([topic, state, from]);
    }
  });

  it('a change of a topic starts from where the topic stood', () => {
    const changes = db.mailings.changes
      .filter(row => row.userId === userId)
      .toSorted((a, b) => a.at.localeCompare(b.at));
    const states = new Map<string, string>();
    for (const { id, topic, before, to } of changes) {
      for (const [one, was] of Object.entries(before)) {
        expect([id, one, was]).toEqual([id, one, states.get(one) ?? 'off']);
        if (topic === 'all' || topic === one) states.set(one, to);
      }
    }
  });

  it('no topic is on without a consent to advertising', () => {
    const advertising = consents.filter(row => row.purpose === 'advertising');
    const covered = (at: string) =>
      advertising.some(row => row.givenAt <= at && (row.withdrawnAt ?? '9') > at);
    for (const { topic, state } of db.mailings.subscriptions.filter(row => row.userId === userId))
      if (state === 'on') expect([topic, covered(now.toISOString())]).toEqual([topic, true]);
    for (const email of emails)
      if (email.topic !== undefined) expect([email.at, covered(email.at)]).toEqual([email.at, true]);
  });

  it('a consent was given to the text in force that day', () => {
    for (const { id, purpose, version, givenAt } of consents) {
      const document = documentOf(purpose, version);
      const year = partsOf(moscowDate(givenAt))[0];
      expect([id, document?.inForce, year >= 2026]).toEqual([id, year >= 2026, year >= 2026]);
    }
  });

  it('a consent ended the moment its withdrawal was filed', () => {
    for (const row of requests.filter(one => one.kind === 'consent-withdrawal'))
      for (const id of row.details.consents ?? [])
        expect(consents.find(one => one.id === id)).toMatchObject({
          status: 'withdrawn',
          withdrawnAt: row.submittedAt,
        });
  });

  it('an accepted objection is the answer of its request', () => {
    for (const { purpose, at, state, requestId } of db.objections.filter(row => row.userId === userId)) {
      const row = requests.find(one => one.id === requestId);
      expect(row?.details.purposes).toContain(purpose);
      if (state === 'accepted') expect(at).toBe(row?.answeredAt);
    }
  });

  it('calls are not recorded or listened to once that was objected to', () => {
    const stopped = db.objections.find(
      row => row.userId === userId && row.purpose === 'call-quality' && row.state === 'accepted',
    )?.at;
    if (stopped === undefined) return;
    expect(timesOf(records(scene, 'recordings')).filter(at => at > stopped)).toEqual([]);
    expect(
      db.access.filter(
        row => row.userId === userId && describeAccess(row).action.id === 'listen' && row.at > stopped,
      ),
    ).toEqual([]);
  });

  it('every recording is of a call', () => {
    const calls = new Set(timesOf(records(scene, 'calls')));
    expect(timesOf(records(scene, 'recordings')).filter(at => !calls.has(at))).toEqual([]);
  });

  it('a recording is kept past its time for a reason that a case carries', () => {
    const set = records(scene, 'recordings');
    for (const at of timesOf(set)) {
      const gone = addMonths(moscowDate(at), 3);
      if (gone >= today) continue;
      const holds = requests.flatMap(row => row.marks).filter(mark => mark.kind === 'legalHold');
      expect(holds.some(mark => moscowDate(mark.at) <= gone)).toBe(true);
      expect(recordAt(set, set.held).hold?.since).toBe(moscowDate(holds[0]?.at ?? ''));
    }
  });

  it('the register of mailings is the letters that were sent', () => {
    const sent = emails.filter(({ topic }) => topic !== undefined);
    const set = records(scene, 'mailings');
    expect(timesOf(set)).toEqual(sent.map(({ at }) => at));
    expect(titlesOf(set)).toEqual(sent.map(({ subject }) => subject.ru));
  });

  it('a greeting comes in its season', () => {
    const seasons: [RegExp, (month: number, day: number) => boolean][] = [
      [/Новым годом/, (month, day) => month === 12 && day >= 15],
      [/Днём знаний/, (month, day) => (month === 8 && day >= 30) || (month === 9 && day <= 2)],
      [/8 Марта/, (month, day) => month === 3 && day >= 5 && day <= 8],
    ];
    for (const { subject, at } of emails) {
      const [, month, day] = partsOf(moscowDate(at));
      for (const [shape, fits] of seasons)
        if (shape.test(subject.ru))
          expect([subject.ru, at, fits(month, day)]).toEqual([subject.ru, at, true]);
    }
    expect(
      emails
        .filter(({ topic }) => topic === 'holidays')
        .every(({ subject }) => seasons.some(([shape]) => shape.test(subject.ru))),
    ).toBe(true);
  });

  it('a night of works is announced before its Saturday', () => {
    for (const { at } of emails.filter(({ subject }) => /ночь на субботу/.test(subject.ru)))
      expect(partsOf(moscowDate(at)) && new Date(startOfMoscowDay(moscowDate(at))).getUTCDay()).toBeLessThan(
        5,
      );
  });

  it('the access log has each service notice, and no other', () => {
    const notices = emails.filter(({ kind }) => kind === 'service-notice').map(({ at }) => at);
    const times = db.access
      .filter(
        row =>
          row.userId === userId &&
          describeAccess(row).actor.kind === 'system' &&
          describeAccess(row).action.id === 'send',
      )
      .map(({ at }) => at);
    expect(times.toSorted()).toEqual(notices.toSorted());
  });

  it('the access log has each download of a copy', () => {
    const downloads = db.exports
      .filter(row => row.createdBy.id === userId)
      .flatMap(row => seededDownloads(row.id, db.seededAt).map(at => `${row.id} ${at}`));
    const times = db.access
      .filter(row => row.userId === userId && describeAccess(row).action.id === 'download')
      .map(({ reference, at }) => `${reference?.id} ${at}`);
    expect(times.toSorted()).toEqual(downloads.toSorted());
  });

  it('the log of access and the register agree on when the e-mail was changed', () => {
    const times = db.access
      .filter(
        row =>
          row.userId === userId &&
          describeAccess(row).action.id === 'change' &&
          describeAccess(row).object.ru === 'электронная почта',
      )
      .map(({ at }) => at);
    const changed = fieldsOf('account', principalOf(scene.persona), db.seededAt)
      .filter(field => field.id === 'email')
      .flatMap(field => (field.history ?? []).map(({ at }) => at));
    expect(times).toEqual(changed);
  });

  it('a correction that was made shows in the register, since the day of the answer', () => {
    const fields = fieldsOf('account', principalOf(scene.persona), db.seededAt);
    for (const row of requests.filter(one => one.kind === 'rectification' && one.status === 'answered'))
      for (const item of row.details.items ?? []) {
        const field = fields.find(one => one.id === item.field);
        expect(field).toMatchObject({ value: item.new, updatedAt: moscowDate(row.answeredAt ?? '') });
        expect(field && changesOf(field, item.category, requests, principalOf(scene.persona))).toContainEqual(
          expect.objectContaining({
            at: row.answeredAt,
            before: item.old,
            after: item.new,
            requestId: row.id,
          }),
        );
      }
  });

  it('what was deleted is gone from the register', () => {
    const held: Record<string, number> = {
      mailings: emails.filter(({ topic }) => topic !== undefined).length,
    };
    for (const row of requests.filter(one => one.kind === 'erasure' && one.answeredAt !== undefined))
      for (const { kind, category, label } of row.outcomes) {
        if (kind !== 'done' || category === undefined || typeof label === 'string') continue;
        // An outcome that names a single paper says nothing of the whole kind.
        if (category === 'office') continue;
        const left = held[category] ?? records(scene, category).total;
        expect([row.id, category, left]).toEqual([row.id, category, 0]);
      }
  });

  it('a copy is not older than its term, and none outlives an erasure of what it holds', () => {
    const erased = requests.filter(
      row => row.kind === 'erasure' && row.answeredAt !== undefined && row.status === 'answered',
    );
    for (const copy of db.exports.filter(row => row.createdBy.id === userId)) {
      for (const { at } of downloadsOf(db, copy))
        expect(moscowDate(at) <= addDays(moscowDate(copy.createdAt), COPY_DAYS)).toBe(true);
      const ended = copy.endedAt ?? addDays(moscowDate(copy.createdAt), COPY_DAYS);
      for (const { answeredAt = '', details } of erased) {
        const touched = copy.spec.categories.some(category => details.categories?.includes(category));
        const alive = copy.createdAt < answeredAt && ended >= answeredAt;
        expect([copy.id, touched && alive]).toEqual([copy.id, false]);
      }
    }
  });

  it('a copy that an answer speaks of exists', () => {
    for (const row of requests.filter(one => one.kind === 'access' && one.details.mode === 'copy')) {
      const times = row.outcomes.some(
        ({ text }) => typeof text !== 'string' && text.ru.includes('Копия собрана'),
      );
      if (!times) continue;
      const from = addDays(moscowDate(row.answeredAt ?? ''), -COPY_DAYS);
      expect([
        row.id,
        db.exports.some(
          copy =>
            copy.createdBy.id === userId &&
            copy.spec.categories.includes('account') &&
            copy.createdAt <= (row.answeredAt ?? '') &&
            moscowDate(copy.createdAt) >= from,
        ),
      ]).toEqual([row.id, true]);
    }
  });

  it('after the contract ended the data is opened only for requests of its owner', () => {
    const { endedDaysAgo } = accountById(accountId);
    if (endedDaysAgo === undefined) return;
    const end = addDays(today, -endedDaysAgo);
    const later = db.access.filter(
      row => row.userId === userId && moscowDate(row.at) > end && describeAccess(row).actor.kind !== 'self',
    );
    expect(later).toEqual([]);
    for (const category of Object.keys(KINDS))
      expect(timesOf(records(scene, category)).filter(at => moscowDate(at) > end)).toEqual([]);
  });

  it('the place of a sign-in is the town of the customer’s address', () => {
    const address = fieldsOf('account', principalOf(scene.persona), db.seededAt).find(
      field => field.id === 'postal-address',
    )?.value;
    for (const { action, from } of db.access.filter(row => row.userId === userId).map(describeAccess))
      if (action.id === 'sign-in') expect(address?.startsWith(`${from.place?.ru},`)).toBe(true);
  });

  it('a specialist checked each order in working hours, after it came', () => {
    const set = records(scene, 'services');
    for (let position = 0; position < Math.min(set.total, 300); position++) {
      const { at, humanCheckedAt } = recordAt(set, position);
      if (humanCheckedAt === undefined) continue;
      expect([at, humanCheckedAt, isWorked(humanCheckedAt), humanCheckedAt > at]).toEqual([
        at,
        humanCheckedAt,
        true,
        true,
      ]);
      expect(humanCheckedAt <= now.toISOString()).toBe(true);
    }
  });
});

describe('a state that is sent to a colleague', () => {
  it.each(PERSONAS)('%s has the same subjects of records in every fresh session', persona => {
    const [one, two] = ['2026-11-30T09:00:00Z', '2026-11-30T09:37:00Z'].map(now => seed(new Date(now)));
    for (const category of Object.keys(KINDS)) {
      const [first, second] = [one, two].map(db =>
        recordSet(category, principalOf(persona), db?.seededAt ?? ''),
      );
      if (first === undefined || second === undefined) throw new Error(category);
      expect(titlesOf(second).slice(0, 200)).toEqual(titlesOf(first).slice(0, 200));
      expect([...second.kind]).toEqual([...first.kind]);
    }
  });

  it('is the same whole when the clock is the same', () => {
    expect(seed(noon('2026-11-30'))).toEqual(seed(noon('2026-11-30')));
  });
});

it('weekends and holidays are among the days that are tried', () => {
  expect(NOWS.map(isOff)).toEqual([false, true, true]);
});
