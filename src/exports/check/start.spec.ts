import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CheckProgress, checkArchive } from './check.ts';
import type { WorkerAnswer } from './check.worker.ts';
import { ArchiveProblem } from './problem.ts';
import { bytesOf, copyOf, digestOf, zipped } from './spec-archive.ts';
import { startCheck } from './start.ts';
import { proves } from '../../../test/wait.ts';

const archive = async () => new Blob([await zipped(copyOf())]);

/** A worker whose other side is this spec. */
class Puppet extends EventTarget {
  readonly terminate = vi.fn();
  readonly postMessage = vi.fn<(file: Blob) => void>();
  announce(data: WorkerAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  listen = () => this as unknown as Worker;
}

/** One that does its work in this thread, as `check.worker.ts` does in its own. */
function diligent(): Puppet {
  const puppet = new Puppet();
  puppet.postMessage.mockImplementation(file => {
    void checkArchive(file, {
      onProgress: progress => puppet.announce({ announce: 'progress', progress }),
    }).then(result => puppet.announce({ announce: 'done', result }));
  });
  setTimeout(() => puppet.announce({ announce: 'hello' }));
  return puppet;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a check in a worker', () => {
  it('has the same result as a check on the page', async () => {
    const file = await archive();
    const puppet = diligent();
    const progress: CheckProgress[] = [];
    const running = startCheck(file, one => progress.push(one), puppet.listen);
    const result = await running.result;
    expect(await running.place).toBe('worker');
    expect(result).toEqual(await checkArchive(file));
    expect(result).toEqual(await startCheck(file).result);
    expect(progress.at(-1)).toEqual({ done: file.size, total: file.size });
    expect(puppet.terminate).toHaveBeenCalledOnce();
  });

  it('rejects with the ArchiveProblem of the worker', async () => {
    const puppet = new Puppet();
    const { result } = startCheck(new Blob(), undefined, puppet.listen);
    puppet.announce({ announce: 'hello' });
    puppet.announce({ announce: 'problem', reason: 'duplicate', path: 'a' });
    const error: unknown = await result.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArchiveProblem);
    expect(error).toMatchObject({ reason: 'duplicate', path: 'a' });
    expect(puppet.terminate).toHaveBeenCalledOnce();
  });

  it('rejects with the error that the platform throws in the worker', async () => {
    const puppet = new Puppet();
    const { result } = startCheck(new Blob(), undefined, puppet.listen);
    puppet.announce({ announce: 'hello' });
    puppet.announce({ announce: 'failed', name: 'NotReadableError', message: 'gone' });
    await expect(result).rejects.toMatchObject({ name: 'NotReadableError', message: 'gone' });
    expect(puppet.terminate).toHaveBeenCalledOnce();
  });

  it('rejects at once when it is cancelled, before and after the worker has started', async () => {
    for (const begun of [false, true]) {
      const puppet = new Puppet();
      const running = startCheck(new Blob(), undefined, puppet.listen);
      if (begun) puppet.announce({ announce: 'hello' });
      running.cancel();
      await expect(running.result).rejects.toMatchObject({ name: 'AbortError' });
      await expect(running.result).rejects.toBeInstanceOf(DOMException);
      expect(await running.place).toBe(begun ? 'worker' : 'page');
      expect(puppet.terminate).toHaveBeenCalledOnce();
      running.cancel();
    }
  });
});

