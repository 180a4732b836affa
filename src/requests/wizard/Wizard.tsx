import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { isDuplicate, nearestOpen } from '../../domain/duplicates.ts';
import type { RightKind } from '../../domain/ids.ts';
import { filingOf } from '../../domain/requests.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { AccountLine, PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { LazyFiles } from '../files/LazyFiles.tsx';
import { type RightsRequest, rightsQuery } from '../queries.ts';
import type shared from '../texts.json';
import { AlreadyOpen, OpenHint } from './AlreadyOpen.tsx';
import { createDraft, type DraftBody } from './draft.ts';
import { DraftProblem } from './DraftProblem.tsx';
import { errorList } from './error-list.ts';
import { StepForm } from './StepForm.tsx';
import { useFiling } from './filing.ts';
import { LeaveGuard } from './LeaveGuard.tsx';
import { OtherDrafts } from './OtherDrafts.tsx';
import { cacheDraft } from './saved-draft.ts';
import { SaveStatus } from './SaveStatus.tsx';
import { hasLead, isCountCertain, placeOf, type StepId, stepsOf } from './steps.ts';
import { StepBody } from './steps/StepBody.tsx';
import { hasTasks, TASKS, tasksOf } from './tasks.ts';
import type texts from './texts.json';
import { useDraftFiles } from './use-draft-files.ts';
import { useDraftSaving } from './use-draft-saving.ts';
import { useWizardForm } from './use-wizard-form.ts';
import { fromDetails, toDetails, type Values } from './values.ts';

type TextKey = Extract<keyof typeof texts, string>;

const TaskList = lazy(() => import('./TaskList.tsx'));

