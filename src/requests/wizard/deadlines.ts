import type { Schemas } from '../../api/schema-types.ts';
import { CALENDARS } from '../../domain/calendars.ts';
import { deadlinesFor } from '../../domain/deadlines.ts';
import type { RightKind } from '../../domain/ids.ts';
import type { RequestDetails } from '../../domain/requests.ts';
import type { Scope } from '../queries.ts';

/**
 * The deadlines of a request that is filed now. `right.deadlines` lists all that may apply; a correction without its
 * proof, for example, has no legal deadline yet.
 */
export function deadlinesOfFiling({
  kind,
  scope,
  details,
  right,
  session: { now, jurisdiction, account },
}: {
  kind: RightKind;
  scope: Scope;
  details: RequestDetails;
  right: Schemas['Right'] | undefined;
  session: Pick<Schemas['Session'], 'now' | 'jurisdiction' | 'account'>;
}): Schemas['Deadline'][] {
  const clocks = deadlinesFor(
    {
      kind,
      scope,
      accountKind: account.kind,
      jurisdiction,
      receivedAt: now,
      proofAt: details.proofProvided === true ? now : undefined,
      unlawful: details.unlawful,
      disclosures: details.mode === 'disclosures',
    },
    CALENDARS,
  );
  return (right?.deadlines ?? []).filter(({ rule }) => clocks.some(clock => clock.rule === rule));
}
