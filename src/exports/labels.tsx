import type { Failure } from '../api/errors.ts';
import { moscowDate } from '../domain/calendar.ts';
import { type Translate, useFormat, useTexts } from '../i18n/react.tsx';
import { useDaysLeft } from '../shell/frame/DeadlineClocks.tsx';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import type { Export } from './queries.ts';
import type texts from './texts.json';

type TextKey = Extract<keyof typeof texts, string>;

/** The texts of the copies. */
export function useLabels(): Translate<TextKey> {
  return useTexts<typeof texts>('exports');
}

/** A label in the middle of a sentence: a capital that only begins it goes. */
const inside = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const NAMED = 3;

/** What a copy is of, in a line: the first kinds of data by name, the others by number. */
export function useTitle(): (of: Pick<Export, 'categories'>) => string {
  const t = useLabels();
  return ({ categories }) => {
    // One more than fits is named too: «and 1 more» is as long as its name.
    const shown = categories.length > NAMED + 1 ? NAMED : categories.length;
    const names = categories
      .slice(0, shown)
      .map(({ label }, i) => (i === 0 ? label : inside(label)))
      .join(', ');
    return shown === categories.length ? names : t('title.more', { names, n: categories.length - shown });
  };
}

/** «до 4 декабря, осталось 9 дней»: until when the files can be had. */
export function useUntil(): (expiresAt: string, now: string) => string {
  const t = useLabels();
  const format = useFormat();
  const left = useDaysLeft();
  return (expiresAt, now) => {
    const date = moscowDate(expiresAt);
    return t('until', { date: format.shortDate(date, now), left: left(date, now) });
  };
}

/** How many systems have been collected. */
export const systemsDone = ({ systems }: Export): number =>
  systems.filter(({ status }) => status === 'done').length;

/** Names of the systems that did not answer. */
export const failedSystems = ({ systems }: Export): string[] =>
  systems.filter(({ status }) => status === 'failed').map(({ label }) => label);

/** Why an action with a copy did not happen, where it was asked for. */
export function ActionFailure({
  failure,
  uncertain,
}: {
  failure: Failure | undefined;
  /** What a lost answer means, where it is no question of doing twice. */
  uncertain?: string;
}) {
  const t = useLabels();
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        uncertain: uncertain ?? t('failure.uncertain'),
        stepUp: t('failure.stepUp'),
        moved: { title: t('failure.moved'), text: t('failure.moved.text') },
        reused: { title: t('failure.reused'), text: t('failure.reused.text') },
      }}
    />
  );
}
