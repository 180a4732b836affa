import { useRef, useState } from 'react';
import type { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { createExport } from '../../api/generated/ops/createExport.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listExports } from '../../api/generated/ops/listExports.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { mayRetry } from '../../api/transfer/write-failures.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { FieldError } from '../../form/fields.tsx';
import { paths } from '../../paths.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { useLabels } from '../labels.tsx';
import { EXPORT_LISTS, exportQuery } from '../queries.ts';
import { useEstimate } from './estimate.ts';
import { type Missing, missingFrom, specOf, type Values } from './form.ts';

/** The field in which the customer corrects an error. */
const FIELD_OF: Readonly<Record<Missing, keyof Values>> = {
  categories: 'categories',
  formats: 'formats',
  period: 'from',
  order: 'to',
  year: 'from',
  consent: 'text',
};

/** The state of the form: estimate, errors, and the action that creates the export. */
export type NewExport = ReturnType<typeof useNewExport>;

/** Estimates the export while the customer chooses, validates the form on submit, and creates the export. */
export function useNewExport({
  form,
  scope,
  withText,
  consent,
}: {
  form: ReturnType<typeof useForm<Values>>;
  scope: Schemas['Scope'];
  withText: readonly string[];
  consent: boolean;
}) {
  const t = useLabels();
  const runtime = useRuntime();
  const navigate = useNavigate();
  const summary = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const values = form.watch();
  const spec = specOf(values, scope, withText);
  const action = useAction(createExport, {
    cachedAs: (context, { id }) => exportQuery(context, id),
    outdates: EXPORT_LISTS,
    onSuccess: ({ id }) => void navigate(paths.export(id)),
    onFailure: failure => {
      // The list shows whether an earlier request arrived.
      if (mayRetry(failure) || failure.kind === 'key-reused')
        void runtime.invalidate(listExports, getOverview);
    },
    isStill: ({ body }) => canonicalJson(spec) === canonicalJson(body),
  });
  const missing = missingFrom(values, withText, consent);
  const estimate = useEstimate(spec, !missing.includes('order') && !missing.includes('year'));
  const errorAt = (what: Missing) => (tried && missing.includes(what) ? t(`missing.${what}`) : undefined);
  const go = (what: Missing) => {
    const name = FIELD_OF[what];
    const root = summary.current?.closest('form');
    root?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  };
  const errors: FieldError[] = (tried ? missing : []).map(what => ({
    id: what,
    text: t(`missing.${what}`),
    go: () => go(what),
  }));
  function validateAndSend() {
    setTried(true);
    if (missing.length > 0) {
      // The summary gets the focus after it is rendered.
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    void action.send({ body: spec });
  }
  return {
    estimate,
    errorAt,
    errors,
    summary,
    possible:
      values.categories.length > 0 &&
      values.formats.length > 0 &&
      !missing.includes('order') &&
      !missing.includes('year'),
    busy: action.busy,
    failure: action.failure,
    submit: (event: { preventDefault(): void }) => {
      event.preventDefault();
      validateAndSend();
    },
  };
}
