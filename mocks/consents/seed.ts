import { timeline } from '../clock.ts';
import { t } from '../words.ts';
import type { ConsentRow, ConsentsSlice } from './state.ts';

const SITE = t('старый личный кабинет', 'old account area');
const AREA = t('личный кабинет', 'account area');

const given = (
  row: Pick<ConsentRow, 'id' | 'userId' | 'accountId' | 'purpose' | 'version' | 'fullName' | 'givenAt'> & {
    withdrawnAt?: string;
  },
): ConsentRow => {
  const via = row.version === '2026-1' ? AREA : SITE;
  return {
    ...row,
    form: 'electronic',
    status: row.withdrawnAt === undefined ? 'given' : 'withdrawn',
    via,
    history: [
      { at: row.givenAt, what: 'given', via },
      ...(row.withdrawnAt === undefined
        ? []
        : [{ at: row.withdrawnAt, what: 'withdrawn' as const, via: AREA }]),
    ],
  };
};

/** Consents and objections of the world. One of `person` was given to an older text and asks to be renewed. */
export const seedConsents = (seededAt: string): ConsentsSlice => {
  const tl = timeline(seededAt);
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
        givenAt: tl.at(-210),
      }),
      given({
        id: 'cs-advertising-old',
        ...owner,
        purpose: 'advertising',
        version: '2024-1',
        givenAt: tl.at(-760),
        withdrawnAt: tl.at(-230),
      }),
      given({
        id: 'cs-correspondence-old',
        ...owner,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-300),
        withdrawnAt: tl.at(-130),
      }),
      given({
        id: 'p-cs-correspondence',
        ...person,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-60),
      }),
      given({
        id: 'p-cs-correspondence-old',
        ...person,
        purpose: 'correspondence-disclosure',
        version: '2024-1',
        givenAt: tl.at(-390),
        withdrawnAt: tl.at(-130),
      }),
      given({
        id: 'p-cs-advertising-old',
        ...person,
        purpose: 'advertising',
        version: '2024-1',
        givenAt: tl.at(-420),
        withdrawnAt: tl.at(-1),
      }),
      given({
        id: 'hg-cs-advertising',
        ...huge,
        purpose: 'advertising',
        version: '2026-1',
        givenAt: tl.at(-300),
      }),
    ],
    objections: [
      {
        userId: 'u-owner',
        purpose: 'call-quality',
        state: 'accepted',
        at: tl.at(-196),
        requestId: 'rq-closed-objection',
      },
      {
        userId: 'u-person',
        purpose: 'call-quality',
        state: 'accepted',
        at: tl.at(-196),
        requestId: 'p-closed-objection',
      },
      { userId: 'u-huge', purpose: 'statistics', state: 'accepted', at: tl.at(-80), requestId: 'hg-closed' },
    ],
    toolObjections: [{ userId: 'u-person', purpose: 'statistics', tool: 'google-analytics', at: tl.at(-30) }],
  };
};
