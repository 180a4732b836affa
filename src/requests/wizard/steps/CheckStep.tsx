import { lazy, Suspense, useEffect, useRef } from 'react';
import { governing } from '../../../domain/clocks.ts';
import { holdUntil } from '../../../domain/hold.ts';
import { adviceOnCells, chosenCells, filingOf } from '../../../domain/requests.ts';
import { TextInput } from '../../../form/fields.tsx';
import { useFormat, useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { DeadlineClocks } from '../../../shell/frame/DeadlineClocks.tsx';
import { useSession } from '../../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../../shell/frame/links.tsx';
import { Button } from '../../../ui/base/button.tsx';
import { Note } from '../../../ui/base/note.tsx';
import { Section } from '../../../ui/base/section.tsx';
import { deadlinesOfFiling } from '../deadlines.ts';
import { FilingFailure } from '../FilingFailure.tsx';
import { stepAsking, type StepId, stepsOf } from '../steps.ts';
import type texts from '../texts.json';
import { fieldOf, toDetails } from '../values.ts';
import { Advice, DetailsList, Law, UserText } from '../../labels.tsx';
import { errorAt, type StepProps } from './step-props.ts';

const AddMessage = lazy(async () => ({ default: (await import('../messages-to-open.tsx')).AddMessage }));

/** The last step: a summary of the request, its deadlines, and the button that files it. */
export function CheckStep({
  kind,
  scope,
  hasScopeStep,
  form,
  right,
  files,
  uploading,
  openDuplicate,
  submitError,
  saveError,
  busy,
  go,
  onFile,
}: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const session = useSession();
  const { now, role } = session;
  const values = form.watch();
  const details = toDetails(kind, values, files.length > 0);
  const cells = chosenCells(kind, details, right?.eligibility ?? []);
  const found = right !== undefined ? adviceOnCells(kind, cells) : undefined;
  const advised = found && (cells[0] ?? { text: t('advice.nothing'), alternative: found.alternative });
  const regulator = kind === 'complaint' && details.to === 'regulator';
  const problems = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The focus scrolls the failure into view, above the buttons that stick to the bottom.
    if (submitError !== undefined || saveError !== undefined) problems.current?.focus();
  }, [submitError, saveError]);
  const noEligible =
    submitError?.kind === 'not-eligible'
      ? {
          text: submitError.problem?.detail ?? '',
          ...(submitError.problem?.alternative === undefined
            ? {}
            : { alternative: submitError.problem.alternative }),
        }
      : undefined;
  const advice = noEligible ?? advised;
  // A duplicate without its id is one that the customer may not see.
  const duplicate = openDuplicate !== undefined || submitError?.kind === 'already-open';
  const plain = advice === undefined && !duplicate;
  const decided = { insist: advice !== undefined, separate: duplicate };
  const steps = stepsOf(kind, values, hasScopeStep);
  const prepares = filingOf(role, kind, scope) === 'prepare';
  const deadlines = deadlinesOfFiling({ kind, scope, details, right, session });
  const atOnce = deadlines.filter(deadline => deadline.unit === 'at-once');
  const last = governing(deadlines);
  const fileStep = steps.find(step => step.hasFiles)?.id;
  const change = (to: StepId, label: string) => (
    <button type="button" className="link" onClick={() => go(to)}>
      <span>{t('check.change')}</span>
      <span className="sr">{`: ${label}`}</span>
    </button>
  );
  return (
    <>
      <DetailsList
        kind={kind}
        details={details}
        scope={scope}
        action={(about, label) => {
          const asking = stepAsking(steps, fieldOf(kind, about));
          const to = asking === 'check' ? STEP_OF_MEMBER[about] : asking;
          return to === undefined ? null : change(to, label);
        }}
      />
      {files.length === 0 ? null : (
        <Section
          title={t('check.files', { n: files.length })}
          aside={fileStep === undefined ? undefined : change(fileStep, t('check.filesLabel'))}
        >
          <ul className="rows dense">
            {files.map(file => (
              <li key={file.id} className="row">
                <UserText>{file.name}</UserText>
                <span className="row-figure num">{format.bytes(file.size)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {kind === 'erasure' ? (
        <div className="confirm">
          <TextInput
            label={t('confirm.label')}
            hint={t('confirm.hint')}
            error={errorAt(form, 'confirmation')}
            autoComplete="off"
            autoCapitalize="characters"
            {...form.register('confirmation')}
          />
        </div>
      ) : null}
      {deadlines.length === 0 ? null : (
        <Section title={t('check.when')}>
          {kind !== 'erasure' || last === undefined ? null : (
            <p data-erasure-dates="">
              {[
                ...(details.skipHold === true
                  ? []
                  : [t('check.erasure.start', { at: format.dateTime(holdUntil(now)) })]),
                t(last.rule === 'policy' ? 'check.erasure.answer' : 'check.erasure.end', {
                  date: format.date(last.date),
                }),
                t('check.erasure.kept'),
              ].join(' ')}
            </p>
          )}
          {atOnce.map(deadline => (
            <p key={deadline.rule}>
              <span>{`${deadline.label} `}</span>
              <span className="term">
                <Law law={deadline.law} article={deadline.article} />
              </span>
            </p>
          ))}
          <div className="check-clocks">
            <DeadlineClocks deadlines={deadlines} now={now} />
          </div>
        </Section>
      )}
      {regulator ? (
        <Note tone="warn">
          <p>{t('check.regulator')}</p>
        </Note>
      ) : null}
      <div ref={problems} tabIndex={-1} className="stack trouble">
        {advice === undefined ? null : (
          <Note tone="warn">
            <p role="alert">
              <strong>{t('advice.title')}</strong>
              <span> </span>
              <Advice cell={advice} />
            </p>
            <p className="term">{t('advice.human')}</p>
          </Note>
        )}
        {openDuplicate !== undefined ? (
          <Note tone="warn">
            <p>
              <span>{`${t('open.note')} `}</span>
              <PageLink to={paths.request(openDuplicate)}>{t('open.go')}</PageLink>
            </p>
            {/* The files of a draft cannot go with a message. */}
            {values.words.trim() === '' || files.length > 0 || uploading ? null : (
              <Suspense>
                <AddMessage id={openDuplicate} text={values.words.trim()} />
              </Suspense>
            )}
          </Note>
        ) : submitError?.kind === 'already-open' ? (
          <Note tone="warn">
            <p role="alert">{t('open.unseen')}</p>
          </Note>
        ) : null}
        {uploading ? (
          <Note>
            <p>
              <span>{`${t('check.uploading')} `}</span>
              {fileStep === undefined ? null : change(fileStep, t('check.filesLabel'))}
            </p>
          </Note>
        ) : null}
        {submitError === undefined ||
        submitError.kind === 'not-eligible' ||
        submitError.kind === 'already-open' ? null : (
          <FilingFailure error={submitError} onRetry={() => onFile(decided)} />
        )}
        {submitError === undefined && saveError !== undefined ? (
          <FilingFailure error={saveError} saveError onRetry={() => onFile(decided)} />
        ) : null}
      </div>
      <p className="small muted">{t(prepares ? 'check.owner' : 'check.after')}</p>
      <div className="actions wizard-actions">
        <Button
          kind="primary"
          type={plain ? 'submit' : 'button'}
          busy={busy || uploading}
          onClick={() => {
            if (!plain) onFile(decided);
          }}
        >
          {t(
            duplicate
              ? 'open.separate'
              : advice !== undefined
                ? 'check.insist'
                : prepares
                  ? 'check.prepare'
                  : regulator
                    ? 'check.copy'
                    : 'check.file',
          )}
        </Button>
        <Button onClick={() => go(steps.at(-2)?.id ?? 'check')}>{t('wizard.back')}</Button>
      </div>
    </>
  );
}

/** The steps of members of the details whose form field has another name. */
const STEP_OF_MEMBER: Partial<Record<string, StepId>> = {
  blockWhileChecking: 'proof',
  proofProvided: 'proof',
  skipHold: 'hold',
};
