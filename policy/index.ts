import categories from './categories.json' with { type: 'json' };
import complaints from './complaints.json' with { type: 'json' };
import consents from './consents.json' with { type: 'json' };
import controller from './controller.json' with { type: 'json' };
import erasure from './erasure.json' with { type: 'json' };
import fields from './fields.json' with { type: 'json' };
import gaps from './gaps.json' with { type: 'json' };
import mailings from './mailings.json' with { type: 'json' };
import purposes from './purposes.json' with { type: 'json' };
import recipients from './recipients.json' with { type: 'json' };
import retention from './retention.json' with { type: 'json' };
import systems from './systems.json' with { type: 'json' };
import version20201021 from './versions/2020-10-21.json' with { type: 'json' };

/** The texts of the policy, newest first. A new version is a file in `versions/` and a line here. */
const versions = [version20201021];

/** The policy as its files say it. `core/policy/load.ts` gives it types and indexes. */
export const policyFiles = {
  ...categories,
  ...complaints,
  ...consents,
  ...controller,
  ...erasure,
  ...fields,
  ...gaps,
  ...mailings,
  ...purposes,
  ...recipients,
  ...retention,
  ...systems,
  versions: versions.map(({ version }) => version),
};
