import { useState } from 'react';
import { type FieldErrors, type Resolver, set, useForm, type UseFormReturn } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { moscowDate } from '../../domain/calendar.ts';
import type { RightKind } from '../../domain/ids.ts';
import { useTexts } from '../../i18n/react.tsx';
import { useRuntime, useSession } from '../../shell/frame/runtime-context.tsx';
import type { RightsRequest } from '../queries.ts';
import { knownPrefillOf } from './prefill.ts';
import type texts from './texts.json';
import { errorsIn, errorTextKey, fromDetails, startValues, type Values } from './values.ts';

type TextKey = Extract<keyof typeof texts, string>;

/** The form of a wizard: its values come from the saved draft, otherwise from the address; a rehearsal gives a `sample`. */
export function useWizardForm(
  kind: RightKind,
  saved: { request: RightsRequest } | undefined,
  hasScopeStep: boolean,
  sample?: Values,
): UseFormReturn<Values> {
  const t = useTexts<typeof texts>('wizard');
  const runtime = useRuntime();
  const session = useSession();
  const [search] = useSearchParams();

  const resolver: Resolver<Values> = values => {
    const errors: FieldErrors<Values> = {};
    for (const error of errorsIn(kind, values, moscowDate(session.now)))
      set(errors, error.name, { type: error.code, message: t(errorTextKey(kind, error) as TextKey) });
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
  const [defaultValues] = useState<Values>(() => {
    if (sample) return sample;
    if (saved) return fromDetails(kind, saved.request.scope, saved.request.details);
    const { start, labels } = knownPrefillOf(runtime, search, t);
    const chosen = search.get('scope');
    const scope = chosen === 'person' || chosen === 'account' ? chosen : '';
    return startValues(kind, hasScopeStep ? scope : 'person', start, labels);
  });
  return useForm<Values>({ defaultValues, resolver, shouldFocusError: false });
}
