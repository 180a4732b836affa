import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Failure } from '../../api/errors.ts';
import { RIGHT_KINDS, type RightKind } from '../../domain/ids.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useRuntime } from '../../shell/frame/hooks.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { categoryQuery } from '../../api/queries/category.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { draftsQuery, rightsQuery } from '../queries.ts';
import css from '../requests.css?inline';
import { prefillOf } from '../prefill.ts';
import { loadDraft, loadedDraft } from './saved-draft.ts';
import { Wizard } from './Wizard.tsx';

/** The right an address names. @throws Failure for anything else. */
function kindOf(params: LoaderInput['params']): RightKind {
  const kind = RIGHT_KINDS.find(name => name === params['kind']);
  if (kind === undefined) throw new Failure('page', 'not-found', { status: 404 });
  return kind;
}

export async function loader({ runtime, params, search }: LoaderInput) {
  const kind = kindOf(params);
  const id = search.get('draft');
  const { category, field } = prefillOf(search);
  // The name of the field a link stood beside; without it the wizard works too.
  const named =
    id === null && category !== undefined && field !== undefined
      ? runtime.client.ensureQueryData(categoryQuery(runtime, category)).catch(() => undefined)
      : undefined;
  // A draft begun before stands above the first question: it must not push it down later. Without it the wizard works too.
  await Promise.all([
    id === null
      ? runtime.client.ensureQueryData(draftsQuery(runtime, kind)).catch(() => undefined)
      : undefined,
    runtime.client.ensureQueryData(rightsQuery(runtime, 'person')),
    runtime.client.ensureQueryData(registerQuery(runtime, 'person')),
    id === null ? named : loadDraft(runtime, kind, id),
  ]);
}

/** One request of one right: a question a page, kept by the server as a draft, checked and filed at the end. */
export default function WizardPage() {
  useSheet(css);
  const runtime = useRuntime();
  const kind = kindOf(useParams());
  const [search] = useSearchParams();
  const id = search.get('draft') ?? undefined;
  // A wizard goes on through the steps of its address, the draft it made included; another draft is another wizard.
  const [own, setOwn] = useState<string>();
  const [seat, setSeat] = useState({ number: 0, kind, id });
  if (seat.kind !== kind || (id !== undefined && seat.id !== id))
    setSeat({ number: seat.number + (seat.kind === kind && id === own ? 0 : 1), kind, id });
  return (
    <Wizard key={`${kind} ${seat.number}`} kind={kind} saved={loadedDraft(runtime, id)} onCreated={setOwn} />
  );
}
