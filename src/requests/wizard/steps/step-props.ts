import type { UseFormReturn } from 'react-hook-form';
import type { Failure } from '../../../api/errors.ts';
import type { RightKind } from '../../../domain/ids.ts';
import type { Schemas } from '../../../api/schemas.ts';
import type { Scope } from '../../queries.ts';
import type { StepId } from '../steps.ts';
import type { Values } from '../values.ts';

/** What the page of a question is given. */
export interface StepProps {
  step: StepId;
  kind: RightKind;
  scope: Scope;
  /** Whether whose data is meant is a question of this wizard. */
  asksForScope: boolean;
  form: UseFormReturn<Values>;
  /** The right with its eligibility and deadlines; not here while it loads. */
  right: Schemas['Right'] | undefined;
  /** Files that will go along. */
  files: readonly Schemas['Attachment'][];
  uploading: boolean;
  /** The open request of the same right and scope. */
  openDuplicate: string | undefined;
  /** Why it was not filed, or not saved. */
  submitError: Failure | undefined;
  saveError: Failure | undefined;
  busy: boolean;
  go: (step: StepId) => void;
  onFile: (insist: boolean) => void;
}

/** The message at a question; undefined while it is right. */
export function mistakeAt({ formState }: UseFormReturn<Values>, name: keyof Values): string | undefined {
  return (formState.errors[name] as { message?: string } | undefined)?.message;
}
