import { useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip, type Tone } from '../../ui/base/chip.tsx';
import type { StepId } from './steps.ts';
import { nextTask, type Task, type TaskState } from './tasks.ts';
import type texts from './texts.json';

const TONES: Readonly<Record<TaskState, Tone>> = {
  done: 'ok',
  begun: 'wait',
  open: 'plain',
  blocked: 'plain',
};

/** The tasks of an erasure with their state. A blocked task is no control; its text names what comes first. */
export default function TaskList({ tasks, go }: { tasks: readonly Task[]; go: (to: StepId) => void }) {
  const t = useTexts<typeof texts>('wizard');
  const next = nextTask(tasks);
  const title = (id: StepId) => t(`task.${id as 'check'}`);
  return (
    <>
      <ol className="rows dense" data-tasks="">
        {tasks.map(({ id, state }) => (
          <li key={id} className="row">
            {state === 'blocked' ? (
              <span className="muted">{title(id)}</span>
            ) : (
              <span>
                <button type="button" className="link" onClick={() => go(id)}>
                  {title(id)}
                </button>
              </span>
            )}
            <span className="row-figure">
              {state === 'blocked' ? (
                <span className="small">{t(id === 'check' ? 'task.blocked.check' : 'task.blocked')}</span>
              ) : (
                <Chip tone={TONES[state]}>{t(`task.state.${state}`)}</Chip>
              )}
            </span>
          </li>
        ))}
      </ol>
      {next === undefined ? null : (
        <div className="actions wizard-actions">
          <Button kind="primary" onClick={() => go(next.id)}>
            {t(next.id === 'check' ? 'task.go.check' : 'task.go')}
          </Button>
        </div>
      )}
    </>
  );
}
