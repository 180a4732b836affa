const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** An opaque secret of letters and digits; without a stream it is random, with one it is the seed's. */
export const secret = (length: number, next?: () => number): string => {
  const fractions = next === undefined ? crypto.getRandomValues(new Uint32Array(length)) : undefined;
  return Array.from({ length }, (_, i) => {
    const share = next?.() ?? (fractions?.[i] ?? 0) / 4_294_967_296;
    return LETTERS[Math.floor(share * LETTERS.length)] ?? 'A';
  }).join('');
};

/** A new opaque id: `rq-7Kd3pQ9x`. */
export const newId = (prefix: string): string => `${prefix}-${secret(10)}`;
