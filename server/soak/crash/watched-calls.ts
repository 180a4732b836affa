import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Client, type QueryConfig } from 'pg';
import type { Step } from './kill-steps.ts';

type Query = (this: Client, ...args: unknown[]) => unknown;
/** Resolves when the program may go on; a program that is to be killed there never may. */
type Gate = () => Promise<void>;

/** Clients whose transaction writes. */
const writing = new WeakSet<Client>();
/** Clients that stand at a gate: what they are given behind it is sent behind it. */
const held = new WeakMap<Client, Promise<void>>();

const textOf = (first: unknown): string =>
  (typeof first === 'string' ? first : ((first as QueryConfig | undefined)?.text ?? '')).trim();

/** Calls that are watched. */
export interface WatchedCalls {
  /** Stops the program at a step. @param gate is waited for the first time the step is reached */
  stopAt(step: Step, gate: Gate): void;
}

/**
 * Watches the calls that this program makes of `pg` and of `node:fs/promises` from outside, so nothing of the server knows of it.
 * It is called once, before the server opens anything.
 */
export function watchCalls(): WatchedCalls {
  let stop: { readonly step: Step; readonly gate: Gate } | undefined;
  /** The gate of the step where a call is one, else undefined. */
  const gateAt = (
    call: Step['call'],
    of: string,
    when: Step['when'],
    inWrite = false,
  ): Promise<void> | undefined => {
    if (stop === undefined || stop.step.call !== call || stop.step.when !== when) return undefined;
    if (!stop.step.of.test(of) || (stop.step.inWrite === true && !inWrite)) return undefined;
    const { gate } = stop;
    stop = undefined;
    return gate();
  };
  /** Does a call with the gate before or behind it. */
  const around = async <T>(call: Step['call'], of: string, work: () => Promise<T>): Promise<T> => {
    await gateAt(call, of, 'before');
    const result = await work();
    await gateAt(call, of, 'after');
    return result;
  };

  // oxlint-disable-next-line unbound-method -- it is called with its client below
  const query = Client.prototype.query as Query;
  Client.prototype.query = function watched(this: Client, ...args: unknown[]): unknown {
    const text = textOf(args[0]);
    if (text.startsWith('begin read write')) writing.add(this);
    const inWrite = writing.has(this);
    if (/^(commit|rollback)/.test(text)) writing.delete(this);
    const gate = gateAt('query', text, 'before', inWrite);
    if (gate !== undefined)
      held.set(
        this,
        gate.then(() => void held.delete(this)),
      );
    const before = held.get(this);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const answered = (...results: unknown[]): void => {
        const after = gateAt('query', text, 'after', inWrite);
        const give = () => (callback as (...all: unknown[]) => void)(...results);
        if (after === undefined) give();
        else void after.then(give);
      };
      const send = () => query.call(this, ...args.slice(0, -1), answered);
      return before === undefined ? send() : void before.then(send);
    }
    const sent =
      before === undefined ? query.call(this, ...args) : before.then(() => query.call(this, ...args));
    return sent instanceof Promise
      ? sent.then(async (result: unknown) => {
          await gateAt('query', text, 'after', inWrite);
          return result;
        })
      : sent;
  } as unknown as typeof Client.prototype.query;

  const { open, rename, rm } = fs;
  const paths = new WeakMap<FileHandle, string>();
  let watchesSync = false;
  fs.open = async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    paths.set(handle, String(args[0]));
    if (!watchesSync) {
      watchesSync = true;
      const prototype = Object.getPrototypeOf(handle) as FileHandle;
      // oxlint-disable-next-line unbound-method -- it is called with its handle below
      const { sync } = prototype;
      prototype.sync = function watched(this: FileHandle) {
        return around('sync', paths.get(this) ?? '', () => sync.call(this));
      };
    }
    return handle;
  };
  fs.rename = (from, to) => around('rename', String(from), () => rename(from, to));
  fs.rm = (path, options) => around('rm', String(path), () => rm(path, options));
  syncBuiltinESMExports();
  return {
    stopAt: (step, gate) => {
      stop = { step, gate };
    },
  };
}
