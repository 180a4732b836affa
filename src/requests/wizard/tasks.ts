import type { RightKind } from '../../domain/ids.ts';
import type { Step, StepId } from './steps.ts';
import type { Values } from './values.ts';

/** The value of `step` in the address that shows the task list in place of a step. */
export const TASKS = 'tasks';

/** True for a wizard that is long enough for a task list: of an erasure alone. */
export const hasTasks = (kind: RightKind): boolean => kind === 'erasure';

/** Where a task stands. `blocked`: another task comes first. */
export type TaskState = 'done' | 'begun' | 'open' | 'blocked';

/** One task of the list: a step of the wizard. */
export interface Task {
  readonly id: StepId;
  readonly state: TaskState;
}

/**
 * The tasks of an erasure, in the order of its steps. What comes after the choice of the data waits for it, and filing waits
 * for all others.
 * @param reached the place of the last step that the customer has come to
 */
export function tasksOf(steps: readonly Step[], values: Values, reached: number): Task[] {
  const isChosen = values.categories.length > 0;
  const before: Task[] = steps.slice(0, -1).map(({ id }, at) => {
    if (id === 'what') return { id, state: isChosen ? 'done' : at <= reached ? 'begun' : 'open' };
    if (id === 'scope') return { id, state: values.scope === '' ? 'open' : 'done' };
    if (!isChosen) return { id, state: 'blocked' };
    const isFilled = id === 'words' && values.words.trim() !== '';
    return { id, state: at < reached || isFilled ? 'done' : at === reached ? 'begun' : 'open' };
  });
  const isReady = before.every(({ state }) => state === 'done');
  return [...before, { id: 'check', state: isReady ? 'open' : 'blocked' }];
}

/** The task to go on with: the first that is neither done nor blocked. */
export const nextTask = (tasks: readonly Task[]): Task | undefined =>
  tasks.find(({ state }) => state === 'begun' || state === 'open');
