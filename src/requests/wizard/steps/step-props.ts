import type { Decided } from '../filing.ts';
import type { UseFormReturn } from 'react-hook-form';
import type { Failure } from '../../../api/errors.ts';
import type { RightKind } from '../../../domain/ids.ts';
import type { Schemas } from '../../../api/schema-types.ts';
import type { Scope } from '../../queries.ts';
import type { StepId } from '../steps.ts';
import type { Values } from '../values.ts';

/** The props of the component of a step. */
export interface StepProps {
  step: StepId;
  kind: RightKind;
  scope: Scope;
  /** True when this wizard has the step `scope`. */
  hasScopeStep: boolean;
  form: UseFormReturn<Values>;
  /** The right with its eligibility and deadlines; undefined while it loads. */
  right: Schemas['Right'] | undefined;
  /** Files that are sent with the request. */
  files: readonly Schemas['Attachment'][];
  uploading: boolean;
  /** The open request of the same right and scope. */
  openDuplicate: string | undefined;
  /** Why the request was not filed. */
  submitError: Failure | undefined;
  /** Why the draft was not saved before filing. */
  saveError: Failure | undefined;
  busy: boolean;
  go: (step: StepId) => void;
  /** Files the request. */
  onFile: (decided: Decided) => void;
}

/** The error message of a field; undefined when it has none. */
export function errorAt({ formState }: UseFormReturn<Values>, name: keyof Values): string | undefined {
  return (formState.errors[name] as { message?: string } | undefined)?.message;
}
