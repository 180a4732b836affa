/** Does a transaction while no other is open: in this process, or in every tab of a browser. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** One transaction after another in this process. */
export const oneByOne = (): Exclusive => {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};
