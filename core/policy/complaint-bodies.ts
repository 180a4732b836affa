import type { components } from '../../src/api/generated/schema.ts';
import type { Jurisdiction } from '../../src/domain/ids.ts';
import type { Lang } from '../problem.ts';
import { factOf } from '../register/rules.ts';
import { policy } from './tables.ts';

type Schema = components['schemas'];

/** Who outside the company takes complaints of a customer in the jurisdiction, the supervisory body first. */
export const complaintBodiesOf = (jurisdiction: Jurisdiction, lang: Lang): Schema['ComplaintBody'][] =>
  policy()
    .complaintBodies.filter(row => row.jurisdiction === jurisdiction)
    .map(({ id, name, how, address, url, fact }) => ({
      id,
      name: name[lang],
      how: how[lang],
      ...(address === undefined ? {} : { address: address[lang] }),
      ...(url === undefined ? {} : { url }),
      fact: factOf(fact, lang),
    }));
