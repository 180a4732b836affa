/** A call of `pg` or of Node.js that a program is stopped at. */
interface Watch {
  /** What it is a call of: a statement of `pg`, or a function of `node:fs/promises`. */
  readonly call: 'query' | 'rename' | 'sync' | 'rm';
  /** Tested against the statement, or the path. */
  readonly of: RegExp;
  readonly when: 'before' | 'after';
  /** Only in a transaction that writes. */
  readonly inWrite?: true;
}

/** A named step of the server or of a worker. */
export interface Step extends Watch {
  readonly name: string;
  readonly program: 'server' | 'worker';
}

const ROWS = '(requests|attachments|exports|consents|subscriptions|mailing_changes)';

/** The steps at which something is killed. */
export const STEPS: readonly Step[] = [
  {
    name: 'before the transaction',
    program: 'server',
    call: 'query',
    of: /^begin read write/,
    when: 'before',
  },
  {
    name: 'the transaction has begun',
    program: 'server',
    call: 'query',
    of: /^begin read write/,
    when: 'after',
  },
  {
    name: 'the key is inserted',
    program: 'server',
    call: 'query',
    of: /^insert into privacy\.kept_answers/,
    when: 'after',
  },
  {
    name: 'the person is locked',
    program: 'server',
    call: 'query',
    of: /pg_advisory_xact_lock/,
    when: 'after',
  },
  {
    name: 'the rows are loaded',
    program: 'server',
    call: 'query',
    of: /^select 'session'/,
    when: 'after',
    inWrite: true,
  },
  {
    name: 'a row is inserted',
    program: 'server',
    call: 'query',
    of: new RegExp(`^insert into privacy\\.${ROWS} `),
    when: 'after',
  },
  {
    name: 'a row is updated',
    program: 'server',
    call: 'query',
    of: new RegExp(`^update privacy\\.${ROWS} `),
    when: 'after',
  },
  {
    name: 'an entry is in the access log',
    program: 'server',
    call: 'query',
    of: /^insert into privacy\.access_log/,
    when: 'after',
  },
  {
    name: 'a job is put down',
    program: 'server',
    call: 'query',
    of: /^insert into privacy\.jobs/,
    when: 'after',
  },
  {
    name: 'a number is given',
    program: 'server',
    call: 'query',
    of: /^update privacy\.numbers/,
    when: 'after',
  },
  {
    name: 'the decision is in the ledger',
    program: 'server',
    call: 'query',
    of: /^insert into privacy\.ledger/,
    when: 'after',
  },
  {
    name: 'the answer is kept',
    program: 'server',
    call: 'query',
    of: /^update privacy\.kept_answers/,
    when: 'after',
  },
  {
    name: 'before the sync of the second place',
    program: 'server',
    call: 'sync',
    of: /ledger.*\.jsonl$/,
    when: 'before',
  },
  {
    name: 'after the sync of the second place',
    program: 'server',
    call: 'sync',
    of: /ledger.*\.jsonl$/,
    when: 'after',
  },
  {
    name: 'before the commit',
    program: 'server',
    call: 'query',
    of: /^commit/,
    when: 'before',
    inWrite: true,
  },
  {
    name: 'after the commit, before the answer',
    program: 'server',
    call: 'query',
    of: /^commit/,
    when: 'after',
    inWrite: true,
  },
  { name: 'before the sync of a chunk', program: 'server', call: 'sync', of: /files\/~/, when: 'before' },
  {
    name: 'before a chunk is moved to its place',
    program: 'server',
    call: 'rename',
    of: /files\/~/,
    when: 'before',
  },
  {
    name: 'a chunk is in its place, before its row',
    program: 'server',
    call: 'rename',
    of: /files\/~/,
    when: 'after',
  },
  {
    name: 'a job is leased',
    program: 'worker',
    call: 'query',
    of: /^update privacy\.jobs\s+set lease = \$2/,
    when: 'after',
  },
  { name: 'a source is asked', program: 'worker', call: 'query', of: /\bfrom payments\b/, when: 'before' },
  { name: 'a source has answered', program: 'worker', call: 'query', of: /\bfrom payments\b/, when: 'after' },
  {
    name: 'the job is deleted',
    program: 'worker',
    call: 'query',
    of: /^delete from privacy\.jobs/,
    when: 'after',
  },
  {
    name: 'the copy is updated',
    program: 'worker',
    call: 'query',
    of: /^update privacy\.exports/,
    when: 'after',
  },
  {
    name: 'the next job is put down',
    program: 'worker',
    call: 'query',
    of: /^insert into privacy\.jobs/,
    when: 'after',
  },
  {
    name: 'before the commit of a job',
    program: 'worker',
    call: 'query',
    of: /^commit/,
    when: 'before',
    inWrite: true,
  },
  {
    name: 'after the commit of a job',
    program: 'worker',
    call: 'query',
    of: /^commit/,
    when: 'after',
    inWrite: true,
  },
  { name: 'before the sync of a part', program: 'worker', call: 'sync', of: /copies\/~/, when: 'before' },
  {
    name: 'before a part is moved to its place',
    program: 'worker',
    call: 'rename',
    of: /copies\/~/,
    when: 'before',
  },
  {
    name: 'a part is in its place, before its row',
    program: 'worker',
    call: 'rename',
    of: /copies\/~/,
    when: 'after',
  },
  { name: 'before a file is deleted', program: 'worker', call: 'rm', of: /(files|copies)\//, when: 'before' },
  {
    name: 'a file is deleted, before its job ends',
    program: 'worker',
    call: 'rm',
    of: /(files|copies)\//,
    when: 'after',
  },
];

/** What is killed at a step. */
export type Victim = 'server' | 'worker' | 'postgres';

/** A kill that is planned. */
export interface Kill {
  readonly step: Step;
  readonly victim: Victim;
}

/**
 * One pass of kills: each step kills its program, and PostgreSQL beside it. A worker is killed twice at each of its steps,
 * because it has fewer of them, and some are not reached in time.
 */
export const KILLS: readonly Kill[] = STEPS.flatMap((step): Kill[] => [
  { step, victim: step.program },
  { step, victim: 'postgres' },
  ...(step.program === 'worker' ? [{ step, victim: step.program }] : []),
]);
