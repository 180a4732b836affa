import { type FieldErrors, get } from 'react-hook-form';
import { type Step, stepAsking, type StepId } from './steps.ts';
import type { Values } from './values.ts';

/** The names of the fields that have an error, in the order of the form; `prefix` is the name of the parent field. */
function fieldNames(errors: object, prefix = ''): string[] {
  return Object.entries(errors).flatMap(([key, value]): string[] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value !== 'object' || value === null || key === 'ref') return [];
    return 'type' in value && typeof value.type === 'string' ? [name] : fieldNames(value as object, name);
  });
}

/** The errors to list above a step: those of the step itself, on the last step those of all steps. */
export function errorList(
  errors: FieldErrors<Values>,
  steps: readonly Step[],
  step: StepId,
): { name: string; message: string; step: StepId }[] {
  return fieldNames(errors).flatMap(name => {
    const asking = stepAsking(steps, name);
    if (step !== 'check' && asking !== step) return [];
    const message = (get(errors, name) as { message?: string } | undefined)?.message;
    return message === undefined || message === '' ? [] : [{ name, message, step: asking }];
  });
}
