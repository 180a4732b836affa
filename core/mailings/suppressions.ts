import type { Decision } from '../ledger.ts';
import { TOPICS } from '../policy/tables.ts';

const allTopics = (): string[] => TOPICS.map(({ id }) => id);

/**
 * The topics that a decision is a «no» to: an opt-out from its own, a withdrawn consent to advertising and an accepted objection to
 * offers from every one. Source: docs/domain.md#mailings.
 */
export const refusedTopics = ({ kind, subject, state }: Decision): readonly string[] => {
  if (kind === 'subscription') return state === 'off' ? [subject] : [];
  const endsAdvertising =
    (kind === 'consent' && subject === 'advertising' && state.startsWith('withdrawn ')) ||
    (kind === 'objection' && subject === 'offers' && state === 'accepted');
  return endsAdvertising ? allTopics() : [];
};

/** The topic that a decision is a «yes» to; only a switch that is turned on is one. A consent alone switches nothing on. */
export const acceptedTopic = ({ kind, subject, state }: Decision): string | undefined =>
  kind === 'subscription' && state === 'on' ? subject : undefined;
