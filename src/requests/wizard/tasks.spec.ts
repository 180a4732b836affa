import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps.ts';
import { nextTask, tasksOf } from './tasks.ts';
import { fromDetails } from './values.ts';

const tasks = (categories: string[], reached: number, reason?: string, hasScopeStep = true) => {
  const values = fromDetails('erasure', 'person', {
    categories,
    ...(reason === undefined ? {} : { reason }),
  });
  return tasksOf(stepsOf('erasure', values, hasScopeStep), values, reached);
};
const states = (...given: Parameters<typeof tasks>) =>
  Object.fromEntries(tasks(...given).map(({ id, state }) => [id, state]));

describe('the tasks of an erasure', () => {
  it('are its steps, as many as the wizard counts', () => {
    expect(tasks(['analytics'], 0).map(({ id }) => id)).toEqual([
      'scope',
      'what',
      'preview',
      'words',
      'hold',
      'check',
    ]);
    expect(tasks(['analytics'], 0, undefined, false)).toHaveLength(5);
  });

  it('wait for the choice of the data', () => {
    expect(states([], 1)).toMatchObject({
      what: 'begun',
      preview: 'blocked',
      words: 'blocked',
      hold: 'blocked',
      check: 'blocked',
    });
  });

  it('are done up to the step that was reached, and a reason that was written is done', () => {
    expect(states(['analytics'], 2, 'Не нужны')).toEqual({
      scope: 'done',
      what: 'done',
      preview: 'begun',
      words: 'done',
      hold: 'open',
      check: 'blocked',
    });
    expect(nextTask(tasks(['analytics'], 2))?.id).toBe('preview');
  });

  it('lead to filing when all others are done', () => {
    expect(nextTask(tasks(['analytics'], 5))?.id).toBe('check');
  });
});
