import { yearOf } from '../../src/domain/calendar.ts';
import { DAY } from '../../src/domain/calendar.ts';
import { nextRepetition } from '../../src/domain/repetition.ts';
import { EXPORT_DAYS } from '../../src/domain/export-states.ts';
import { timeline, type Timeline } from '../clock.ts';
import { systemsOf } from '../../core/policy/catalogue.ts';
import { userById } from '../personas.ts';
import type {
  ExportRow,
  ExportSpec,
  ExportsSlice,
  RepetitionRow,
  SystemRun,
} from '../../core/exports/state.ts';
import type { Job } from '../../core/ports.ts';
import type { JobRow } from '../memory-jobs.ts';
import { COLLECT_MS, QUEUED_MS } from '../../core/exports/durations.ts';

interface ExportSeed extends Partial<Pick<ExportRow, 'status' | 'endReason'>> {
  id: string;
  by: { userId: string; accountId: string; name?: string };
  scope?: 'person' | 'account';
  prepared?: boolean;
  daysAgo: number;
  categories: string[];
  failing?: string[];
  endedDaysAgo?: number;
  /** Made again by itself since it was made. */
  repeat?: Pick<RepetitionRow, 'every' | 'onlyNew'>;
  /** Days ago of each download. */
  downloads?: number[];
  spec?: Partial<ExportSpec>;
}

const OWNER = { userId: 'u-owner', accountId: 'acc-1' };
const PERSON = { userId: 'u-person', accountId: 'acc-person' };

/** A system as a seed has it; `done` is a share until its records are counted at the first look. */
const seededSystem = (
  id: string,
  i: number,
  { status = 'ready', failing = [] }: Pick<ExportSeed, 'status' | 'failing'>,
  begunAt: string,
): SystemRun => {
  const share =
    status === 'queued' || status === 'cancelled' ? 0 : status === 'collecting' ? ([1, 0.4][i] ?? 0) : 1;
  if (failing.includes(id)) return { id, status: 'failed', done: 0 };
  if (share === 0) return { id, status: 'waiting', done: 0 };
  if (share < 1) return { id, status: 'running', done: share };
  const collectedAt = new Date(Date.parse(begunAt) + QUEUED_MS + (i + 1) * COLLECT_MS).toISOString();
  return { id, status: 'done', done: 1, collectedAt };
};

const build = (seed: ExportSeed, tl: Timeline, index: number): ExportRow => {
  const { by, scope = 'person', prepared = false, daysAgo, categories, failing = [] } = seed;
  const at = tl.at(-daysAgo);
  const systems = [...new Set(categories.flatMap(systemsOf))];
  const failed = failing.length === systems.length;
  const status = seed.status ?? (failed ? 'failed' : failing.length > 0 ? 'partly_ready' : 'ready');
  const whole = ['ready', 'partly_ready', 'revoked'].includes(status);
  const wholeAt = new Date(Date.parse(at) + QUEUED_MS + systems.length * COLLECT_MS).toISOString();
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
    status,
    changes: 0,
    runs:
      status === 'awaiting_owner'
        ? []
        : [{ at, systems: systems.map((id, i) => seededSystem(id, i, { status, failing }, at)) }],
    ...(whole ? { wholeAt } : {}),
    ...(seed.endedDaysAgo === undefined
      ? {}
      : { endedAt: tl.at(-seed.endedDaysAgo, 0, status === 'cancelled' ? 0 : 40) }),
    ...(seed.endReason === undefined ? {} : { endReason: seed.endReason }),
    ...(seed.repeat === undefined
      ? {}
      : {
          repetition: {
            ...seed.repeat,
            startedAt: wholeAt,
            nextAt: nextRepetition(wholeAt, seed.repeat.every, wholeAt) ?? '',
          },
        }),
    links: [],
  };
};

/**
 * What comes of seeded copies by itself: files are deleted at the end of their days, and copies that repeat are made again, by
 * the mock's clock alone.
 */
export const seededJobs = (exports: readonly ExportRow[]): JobRow[] =>
  exports.flatMap(({ id, accountId, createdBy, wholeAt, status, repetition }): JobRow[] => {
    if (wholeAt === undefined || status === 'revoked') return [];
    const put = (name: string, job: Job, at: number, real = at): JobRow => ({
      id: `jb-${name}${id}`,
      job,
      owner: { userId: createdBy.id, accountIds: [accountId], whole: true },
      at: new Date(at).toISOString(),
      real,
      attempt: 0,
    });
    const end = Date.parse(wholeAt) + EXPORT_DAYS * DAY;
    const { nextAt } = repetition ?? {};
    return [
      put('', { kind: 'delete-copy-files', exportId: id, run: 1 }, end),
      ...(nextAt === undefined
        ? []
        : [
            put(
              'repeat-',
              { kind: 'repeat-copy', exportId: id, nextAt },
              Date.parse(nextAt),
              Number.MAX_SAFE_INTEGER,
            ),
          ]),
    ];
  });

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
    status: 'awaiting_owner',
    daysAgo: 1,
    categories: ['account', 'services'],
  },
  {
    id: `${prefix}awaiting-owner-2`,
    by: helper,
    scope: 'account',
    prepared: true,
    status: 'awaiting_owner',
    daysAgo: 4,
    categories: ['calls'],
  },
  { id: `${prefix}queued`, by, daysAgo: 0, status: 'queued', categories: ['services', 'mailings'] },
  {
    id: `${prefix}collecting`,
    by,
    scope: rest,
    daysAgo: 0,
    status: 'collecting',
    categories: ['account', 'services', 'calls'],
  },
  { id: `${prefix}packing`, by, daysAgo: 0, status: 'packing', categories: ['analytics', 'mailings'] },
  { id: `${prefix}ready`, by, daysAgo: 2, categories: ['services', 'analytics'] },
  {
    id: `${prefix}ready-full`,
    by,
    daysAgo: 12,
    categories: ['account', 'services', 'calls', 'mailings'],
    repeat: { every: 'P3M', onlyNew: true },
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
    status: 'revoked',
    daysAgo: 31,
    endedDaysAgo: 30,
    categories: ['services'],
    downloads: [31],
    endReason: 'revoked',
  },
  {
    id: `${prefix}cancelled`,
    by,
    status: 'cancelled',
    daysAgo: 45,
    endedDaysAgo: 45,
    categories: ['calls', 'recordings'],
    endReason: 'stopped',
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
