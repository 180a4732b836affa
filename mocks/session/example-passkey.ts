import type { SessionState } from '../../core/session/state.ts';

/** The origin that the contract's example of a passkey was made for. */
export const EXAMPLE_ORIGIN = 'https://panel.example';

/** A challenge as if `owner` had just asked for it: the contract's example of a passkey has signed it. */
export const seedSession = (seededAt: string): SessionState => ({
  'u-owner': {
    challenges: [
      {
        challenge: 'DbR20_sXIAH9sgEhFJciMuJnNbhpEzPmeaLUZoAHaZ0',
        at: seededAt,
        for: 'registration',
        session: 'cookie',
      },
    ],
  },
});
