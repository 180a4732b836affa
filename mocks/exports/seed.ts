import { yearOf } from '../../src/domain/calendar.ts';
import { timeline, type Timeline } from '../clock.ts';
import { systemsOf } from '../../core/policy/catalogue.ts';
import { userById } from '../personas.ts';
import { t } from '../../core/text.ts';
import type { ExportRow, ExportSpec, ExportsSlice } from '../../core/exports/state.ts';

interface ExportSeed extends Partial<Pick<ExportRow, 'stage' | 'frozen' | 'endReason'>> {
  id: string;
  by: { userId: string; accountId: string; name?: string };
  scope?: 'person' | 'account';
  prepared?: boolean;
  daysAgo: number;
  categories: string[];
  failing?: string[];
  endedDaysAgo?: number;
  /** Days ago of each download. */
  downloads?: number[];
  spec?: Partial<ExportSpec>;
}

const OWNER = { userId: 'u-owner', accountId: 'acc-1' };
const PERSON = { userId: 'u-person', accountId: 'acc-person' };

const build = (seed: ExportSeed, tl: Timeline, index: number): ExportRow => {
  const { by, scope = 'person', prepared = false, daysAgo, categories, failing = [] } = seed;
  const at = tl.at(-daysAgo);
  const stage = seed.stage ?? 'begun';
  const systems = [...new Set(categories.flatMap(systemsOf))];
  return {
    id: seed.id,
    number: `E-${yearOf(tl.date(-daysAgo)) % 100}-${String(41 + index).padStart(4, '0')}`,
    accountId: by.accountId,
    createdBy: { id: by.userId, name: by.name ?? userById(by.userId)?.name ?? '' },
    prepared,
    spec: {
      scope,
      categories,
      formats: ['json', 'csv', 'html'],
      language: 'ru',
      includeAttachments: false,
      includeCorrespondence: false,
      ...seed.spec,
    },
    createdAt: at,
    stage,
    runs: stage === 'awaiting_owner' ? [] : [{ at, real: Date.parse(at), systems, failing }],
    ...(seed.frozen === undefined ? {} : { frozen: seed.frozen }),
    ...(seed.endedDaysAgo === undefined
      ? {}
      : { endedAt: tl.at(-seed.endedDaysAgo, 0, stage === 'cancelled' ? 0 : 40) }),
    ...(seed.endReason === undefined ? {} : { endReason: seed.endReason }),
    links: [],
  };
};

/** One export in each state. `helper` prepared what waits for the owner. */
const everyState = (
  prefix: string,
  by: ExportSeed['by'],
  helper: ExportSeed['by'],
  rest: 'person' | 'account',
): ExportSeed[] => [
  {
    id: `${prefix}awaiting-owner`,
    by: helper,
    scope: 'account',
    prepared: true,
    stage: 'awaiting_owner',
    daysAgo: 1,
    categories: ['account', 'services'],
  },
  {
    id: `${prefix}awaiting-owner-2`,
    by: helper,
    scope: 'account',
    prepared: true,
    stage: 'awaiting_owner',
    daysAgo: 4,
    categories: ['calls'],
  },
  { id: `${prefix}queued`, by, daysAgo: 0, frozen: 'queued', categories: ['services', 'mailings'] },
  {
    id: `${prefix}collecting`,
    by,
    scope: rest,
    daysAgo: 0,
    frozen: 'collecting',
    categories: ['account', 'services', 'calls'],
  },
  { id: `${prefix}packing`, by, daysAgo: 0, frozen: 'packing', categories: ['analytics', 'mailings'] },
  { id: `${prefix}ready`, by, daysAgo: 2, categories: ['services', 'analytics'] },
  {
    id: `${prefix}ready-full`,
    by,
    daysAgo: 12,
    categories: ['account', 'services', 'calls', 'mailings'],
    downloads: [11, 3],
  },
  {
    id: `${prefix}partly-ready`,
    by,
    scope: rest,
    daysAgo: 1,
    categories: ['services', 'correspondence'],
    failing: ['kayako'],
  },
  {
    id: `${prefix}failed`,
    by,
    daysAgo: 3,
    categories: ['correspondence'],
    failing: ['kayako', 'servicedesk'],
  },
  { id: `${prefix}expired`, by, daysAgo: 60, categories: ['services', 'analytics'], downloads: [59] },
  {
    id: `${prefix}revoked`,
    by,
    stage: 'revoked',
    daysAgo: 31,
    endedDaysAgo: 30,
    categories: ['services'],
    downloads: [31],
    endReason: t(
      'Вы отозвали копию, файлы уничтожены.',
      'You withdrew this copy and its files were destroyed.',
    ),
  },
  {
    id: `${prefix}cancelled`,
    by,
    stage: 'cancelled',
    daysAgo: 45,
    endedDaysAgo: 45,
    categories: ['calls', 'recordings'],
    endReason: t('Вы остановили сборку.', 'You stopped this copy while it was being made.'),
  },
];

const OTHERS: ExportSeed[] = [
  {
    id: 'fi-ready',
    by: { userId: 'u-finance', accountId: 'acc-1' },
    scope: 'account',
    daysAgo: 12,
    categories: ['account', 'services'],
    downloads: [5],
  },
  {
    id: 'us-ready',
    by: { userId: 'u-user', accountId: 'acc-1' },
    daysAgo: 6,
    categories: ['calls', 'mailings'],
  },
  { id: 'ad-expired', by: { userId: 'u-admin', accountId: 'acc-1' }, daysAgo: 60, categories: ['account'] },
  {
    id: 'fo-ready',
    by: { userId: 'u-former', accountId: 'acc-former' },
    scope: 'account',
    daysAgo: 8,
    categories: ['account', 'services'],
  },
  {
    id: 'hg-ready',
    by: { userId: 'u-huge', accountId: 'acc-huge' },
    daysAgo: 4,
    categories: ['analytics', 'mailings'],
  },
  {
    id: 'by-ready',
    by: { userId: 'u-by', accountId: 'acc-by' },
    daysAgo: 3,
    categories: ['services', 'mailings'],
  },
];

/** Somebody who helped `person` with one copy. */
const HELPER = { userId: 'u-helper', accountId: 'acc-person', name: 'Ласточкина Мария Юрьевна' };

const SEEDS: readonly ExportSeed[] = [
  ...everyState('ex-', OWNER, { userId: 'u-admin', accountId: 'acc-1' }, 'account'),
  ...everyState('p-ex-', PERSON, HELPER, 'person'),
  ...OTHERS,
];

/** All exports of the invented accounts. */
export const seedExports = (seededAt: string): ExportsSlice => {
  const tl = timeline(seededAt);
  return { exports: SEEDS.map((seed, i) => build(seed, tl, i)) };
};

/** When a seeded copy was downloaded, RFC 3339, the first time first. */
export const seededDownloads = (id: string, seededAt: string): string[] => {
  const tl = timeline(seededAt);
  return (SEEDS.find(one => one.id === id)?.downloads ?? []).map(ago => tl.at(-ago, 0, 30));
};
