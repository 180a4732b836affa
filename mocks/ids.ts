import { moscowDate, yearOf } from '../src/domain/calendar.ts';

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

/** The next human number of a row: `R-26-0418` after `R-26-0417`; the year is the one of `now` in Moscow. */
export const nextNumber = (letter: string, rows: readonly { number: string }[], now: Date): string => {
  const last = rows.reduce((max, row) => Math.max(max, Number(row.number.split('-')[2] ?? 0)), 0);
  const year = yearOf(moscowDate(now)) % 100;
  return `${letter}-${String(year).padStart(2, '0')}-${String(last + 1).padStart(4, '0')}`;
};
