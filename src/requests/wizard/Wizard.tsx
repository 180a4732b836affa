import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { type FieldErrors, get, type Resolver, set, useForm } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { moscowDate } from '../../domain/calendar.ts';
import type { RightKind } from '../../domain/ids.ts';
import { filingOf } from '../../domain/requests.ts';
import { ErrorSummary } from '../../form/fields.tsx';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/hooks.tsx';
import { PageHead, PageLink } from '../../shell/frame/page-head.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Skeleton, Button, Note } from '../../ui/base/parts.tsx';
import type { Schemas } from '../../api/schemas.ts';
import { type RightsRequest, rightsQuery } from '../queries.ts';
import { createDraft } from './draft.ts';
import { AlreadyOpen, DraftTrouble, LeaveGuard, OtherDrafts, SaveLine } from './DraftNotes.tsx';
import { StepBody } from './steps/StepBody.tsx';
import { useFiling } from './filing.ts';
import { hasLead, type StepId, stepAsking, stepsOf } from './steps.ts';
import { knownPrefillOf } from './prefill.ts';
import { LazyFiles } from '../files/LazyFiles.tsx';
import type shared from '../texts.json';
import type texts from './texts.json';
import { fromDetails, errorsIn, startValues, toDetails, type Values, textMember } from './values.ts';
import { forgetDraft, cacheDraft } from './saved-draft.ts';

type TextKey = Extract<keyof typeof texts, string>;
type Attachment = Schemas['Attachment'];

/** The steps on which files can be attached. */
const FILE_STEPS: ReadonlySet<StepId> = new Set(['files', 'proof']);