/** The wizard of one right. It starts from a saved draft, or from what the address names. */
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
  const hasScopeStep = session.account.kind === 'legal' && filingOf(session.role, kind, 'account') !== 'no';
  const leaving = useRef(false);
  const leftStep = useRef<StepId>(undefined);
  const [failedAttempts, setFailedAttempts] = useState(0);

  const form = useWizardForm(kind, saved, hasScopeStep);
  const values = form.watch();
  const steps = stepsOf(kind, values, hasScopeStep);
  // A step named by a link or a bookmark comes after the question of whom the request is about, not instead of it.
  const [unanswered, setUnanswered] = useState(() => form.getValues('scope') === '');
  const requestedStep = unanswered ? '' : (search.get('step') ?? saved?.request.step ?? '');
  const at = placeOf(steps, requestedStep);
  const [reached, setReached] = useState(() => Math.max(at, placeOf(steps, saved?.request.step ?? '')));
  // A draft that is resumed without a step begins with its task list.
  const showsTasks = hasTasks(kind) && (search.get('step') ?? (saved === undefined ? '' : TASKS)) === TASKS;
  const step = steps[at] ?? { id: 'check' as const, fields: [], hasFiles: false };
  const scope = values.scope === '' ? undefined : values.scope;
  const rights = useQuery(rightsQuery(useQueryContext(), scope ?? 'person'));
  const right = rights.data?.items.find(one => one.kind === kind);
  const openRequests = right?.openRequests ?? [];
  const open = nearestOpen(kind, toDetails(kind, values), openRequests);
  const [startDetails] = useState(() => toDetails(kind, form.getValues()));
  // A text that a link has begun, such as a complaint that asks for a person.
  const [begun] = useState(() => form.getValues('words').trim() !== '');
  const startDuplicate = openRequests.find(one => isDuplicate(kind, startDetails, one.details));
  const [separate, setSeparate] = useState(false);
  const id = draft.request()?.id;
  const known = saved?.request.attachments ?? [];
  const files = useDraftFiles(known, id, step.hasFiles);
  const hasFileStep = steps.some(one => one.hasFiles);

  const bodyOf = (now: Values, nextStep: string = step.id): DraftBody => ({
    scope: now.scope === '' ? ('person' as const) : now.scope,
    details: toDetails(kind, now, files.ready.length > 0),
    step: nextStep,
  });
  useDraftSaving({ draft, form, step: step.id, bodyOf, leaving, leftStep, onCreated });

  const filing = useFiling({
    draft,
    form,
    kind,
    step: step.id,
    save: () => draft.change(bodyOf(form.getValues()), false),
    onErrors: () => setFailedAttempts(failedAttempts + 1),
  });

  function go(to: StepId | typeof TASKS) {
    leftStep.current = to === step.id ? undefined : step.id;
    const next = new URLSearchParams(search);
    next.set('step', to);
    // Until there is a draft, the address keeps the answer over a reload.
    if (hasScopeStep && id === undefined) next.set('scope', values.scope);
    setUnanswered(false);
    setSearch(next);
  }

  async function goToNextStep() {
    if (!(await form.trigger([...step.fields]))) {
      setFailedAttempts(failedAttempts + 1);
      return;
    }
    const next = steps[at + 1];
    if (next === undefined) return;
    // The step `scope` creates no draft: the customer may first find an open request of that scope.
    if (step.id !== 'scope' || id !== undefined) {
      draft.change(bodyOf(form.getValues(), next.id), true);
      void draft.flush();
    }
    setReached(Math.max(reached, at + 1));
    go(next.id);
  }

  const hasErrors = errorList(form.formState.errors, steps, step.id).length > 0;

  const tasks = tasksOf(steps, values, reached);
  const trail = (
    <>
      {session.accounts.length > 1 ? <AccountLine /> : null}
      <PageLink to={paths.requests()}>{common('trail')}</PageLink>
      <span>
        {` · ${common(`right.${kind}`)} · ${
          showsTasks
            ? t('task.progress', {
                n: tasks.filter(({ state }) => state === 'done').length,
                of: steps.length,
              })
            : isCountCertain(kind, step.id)
              ? t('wizard.step', { n: at + 1, of: steps.length })
              : t('wizard.step.only', { n: at + 1 })
        }`}
      </span>
      {hasTasks(kind) && !showsTasks && (at > 0 || id !== undefined) ? (
        <>
          <span>{' · '}</span>
          <button type="button" className="link" onClick={() => go(TASKS)}>
            {t('task.all')}
          </button>
        </>
      ) : null}
    </>
  );
  const replaces = saved?.request.replaces;
  const replacesLine =
    replaces === undefined ? null : (
      <p className="small">
        <PageLink to={paths.request(replaces.id)}>{t('fileAgain.of', { number: replaces.number })}</PageLink>
      </p>
    );
  const name = t('wizard.name', { right: common(`right.${kind}`) });
  if (startDuplicate && !separate && saved === undefined && step.id !== 'scope' && id === undefined)
    return (
      <AlreadyOpen
        name={name}
        kind={kind}
        open={startDuplicate}
        words={values.words.trim()}
        onSeparate={() => setSeparate(true)}
      />
    );
  if (showsTasks)
    return (
      <div className="stack-l wizard">
        <PageHead name={name} heading={t('task.title')} step={TASKS} trail={trail} lead={t('task.lead')} />
        {replacesLine}
        <DraftProblem
          draft={draft}
          kind={kind}
          onTheirs={next => form.reset(fromDetails(kind, next.scope, next.details))}
        />
        <Suspense fallback={<Skeleton widths={[100, 100, 100, 100, 100]} height="2.4em" />}>
          <TaskList tasks={tasks} go={go} />
        </Suspense>
        <SaveStatus draft={draft} />
        <LeaveGuard draft={draft} leaving={leaving} />
      </div>
    );
  const heading = t(
    (step.id === 'scope' || step.id === 'check' ? `q.${step.id}` : `q.${kind}.${step.id}`) as TextKey,
  );
  const fileList = files.mounted ? (
    <div key="files" hidden={!step.hasFiles}>
      <div className="stack-s">
        {step.id === 'words' ? <p>{t('words.files')}</p> : null}
        <Suspense fallback={<Skeleton widths={[40, 70]} />}>
          <LazyFiles
            key={files.key}
            requestId={id}
            request={() => draft.flush()}
            known={known}
            onChange={files.onChange}
          />
        </Suspense>
      </div>
    </div>
  ) : null;
  const body = (
    <StepBody
      key="body"
      step={step.id}
      kind={kind}
      scope={scope ?? 'person'}
      hasScopeStep={hasScopeStep}
      form={form}
      right={right}
      files={files.ready}
      openDuplicate={
        separate
          ? undefined
          : (filing.submitError?.problem?.openRequestId ?? (open?.duplicate ? open.request.id : undefined))
      }
      go={go}
      submitError={filing.submitError}
      saveError={filing.saveError ?? (saving.kind === 'failed' && !filing.busy ? saving.failure : undefined)}
      busy={filing.busy}
      uploading={hasFileStep && files.busy}
      onFile={decided => {
        void filing.file({ ...decided, separate: separate || decided.separate === true });
      }}
    />
  );
  return (
    <div className="stack-l wizard">
      <PageHead
        name={hasErrors ? t('error.name', { name }) : name}
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
      {replacesLine}
      <DraftProblem
        draft={draft}
        kind={kind}
        onTheirs={next => form.reset(fromDetails(kind, next.scope, next.details))}
      />
      {at === 0 && saved === undefined && id === undefined ? (
        <>
          <OtherDrafts kind={kind} />
          <p className="small">
            <PageLink to={paths.newRequest(kind, { trial: '1' })}>{t('rehearsal.go')}</PageLink>
          </p>
        </>
      ) : null}
      {open !== undefined && !separate && at === (hasScopeStep ? 1 : 0) ? (
        <OpenHint
          open={open.request}
          duplicate={open.duplicate}
          entry={values.accessEntry}
          words={begun ? values.words.trim() : ''}
        />
      ) : null}
      {right?.eligible === false && at === (hasScopeStep ? 1 : 0) ? (
        <Note>
          <p>{`${right.applies.text} ${t('advice.human')}`}</p>
        </Note>
      ) : null}
      {kind === 'portability' &&
      right?.instant === 'export' &&
      right.eligible &&
      scope !== 'account' &&
      values.recipient !== 'other' ? (
        <Note>
          <p>
            <span>{`${t('portability.instant')} `}</span>
            <PageLink to={paths.newExport({ provided: '1' })}>{t('portability.instant.go')}</PageLink>
          </p>
        </Note>
      ) : null}
      <StepForm
        form={form}
        steps={steps}
        step={step.id}
        failedAttempts={failedAttempts}
        go={go}
        onSubmit={() => {
          if (step.id === 'check')
            void filing.file({ insist: filing.submitError?.kind === 'not-eligible', separate });
          else void goToNextStep();
        }}
      >
        {/* The keys keep the files mounted, on whichever side of the fields they are: the proof of a correction is a file first. */}
        {step.id === 'proof' ? [fileList, body] : [body, fileList]}
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
      </StepForm>
      <SaveStatus draft={draft} />
      <LeaveGuard draft={draft} leaving={leaving} />
    </div>
  );
}