describe('a check on the page without a worker', () => {
  it.each<[string, (puppet: Puppet) => void]>([
    ['fails', puppet => puppet.dispatchEvent(new Event('error', { cancelable: true }))],
    [
      'cannot be understood',
      puppet => {
        puppet.announce({ announce: 'hello' });
        puppet.dispatchEvent(new Event('messageerror'));
      },
    ],
    [
      'dies on the way',
      puppet => {
        puppet.announce({ announce: 'hello' });
        puppet.dispatchEvent(new Event('error'));
      },
    ],
  ])('runs when the worker %s', async (_, fate) => {
    const file = await archive();
    const puppet = new Puppet();
    const running = startCheck(file, undefined, puppet.listen);
    fate(puppet);
    expect(await running.result).toEqual(await checkArchive(file));
    expect(puppet.terminate).toHaveBeenCalledOnce();
  });

  it('runs when the constructor of the worker throws', async () => {
    const file = await archive();
    const running = startCheck(file, undefined, () => {
      throw new DOMException('another origin', 'SecurityError');
    });
    expect(await running.place).toBe('page');
    expect((await running.result).sha256).toBe(digestOf(new Uint8Array(await file.arrayBuffer())));
  });

  it('runs when the worker sends no message for two seconds', async () => {
    vi.useFakeTimers();
    const puppet = new Puppet();
    const running = startCheck(await archive(), undefined, puppet.listen);
    const settled = vi.fn();
    void running.place.then(settled);
    await vi.advanceTimersByTimeAsync(1999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith('page');
    vi.useRealTimers();
    expect((await running.result).files).toHaveLength(4);
    expect(puppet.postMessage).not.toHaveBeenCalled();
  });

  it('yields to the event loop, rejects and is cancelled like a check in a worker', async () => {
    const noWorker = () => {
      throw new Error('none');
    };
    // Every look at the clock a slice later: it breathes after each piece.
    vi.spyOn(performance, 'now').mockImplementation(
      (
        now => () =>
          (now += 70)
      )(0),
    );
    const yielded = vi.fn(() => Promise.resolve());
    vi.stubGlobal('scheduler', { yield: yielded });
    await startCheck(await archive(), undefined, noWorker).result;
    expect(yielded).toHaveBeenCalled();
    vi.stubGlobal('scheduler', undefined);
    await startCheck(await archive(), undefined, noWorker).result;
    await expect(startCheck(new Blob(['no']), undefined, noWorker).result).rejects.toBeInstanceOf(
      ArchiveProblem,
    );
    const running = startCheck(await archive(), () => running.cancel(), noWorker);
    await expect(running.result).rejects.toMatchObject({ name: 'AbortError' });
    vi.restoreAllMocks();
  });
});

describe('the address of the worker', () => {
  // The policy is remembered by the module.
  beforeEach(() => {
    vi.resetModules();
  });
  const workers: { url: unknown; options: WorkerOptions }[] = [];
  class Recorded extends Puppet {
    constructor(url: unknown, options: WorkerOptions) {
      super();
      workers.push({ url, options });
      setTimeout(() => this.dispatchEvent(new Event('error')));
    }
  }

  it('passes one Trusted Types policy, which allows no other address', async () => {
    const file = await archive();
    workers.length = 0;
    const rules: { createScriptURL: (url: string) => string }[] = [];
    const createPolicy = vi.fn((_: string, given: { createScriptURL: (url: string) => string }) => {
      rules.push(given);
      return { createScriptURL: (url: string) => ({ trusted: given.createScriptURL(url) }) };
    });
    vi.stubGlobal('trustedTypes', { createPolicy });
    vi.stubGlobal('Worker', Recorded);
    const { startCheck: start } = await import('./start.ts');
    await start(file).result;
    await start(file).result;
    expect(createPolicy).toHaveBeenCalledOnce();
    expect(createPolicy.mock.lastCall?.[0]).toBe('activecloud-privacy');
    expect(workers).toHaveLength(2);
    expect(workers[0]).toMatchObject({
      url: { trusted: expect.stringContaining('check.worker') as unknown },
      options: { type: 'module' },
    });
    expect(() => rules[0]?.createScriptURL('https://elsewhere.example/x.js')).toThrow(TypeError);
  });

  it('is not used when the page forbids the policy; the host receives one report', async () => {
    const file = await archive();
    workers.length = 0;
    const createPolicy = vi.fn(() => {
      throw new TypeError('refused by the policy of the page');
    });
    vi.stubGlobal('trustedTypes', { createPolicy });
    vi.stubGlobal('Worker', Recorded);
    const { startCheck: start } = await import('./start.ts');
    for (const running of [start(file), start(file)]) {
      expect(await running.place).toBe('page');
      expect((await running.result).files).toHaveLength(4);
    }
    expect(createPolicy).toHaveBeenCalledOnce();
    expect(workers).toHaveLength(0);
  });
});

describe('the worker script', () => {
  it('announces itself, then answers for a file', async () => {
    const announced: WorkerAnswer[] = [];
    const self = Object.assign(new EventTarget(), {
      postMessage: (workerAnswer: WorkerAnswer) => announced.push(workerAnswer),
    });
    vi.stubGlobal('self', self);
    await import('./check.worker.ts');
    expect(announced).toEqual([{ announce: 'hello' }]);
    const post = (data: Blob) => self.dispatchEvent(new MessageEvent('message', { data }));
    const file = await archive();
    post(file);
    await proves(() => expect(announced.at(-1)?.announce).toBe('done'));
    expect(announced.at(-1)).toEqual({ announce: 'done', result: await checkArchive(file) });
    post(new Blob([bytesOf('текст')]));
    await proves(() =>
      expect(announced.at(-1)).toEqual({ announce: 'problem', reason: 'not-zip', path: undefined }),
    );
    const broken = {
      size: 9,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('x', 'NotReadableError')) }),
    };
    post(broken as unknown as Blob);
    await proves(() =>
      expect(announced.at(-1)).toEqual({ announce: 'failed', name: 'NotReadableError', message: 'x' }),
    );
  });
});