/** The wizard of one right, from a saved draft or from what its address brings along. */
export function Wizard({
  kind,
  saved,
  onCreated,
}: {
  kind: RightKind;
  saved: { request: RightsRequest } | undefined;
  onCreated: (id: string) => void;
}) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const format = useFormat();
  const runtime = useRuntime();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const [draft] = useState(() =>
    createDraft({ api: runtime.api, kind, saved, onSaved: next => cacheDraft(runtime, next) }),
  );
  const saving = useSignal(draft.state);
  const mayChoose = session.account.kind === 'legal' && filingOf(session.role, kind, 'account') !== 'no';
  const summary = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const [tried, setTried] = useState(0);
  const [files, setFiles] = useState<{ ready: readonly Attachment[]; busy: boolean }>({
    ready: (saved?.request.attachments ?? []).filter(one => one.state === 'ready'),
    busy: false,
  });

  const resolver: Resolver<Values> = values => {
    const errors: FieldErrors<Values> = {};
    for (const { name, code } of errorsIn(kind, values, moscowDate(session.now)))
      set(errors, name, { type: code, message: mistakeText(name, code) });
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
  function mistakeText(name: string, code: string): string {
    if (code === 'too-long') return t('error.too-long');
    const question = name === 'words' ? textMember(kind) : name.replace(/\.\d+\./, '.');
    return t(`error.${question}.${code}` as TextKey);
  }

  const [defaults] = useState<Values>(() => {
    if (saved) return fromDetails(kind, saved.request.scope, saved.request.details);
    const { start, words } = knownPrefillOf(runtime, search, t);
    return startValues(kind, mayChoose ? '' : 'person', start, words);
  });
  const form = useForm<Values>({ defaultValues: defaults, resolver, shouldFocusError: false });
  const { errors } = form.formState;
  const values = form.watch();
  const steps = stepsOf(kind, values, mayChoose);
  const requestedStep = search.get('step') ?? saved?.request.step ?? '';
  const at = Math.max(
    0,
    steps.findIndex(one => one.id === requestedStep),
  );
  const step = steps[at] ?? { id: 'check' as const, fields: [] };
  const scope = values.scope === '' ? undefined : values.scope;
  const rights = useQuery(rightsQuery(useQueryContext(), scope ?? 'person'));
  const right = rights.data?.items.find(one => one.kind === kind);
  const openDuplicate = right?.openRequestId;
  const id = draft.request()?.id;
  // A draft begun again has none of the files of the one that is gone.
  const [filesOf, setFilesOf] = useState(id);
  const [filesSeat, setFilesSeat] = useState(0);
  if (id !== filesOf) {
    setFilesOf(id);
    if (filesOf !== undefined) {
      setFiles({ ready: [], busy: false });
      setFilesSeat(filesSeat + 1);
    }
  }
  // Once met, the files stay mounted: a step forward must not end an upload.
  const [filesOpened, setFilesOpened] = useState(files.ready.length > 0);
  if (!filesOpened && FILE_STEPS.has(step.id)) setFilesOpened(true);
  const withFiles = steps.some(one => FILE_STEPS.has(one.id));

  const bodyOf = (now: Values, nextStep: string = step.id) => ({
    scope: now.scope === '' ? ('person' as const) : now.scope,
    details: toDetails(kind, now, files.ready.length > 0),
    step: nextStep,
  });

  // Typing is saved when it pauses; the first save, which makes the draft, waits for a text or for «next».
  useEffect(() =>
    form.subscribe({
      formState: { values: true },
      callback: ({ values: now, name }) => {
        if (name !== undefined && get(form.formState.errors, name) !== undefined)
          void form.trigger(name as keyof Values);
        if (now.scope === '') return;
        const worthSaving = draft.request() !== undefined || now.words !== '' || now.otherController !== '';
        draft.change(bodyOf(now), worthSaving);
      },
    }),
  );
  useEffect(() => {
    draft.open();
    const open = draft.request();
    if (open !== undefined) cacheDraft(runtime, { request: open });
    return () => {
      draft.close();
      // Next time the draft is asked for afresh: files came and went without it.
      const last = draft.request()?.id;
      if (last !== undefined) forgetDraft(runtime, last);
    };
  }, [draft, runtime]);
  // The address names the draft from its first save on, the steps behind it too when they are gone back to.
  const stepId = step.id;
  useEffect(() => {
    if (id === undefined) return;
    onCreated(id);
    // Whoever is on the way out is not called back by a change of the address.
    if (!leaving.current && search.get('draft') !== id)
      setSearch({ draft: id, step: stepId }, { replace: true });
  }, [id, search, stepId, setSearch, onCreated]);
  // Signed in again: what could not be saved meanwhile is.
  const lost = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!lost && draft.dirty() && draft.state.get().kind === 'failed') void draft.flush();
  }, [lost, draft]);
  useEffect(() => {
    if (tried > 0) summary.current?.focus();
  }, [tried]);

  const filing = useFiling({
    draft,
    form,
    kind,
    step: step.id,
    save: () => draft.change(bodyOf(form.getValues()), false),
    onErrors: () => setTried(tried + 1),
  });

  function go(to: StepId) {
    const next = new URLSearchParams(search);
    next.set('step', to);
    setSearch(next);
  }

  async function onward() {
    if (!(await form.trigger([...step.fields]))) {
      setTried(tried + 1);
      return;
    }
    const next = steps[at + 1];
    if (next === undefined) return;
    // Whose data is meant makes no draft yet: an open request of that scope may be what is needed.
    if (step.id !== 'scope' || id !== undefined) {
      draft.change(bodyOf(form.getValues(), next.id), true);
      void draft.flush();
    }
    go(next.id);
  }

  const listed = namesIn(errors).flatMap(name => {
    const where = stepAsking(steps, name);
    if (step.id !== 'check' && where !== step.id) return [];
    const message = (get(errors, name) as { message?: string } | undefined)?.message;
    if (message === undefined || message === '') return [];
    const jump = () => (where === step.id ? focusField(name) : go(where));
    return [{ id: name, text: message, go: jump }];
  });
  function focusField(name: string) {
    const root = summary.current?.getRootNode() as ShadowRoot | undefined;
    root?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }

  const trail = (
    <>
      <PageLink to={paths.requests()}>{common('trail')}</PageLink>
      <span>{` · ${common(`right.${kind}`)} · ${t('wizard.step', { n: at + 1, of: steps.length })}`}</span>
    </>
  );
  const name = t('wizard.name', { right: common(`right.${kind}`) });
  if (openDuplicate !== undefined && saved === undefined && step.id !== 'scope' && id === undefined)
    return <AlreadyOpen name={name} kind={kind} id={openDuplicate} />;
  const heading = t(
    (step.id === 'scope' || step.id === 'check' ? `q.${step.id}` : `q.${kind}.${step.id}`) as TextKey,
  );
  return (
    <div className="stack-l wizard">
      <PageHead
        name={name}
        heading={heading}
        step={step.id}
        trail={trail}
        {...(hasLead(kind, step.id)
          ? {
              lead: t(`lead.${kind}.${step.id}` as 'lead.erasure.preview', {
                date: format.date(session.now),
              }),
            }
          : {})}
      />
      <DraftTrouble
        draft={draft}
        kind={kind}
        onTheirs={next => form.reset(fromDetails(kind, next.scope, next.details))}
      />
      {at === 0 && saved === undefined && id === undefined ? <OtherDrafts kind={kind} /> : null}
      {right?.eligible === false && right.eligibility.length === 0 && at === (mayChoose ? 1 : 0) ? (
        <Note>
          <p>{`${t('advice.nothing')} ${t('advice.human')}`}</p>
        </Note>
      ) : null}
      <ErrorSummary ref={summary} title={t('error.title', { n: listed.length })} errors={listed} />
      <form
        className="stack-l"
        data-step={step.id}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (step.id === 'check') void filing.file(filing.submitError?.kind === 'not-eligible');
          else void onward();
        }}
      >
        {filesOpened ? (
          <div hidden={!FILE_STEPS.has(step.id)}>
            <Suspense fallback={<Skeleton widths={[40, 70]} />}>
              <LazyFiles
                key={filesSeat}
                requestId={id}
                request={() => draft.flush()}
                known={saved?.request.attachments ?? []}
                onChange={(ready, busy) => setFiles({ ready, busy })}
              />
            </Suspense>
          </div>
        ) : null}
        <StepBody
          step={step.id}
          kind={kind}
          scope={scope ?? 'person'}
          asksForScope={mayChoose}
          form={form}
          right={right}
          files={files.ready}
          openDuplicate={filing.submitError?.problem?.openRequestId ?? openDuplicate}
          go={go}
          submitError={filing.submitError}
          saveError={
            filing.saveError ?? (saving.kind === 'failed' && !filing.busy ? saving.failure : undefined)
          }
          busy={filing.busy}
          uploading={withFiles && files.busy}
          onFile={insist => void filing.file(insist)}
        />
        {step.id === 'check' ? null : (
          <div className="actions wizard-actions">
            <Button kind="primary" type="submit">
              {t('wizard.next')}
            </Button>
            {at === 0 ? null : (
              <Button onClick={() => go(steps[at - 1]?.id ?? step.id)}>{t('wizard.back')}</Button>
            )}
          </div>
        )}
      </form>
      <SaveLine draft={draft} />
      <LeaveGuard draft={draft} leaving={leaving} />
    </div>
  );
}

/** The names of the questions that have a mistake, in the order of the form. */
function namesIn(errors: object, before = ''): string[] {
  return Object.entries(errors).flatMap(([key, value]): string[] => {
    const name = before === '' ? key : `${before}.${key}`;
    if (typeof value !== 'object' || value === null || key === 'ref') return [];
    return 'type' in value && typeof value.type === 'string' ? [name] : namesIn(value as object, name);
  });
}
