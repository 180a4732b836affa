import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Failure } from '../../api/errors.ts';
import { RIGHT_KINDS, type RightKind } from '../../domain/ids.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { categoryQuery } from '../../api/queries/register-category.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { draftsQuery, rightsQuery } from '../queries.ts';
import css from '../requests.css?inline';
import { prefillOf } from '../prefill.ts';
import { recordQuery } from './prefill.ts';
import { loadDraft, loadedDraft } from './saved-draft.ts';
import { Wizard } from './Wizard.tsx';

const Rehearsal = lazy(() => import('../rehearsal/Rehearsal.tsx'));

/** The right that the address names. @throws Failure when it names none. */
function kindOf(params: LoaderInput['params']): RightKind {
  const kind = RIGHT_KINDS.find(name => name === params['kind']);
  if (kind === undefined) throw new Failure('page', 'not-found', { status: 404 });
  return kind;
}

export async function loader({ runtime, params, search }: LoaderInput) {
  const kind = kindOf(params);
  const id = search.get('draft');
  const { category, field, record } = prefillOf(search);
  // The label of the prefilled field or record; the wizard works without it.
  const categoryLoad =
    id === null && category !== undefined && field !== undefined
      ? runtime.client.ensureQueryData(categoryQuery(runtime, category)).catch(() => undefined)
      : undefined;
  const recordLoad =
    id === null && category !== undefined && record !== undefined
      ? runtime.client.ensureQueryData(recordQuery(runtime, category, record)).catch(() => undefined)
      : undefined;
  // `OtherDrafts` is above the first step: loaded later it would move the step down. The wizard works without it.
  await Promise.all([
    id === null
      ? runtime.client.ensureQueryData(draftsQuery(runtime, kind)).catch(() => undefined)
      : undefined,
    runtime.client.ensureQueryData(rightsQuery(runtime, 'person')),
    runtime.client.ensureQueryData(registerQuery(runtime, 'person')),
    id === null ? categoryLoad : loadDraft(runtime, kind, id),
    recordLoad,
  ]);
}

/** The wizard of one right: one step at a time, saved on the server as a draft, filed at the end. */
export default function WizardPage() {
  useSheet(css);
  const runtime = useRuntime();
  const kind = kindOf(useParams());
  const [search] = useSearchParams();
  const id = search.get('draft') ?? undefined;
  // The wizard stays mounted while its address changes, also when it gets the id of the draft that the wizard has created.
  // For another draft a new wizard is mounted.
  const [ownId, setOwnId] = useState<string>();
  const [instance, setInstance] = useState({ number: 0, kind, id });
  if (instance.kind !== kind || (id !== undefined && instance.id !== id))
    setInstance({ number: instance.number + (instance.kind === kind && id === ownId ? 0 : 1), kind, id });
  if (search.has('trial'))
    return (
      <Suspense fallback={<Skeleton widths={[60, 90, 70]} />}>
        <Rehearsal key={kind} kind={kind} />
      </Suspense>
    );
  return (
    <Wizard
      key={`${kind} ${instance.number}`}
      kind={kind}
      saved={loadedDraft(runtime, id)}
      onCreated={setOwnId}
    />
  );
}
