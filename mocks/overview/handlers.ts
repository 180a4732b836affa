import { startOfMoscowDay } from '../../src/domain/calendar.ts';
import { holdingsOf } from '../../src/domain/processing.ts';
import { accessEntry, accessRowsOf } from '../access/handlers.ts';
import { consentsOverview } from '../consents/handlers.ts';
import { exportsOverview } from '../exports/handlers.ts';
import type { Handlers } from '../kernel.ts';
import { mailingsOverview } from '../mailings/handlers.ts';
import { partialOf } from '../partial.ts';
import { unseenVersion } from '../policy/handlers.ts';
import { registerView } from '../register/handlers.ts';
import { requestsOverview } from '../requests/handlers.ts';

const LATEST = 3;

export const overviewHandlers: Handlers<'getOverview'> = {
  getOverview: context => {
    const { now, me, lang } = context;
    const { categories } = registerView(context);
    const { kinds, ...amounts } = holdingsOf(categories);
    const requests = requestsOverview(context);
    const exports = exportsOverview(context);
    const consents = consentsOverview(context);
    const unseen = unseenVersion(context);
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
                  at: context.db.seededAt,
                  until: startOfMoscowDay(unseen.effectiveFrom),
                },
              ]),
        ],
        ...(requests.nextDeadline === undefined ? {} : { nextDeadline: requests.nextDeadline }),
        cards: {
          data: { categories: kinds, ...amounts },
          exports: exports.door,
          mailings: mailingsOverview(context.db, me).door,
          requests: requests.door,
          consents: consents.door,
        },
        accessLog: accessRowsOf(context)
          .slice(0, LATEST)
          .map(row => accessEntry(row, me.userId, lang)),
        partial: partialOf(context),
      },
    };
  },
};
