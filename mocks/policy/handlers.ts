import type { components } from '../../src/api/generated/schema.ts';
import { epochMs, HOUR, moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { timeline } from '../clock.ts';
import type { MockContext, MockHandlers } from '../context.ts';
import type { Policies } from '../../core/ports.ts';
import type { Db } from '../db.ts';
import { page } from '../../core/http/paging.ts';
import { accountById } from '../personas.ts';
import { type Lang, problem } from '../../core/problem.ts';
import { say } from '../../core/text.ts';
import { type ChangeRow, type SectionRow, VERSIONS, type VersionRow } from './data.ts';

type Schema = components['schemas'];
type Caller = Pick<MockContext<'listPolicyVersions'>, 'db' | 'me' | 'now' | 'lang'>;

const startOf = (version: VersionRow, seededAt: string): string =>
  version.effectiveFrom ?? addDays(moscowDate(seededAt), version.effectiveInDays ?? 0);

/** A version in force was shown when the customer joined it, the one to come when it was announced. */
const shownAt = (starts: string, { db, me }: Pick<Caller, 'db' | 'me'>): string => {
  const announced = new Date(epochMs(starts) + 9 * HOUR).toISOString();
  const joined = timeline(db.seededAt).at(-accountById(me.accountId).ageDays);
  return [announced > db.seededAt ? db.seededAt : announced, joined].toSorted()[1] ?? joined;
};

function summaryOf(version: VersionRow, { db, me, now, lang }: Caller): Schema['PolicyVersionSummary'] {
  const today = moscowDate(now);
  const starts = startOf(version, db.seededAt);
  const later = VERSIONS.map(other => startOf(other, db.seededAt))
    .filter(start => start > starts)
    .toSorted()[0];
  const acknowledged = db.policy.acknowledgements.find(
    row => row.userId === me.userId && row.version === version.id,
  );
  const state = starts > today ? 'upcoming' : later !== undefined && later <= today ? 'former' : 'in-force';
  return {
    id: version.id,
    title: say(version.title, lang),
    state,
    effectiveFrom: starts,
    ...(later === undefined ? {} : { effectiveTo: addDays(later, -1) }),
    shownAt: shownAt(starts, { db, me }),
    ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged.at }),
    summary: say(version.summary, lang),
    originalUrl: version.originalUrl,
    fact: {
      source: version.source,
      asOf: version.source === 'policy' ? starts : moscowDate(db.seededAt),
      confirmed: version.source === 'policy',
    },
  };
}

const sectionOf = (section: SectionRow, lang: Lang): Schema['PolicySection'] => ({
  id: section.id,
  number: section.number,
  title: say(section.title, lang),
  paragraphs: section.paragraphs.map(paragraph => say(paragraph, lang)),
  categories: section.categories,
  ...(section.gap === undefined ? {} : { gap: say(section.gap, lang) }),
});

const changeOf = (change: ChangeRow, lang: Lang): Schema['PolicyChange'] => ({
  section: change.section,
  title: say(change.title, lang),
  kind: change.kind,
  ...(change.before === undefined ? {} : { before: say(change.before, lang) }),
  ...(change.after === undefined ? {} : { after: say(change.after, lang) }),
  meaning: say(change.meaning, lang),
});

const versionById = (id: string): VersionRow => {
  const version = VERSIONS.find(one => one.id === id);
  if (!version) throw problem('not-found');
  return version;
};

/** The version that nobody may overlook: upcoming, and not yet acknowledged by this user. */
export const policies: Policies = {
  unseen: caller => {
    const db = caller.db as Db;
    const summary = VERSIONS.map(version => summaryOf(version, { ...caller, db, lang: 'ru' })).find(
      ({ state, acknowledgedAt }) => state === 'upcoming' && acknowledgedAt === undefined,
    );
    return summary && { id: summary.id, effectiveFrom: summary.effectiveFrom, announcedAt: db.seededAt };
  },
  inForce: caller => versionInForce({ ...caller, db: caller.db as Db }),
};

/** The version in force on the day of the request. */
const versionInForce = (caller: Pick<Caller, 'db' | 'me' | 'now'>): string =>
  VERSIONS.map(version => summaryOf(version, { ...caller, lang: 'ru' })).find(
    ({ state }) => state === 'in-force',
  )?.id ?? '2020-10-21';

export const policyHandlers: MockHandlers<'listPolicyVersions' | 'getPolicyVersion' | 'acknowledgePolicy'> = {
  listPolicyVersions: context => ({
    body: page(VERSIONS, context.query, version => summaryOf(version, context)),
  }),

  getPolicyVersion: context => {
    const version = versionById(context.params.id);
    const since = context.query.since;
    if (since !== undefined) versionById(since);
    const { changes } = version;
    // Only neighbours have a comparison; the reverse order has none.
    const shown = changes && (since === undefined || since === changes.since) ? changes : undefined;
    return {
      body: {
        version: summaryOf(version, context),
        sections: version.sections.map(section => sectionOf(section, context.lang)),
        ...(shown === undefined
          ? {}
          : {
              changes: {
                since: shown.since,
                summary: say(shown.summary, context.lang),
                items: shown.items.map(item => changeOf(item, context.lang)),
              },
            }),
      },
    };
  },

  acknowledgePolicy: ({ db, me, now, body }) => {
    const { id } = versionById(body.version);
    const before = db.policy.acknowledgements.find(row => row.userId === me.userId && row.version === id);
    const row = before ?? { userId: me.userId, version: id, at: now.toISOString() };
    if (!before) db.policy.acknowledgements.push(row);
    return { body: { version: row.version, at: row.at } };
  },
};
