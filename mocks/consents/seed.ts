import { timeline } from '../clock.ts';
import { HUGE_CONSENT, OWNER_CONSENTS, PERSON_CONSENT } from '../mailings/seed.ts';
import { CALL_QUALITY, seededCase } from '../story.ts';
import type { ConsentRow, ConsentsSlice } from '../../core/consents/state.ts';

const given = (
  row: Pick<ConsentRow, 'id' | 'userId' | 'accountId' | 'purpose' | 'version' | 'fullName' | 'givenAt'> & {
    withdrawnAt?: string;
  },
): ConsentRow => {
  const via = row.version === '2026-1' ? 'account-area' : 'old-account-area';
  return {
    ...row,
    form: 'electronic',
    status: row.withdrawnAt === undefined ? 'given' : 'withdrawn',
    via,
    history: [
      { at: row.givenAt, what: 'given', via },
      ...(row.withdrawnAt === undefined
        ? []
        : [{ at: row.withdrawnAt, what: 'withdrawn' as const, via: 'account-area' as const }]),
    ],
  };
};

/** Consents and objections of the database. One of `person` was given to an older text and asks to be renewed. */
export const seedConsents = (seededAt: string): ConsentsSlice => {
  const tl = timeline(seededAt);
  /** A withdrawal that was filed as a request ended the consent at that moment. */
  const filed = (id: string) => {
    const { submittedAt } = seededCase(seededAt, id);
    return submittedAt === undefined ? {} : { withdrawnAt: submittedAt };
  };
  const accepted = (userId: string, purpose: string, requestId: string) => ({
    userId,
    purpose,
    state: 'accepted' as const,
    at: seededCase(seededAt, requestId).answeredAt ?? seededAt,
    requestId,
  });
  const owner = { userId: 'u-owner', accountId: 'acc-1', fullName: 'Лесная Вера Павловна' };
  const person = { userId: 'u-person', accountId: 'acc-person', fullName: 'Тихонов Илья Сергеевич' };
  const huge = { userId: 'u-huge', accountId: 'acc-huge', fullName: 'Громова Елена Олеговна' };
  return {
    consents: [
      given({
        id: 'cs-advertising',
        ...owner,
        purpose: 'advertising',
        version: '2026-1',
        givenAt: tl.at(-OWNER_CONSENTS.second),
      }),
      given({
        id: 'cs-advertising-old',
        ...owner,
        purpose: 'advertising',
        version: '2024-1',
        givenAt: tl.at(-OWNER_CONSENTS.first),
        withdrawnAt: tl.at(-OWNER_CONSENTS.firstEnded),
      }),
      given({
        id: 'cs-correspondence-old',
        ...owner,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-600),
        ...filed('rq-closed-consent'),
      }),
      given({
        id: 'p-cs-correspondence',
        ...person,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-400),
      }),
      given({
        id: 'p-cs-correspondence-old',
        ...person,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-700),
        ...filed('p-closed-consent'),
      }),
      given({
        id: 'p-cs-advertising-old',
        ...person,
        purpose: 'advertising',
        version: '2024-1',
        givenAt: tl.at(-PERSON_CONSENT),
        ...filed('p-submitted'),
      }),
      given({
        id: 'hg-cs-advertising',
        ...huge,
        purpose: 'advertising',
        version: '2026-1',
        givenAt: tl.at(-HUGE_CONSENT),
      }),
    ],
    objections: [
      accepted('u-owner', CALL_QUALITY, 'rq-closed-objection'),
      accepted('u-person', CALL_QUALITY, 'p-closed-objection'),
      accepted('u-huge', 'surveys', 'hg-closed'),
    ],
    toolObjections: [{ userId: 'u-person', purpose: 'statistics', tool: 'google-analytics', at: tl.at(-30) }],
  };
};
