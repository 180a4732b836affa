import type { components } from '../../src/api/generated/schema.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import type { DatedVersion } from '../ports.ts';
import { type Lang, problem } from '../problem.ts';
import type { ChangeRow, SectionRow } from './types.ts';
import { versionSummary } from './versions.ts';
import { moscowDate, startOfMoscowDay } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { factOf } from '../register/rules.ts';
import { statisticsOf } from '../requests/statistics.ts';
import { policy } from './tables.ts';

/** Requests of the last year are counted. */
const STATISTICS_DAYS = 365;

type Schema = components['schemas'];

const sectionView = (section: SectionRow, lang: Lang): Schema['PolicySection'] => ({
  id: section.id,
  number: section.number,
  title: section.title[lang],
  paragraphs: section.paragraphs.map(paragraph => paragraph[lang]),
  categories: section.categories,
  ...(section.gap === undefined ? {} : { gap: section.gap[lang] }),
});

const changeView = (change: ChangeRow, lang: Lang): Schema['PolicyChange'] => ({
  section: change.section,
  title: change.title[lang],
  kind: change.kind,
  ...(change.before === undefined ? {} : { before: change.before[lang] }),
  ...(change.after === undefined ? {} : { after: change.after[lang] }),
  meaning: change.meaning[lang],
});

const versionById = (
  id: string,
  context: Pick<Context<'getPolicyVersion'>, 'policies' | 'db' | 'now'>,
): DatedVersion => {
  const version = context.policies.versions(context).find(one => one.id === id);
  if (version === undefined) throw problem('not-found');
  return version;
};

/** The versions of the policy, what changed in them, and that a person has seen them. */
export const policyHandlers: Handlers<
  'listPolicyVersions' | 'getPolicyVersion' | 'acknowledgePolicy' | 'getAccountability'
> = {
  getAccountability: async ({ statistics, now, lang }) => {
    const { contact, contactsUrl, incidents } = policy().controller;
    const from = addDays(moscowDate(now), -STATISTICS_DAYS);
    return {
      body: {
        asOf: now.toISOString(),
        contact: {
          role: contact.role[lang],
          channel: contact.channel[lang],
          ...(contact.hours === undefined ? {} : { hours: contact.hours[lang] }),
          url: contactsUrl,
          fact: factOf(contact.fact, lang),
        },
        requests: { from, ...statisticsOf(await statistics.answered(new Date(startOfMoscowDay(from)))) },
        incidents: incidents.map(({ what, done, ...rest }) => ({
          ...rest,
          what: what[lang],
          done: done[lang],
        })),
      },
    };
  },

  listPolicyVersions: context => ({
    body: page(context.policies.versions(context), context.query, version =>
      versionSummary(version, context),
    ),
  }),

  getPolicyVersion: context => {
    const { params, query, lang } = context;
    const version = versionById(params.id, context);
    const since = query.since;
    if (since !== undefined) versionById(since, context);
    const { changes } = version;
    // Only neighbours have a comparison; the reverse order has none.
    const shown = changes && (since === undefined || since === changes.since) ? changes : undefined;
    return {
      body: {
        version: versionSummary(version, context),
        sections: version.sections.map(section => sectionView(section, lang)),
        ...(shown === undefined
          ? {}
          : {
              changes: {
                since: shown.since,
                summary: shown.summary[lang],
                items: shown.items.map(item => changeView(item, lang)),
              },
            }),
      },
    };
  },

  acknowledgePolicy: context => {
    const { db, me, now, body } = context;
    const { id } = versionById(body.version, context);
    const before = db.policy.acknowledgements.find(row => row.userId === me.userId && row.version === id);
    const row = before ?? { userId: me.userId, version: id, at: now.toISOString() };
    if (!before) db.policy.acknowledgements.push(row);
    return { body: { version: row.version, at: row.at } };
  },
};
