import { hash } from '../core/hash.ts';

export { hash };

/** A repeatable stream of numbers: the same seed gives the same people, dates and faults on every machine. */
export interface Random {
  /** A fraction in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  chance(share: number): boolean;
}

/** One well-mixed fraction of `seed`, without a stream: for records that are made by their index. */
export const fraction = (seed: number): number => {
  let t = (seed + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** A stream of numbers from a seed (mulberry32). */
export const random = (seed: number | string): Random => {
  let state = typeof seed === 'string' ? hash(seed) : seed | 0;
  const next = () => {
    const value = fraction(state);
    state = (state + 0x6d2b79f5) | 0;
    return value;
  };
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: items => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: share => next() < share,
  };
};
