import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../../src/api/operation.ts';
import type { Stage } from './stage.ts';

/** A copy that is being made. */
export interface RunningCopy {
  readonly person: string;
  readonly id: string;
}

type Copy = Answer<'getExport'>;

/** Orders a copy of all records of a customer. */
export async function orderCopy(stage: Stage, person: string): Promise<RunningCopy> {
  const response = await stage.call(person, 'POST', '/exports', {
    scope: 'account',
    categories: ['services'],
    formats: ['json', 'csv'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  });
  const body = (await response.json()) as Answer<'createExport'>;
  if (response.status !== 201) throw new Error(`no copy was begun: ${JSON.stringify(body)}`);
  return { person, id: body.id };
}

/** A copy as it stands. */
export async function copyNow(stage: Stage, { person, id }: RunningCopy): Promise<Copy> {
  const response = await stage.call(person, 'GET', `/exports/${id}`);
  return (await response.json()) as Copy;
}

/** Whether a copy is still being made. */
export const isBeingMade = ({ status }: Copy): boolean =>
  ['queued', 'collecting', 'packing'].includes(status);

/** Bytes of all files of a folder. */
export function bytesIn(folder: string): number {
  try {
    return readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);
  } catch {
    return 0;
  }
}

/** A file may be gone between the list and the look. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Calls `look` while copies are made. @returns the copies as they ended @throws Error after so many ms */
export async function untilMade(
  stage: Stage,
  copies: readonly RunningCopy[],
  mostMs: number,
  look: () => void,
): Promise<Copy[]> {
  const end = performance.now() + mostMs;
  for (let round = 0; ; round += 1) {
    look();
    if (round % 20 === 0) {
      const now = await Promise.all(copies.map(copy => copyNow(stage, copy)));
      if (!now.some(isBeingMade)) return now;
      if (performance.now() > end)
        throw new Error(`a copy is ${now.map(({ status }) => status).join(', ')} for too long`);
    }
    await sleep(50);
  }
}
