import { setTimeout as sleep } from 'node:timers/promises';

/** What a run has measured, and what it must not exceed. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Without it the value is printed and not judged. */
  readonly goal?: number;
  /** What the value comes from. */
  readonly from?: string;
}

/** Whether a figure is within its goal. */
export const isWithin = ({ value, goal }: Figure): boolean => goal === undefined || value <= goal;

const written = (value: number): string =>
  Math.abs(value) < 10 ? value.toFixed(2) : String(Math.round(value));

/** The figures as lines of a table. */
export function tableOf(figures: readonly Figure[]): string[] {
  const rows = figures.map(figure => [
    figure.name,
    `${written(figure.value)} ${figure.unit}`.trim(),
    figure.goal === undefined ? '' : `≤ ${written(figure.goal)}`,
    figure.goal === undefined ? '' : isWithin(figure) ? 'ok' : 'PAST THE GOAL',
    figure.from ?? '',
  ]);
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The value that this part of all, 0–1, does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/**
 * Makes calls at a rate, whether or not those before have been answered.
 * @param call is given the number of the call, from 0
 * @returns ms from the moment each call was due to its answer
 */
export async function atRate(
  call: (number: number) => Promise<void>,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const begun = performance.now();
  const times: number[] = [];
  const running: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds;) {
    const due = begun + (number * 1000) / perSecond;
    if (performance.now() < due) {
      await sleep(1);
      continue;
    }
    running.push(call(number).then(() => void times.push(performance.now() - due)));
    number += 1;
  }
  await Promise.all(running);
  return times;
}
