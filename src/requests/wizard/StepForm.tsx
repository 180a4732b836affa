import { type ReactNode, useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { ErrorSummary, type FieldError } from '../../form/fields.tsx';
import { useTexts } from '../../i18n/react.tsx';
import { errorList } from './error-list.ts';
import type { Step, StepId } from './steps.ts';
import type texts from './texts.json';
import type { Values } from './values.ts';

/** The form of a step, with the list of its errors above it. */
export function StepForm({
  form,
  steps,
  step,
  failedAttempts,
  go,
  onSubmit,
  children,
}: {
  form: UseFormReturn<Values>;
  steps: readonly Step[];
  step: StepId;
  /** How often going on has failed: with each the focus moves to the list. */
  failedAttempts: number;
  go: (to: StepId) => void;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const t = useTexts<typeof texts>('wizard');
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failedAttempts > 0) summary.current?.focus();
  }, [failedAttempts]);
  function focusField(name: string) {
    const root = summary.current?.getRootNode() as ShadowRoot | undefined;
    root?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }
  const errors = errorList(form.formState.errors, steps, step).map((error): FieldError => ({
    id: error.name,
    text: error.message,
    go: () => (error.step === step ? focusField(error.name) : go(error.step)),
  }));
  return (
    <>
      <ErrorSummary ref={summary} title={t('error.title', { n: errors.length })} errors={errors} />
      <form
        className="stack-l"
        data-step={step}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </>
  );
}
