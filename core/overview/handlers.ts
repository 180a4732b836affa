import { startOfMoscowDay } from '../../src/domain/calendar.ts';
import { holdingsOf } from '../../src/domain/processing.ts';
import { accessEntry, accessRowsOf } from '../access/handlers.ts';
import { consentsOverview } from '../consents/handlers.ts';
import type { Handlers } from '../context.ts';
import { exportsOverview } from '../exports/overview.ts';
import { mailingsOverview } from '../mailings/handlers.ts';
import { partialOf } from '../partial.ts';
import { unseenVersion } from '../policy/versions.ts';
import { changesSince } from './changes.ts';
import { amountsOf } from '../register/amounts.ts';
import { requestsOverview } from '../requests/handlers.ts';

const LATEST = 3;

export const overviewHandlers: Handlers<'getOverview'> = {
  getOverview: async context => {
    const { now, me } = context;
    const { kinds, ...amounts } = holdingsOf(await amountsOf(context));
    const requests = requestsOverview(context);
    const exports = exportsOverview(context);
    const consents = consentsOverview(context);
    const unseen = unseenVersion(context);
    const { since, items: changed } = changesSince(context);
    return {
      body: {
        asOf: now.toISOString(),
        attention: [
          ...requests.attention,
          ...exports.attention,
          ...consents.attention,
          ...(unseen === undefined
            ? []
            : [
                {
                  id: `policy-${unseen.id}`,
                  kind: 'policy-changed' as const,
                  policyVersion: unseen.id,
                  text: unseen.title[context.lang],
                  at: unseen.announcedAt,
                  until: startOfMoscowDay(unseen.effectiveFrom),
                },
              ]),
        ],
        ...(requests.nextDeadline === undefined ? {} : { nextDeadline: requests.nextDeadline }),
        ...(since === undefined ? {} : { changes: { since, total: changed.length } }),
        cards: {
          data: { categories: kinds, ...amounts },
          exports: exports.card,
          mailings: mailingsOverview(context.db, me).card,
          requests: requests.card,
          consents: consents.card,
        },
        accessLog: accessRowsOf(context)
          .slice(0, LATEST)
          .map(row => accessEntry(row, context)),
        partial: partialOf(context),
      },
    };
  },
};
