import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { RightKind } from '../../domain/ids.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { useQueryContext, useSession } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import { rightsQuery } from '../queries.ts';
import type shared from '../texts.json';
import { StepForm } from '../wizard/StepForm.tsx';
import { hasLead, type StepId, stepsOf } from '../wizard/steps.ts';
import { StepBody } from '../wizard/steps/StepBody.tsx';
import { useWizardForm } from '../wizard/use-wizard-form.ts';
import { RehearsedReceipt } from './RehearsedReceipt.tsx';
import { sampleValues } from './sample.ts';
import type texts from '../wizard/texts.json';

type TextKey = Extract<keyof typeof texts, string>;

/**
 * The wizard of one right on example answers: it has no draft and no call that files, so nothing is stored or sent. The
 * last step shows how the confirmation would look.
 */
export default function Rehearsal({ kind }: { kind: RightKind }) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const format = useFormat();
  const session = useSession();
  const context = useQueryContext();
  const [search, setSearch] = useSearchParams();
  const right = useSuspenseQuery(rightsQuery(context, 'person')).data.items.find(one => one.kind === kind);
  const { categories } = useSuspenseQuery(registerQuery(context, 'person')).data;
  const [failedAttempts, setFailedAttempts] = useState(0);
  const [sample] = useState(() =>
    sampleValues(kind, {
      right,
      categories,
      words: t('rehearsal.sample.words'),
      value: t('rehearsal.sample.value'),
    }),
  );
  const form = useWizardForm(kind, undefined, false, sample);
  const steps = stepsOf(kind, form.watch(), false);
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === search.get('step')),
  );
  const step = steps[at] ?? { id: 'check' as const, fields: [], hasFiles: false };
  const go = (to: StepId) => {
    const next = new URLSearchParams(search);
    next.set('step', to);
    setSearch(next);
  };
  async function goToNextStep() {
    const next = steps[at + 1];
    if (await form.trigger([...step.fields])) {
      if (next !== undefined) go(next.id);
    } else setFailedAttempts(failedAttempts + 1);
  }
  const back = steps[at - 1]?.id;
  return (
    <div className="stack-l wizard">
      <PageHead
        name={t('rehearsal.name', { right: common(`right.${kind}`) })}
        heading={step.id === 'check' ? t('rehearsal.check.heading') : t(`q.${kind}.${step.id}` as TextKey)}
        step={step.id}
        trail={
          <>
            <PageLink to={paths.requests()}>{common('trail')}</PageLink>
            <span>{` · ${common(`right.${kind}`)} · ${t('wizard.step.only', { n: at + 1 })}`}</span>
          </>
        }
        {...(hasLead(kind, step.id)
          ? {
              lead: t(`lead.${kind}.${step.id}` as 'lead.erasure.preview', {
                date: format.date(session.now),
              }),
            }
          : {})}
      />
      <Note tone="warn">
        <p>
          <strong>{t('rehearsal.note.title')}</strong>
          <span>{` ${t(step.id === 'check' ? 'rehearsal.note.check' : 'rehearsal.note')}`}</span>
        </p>
      </Note>
      <StepForm
        form={form}
        steps={steps}
        step={step.id}
        failedAttempts={failedAttempts}
        go={go}
        onSubmit={() => void goToNextStep()}
      >
        {step.hasFiles ? <p className="muted">{t('rehearsal.files')}</p> : null}
        {step.id === 'check' ? (
          <RehearsedReceipt kind={kind} form={form} right={right} />
        ) : (
          <StepBody
            step={step.id}
            kind={kind}
            scope="person"
            hasScopeStep={false}
            form={form}
            right={right}
            files={[]}
            openDuplicate={undefined}
            go={go}
            submitError={undefined}
            saveError={undefined}
            busy={false}
            uploading={false}
            onFile={() => undefined}
          />
        )}
        <div className="actions wizard-actions">
          {step.id === 'check' ? (
            <PageLink className="btn" data-kind="primary" to={paths.newRequest(kind)}>
              {t('rehearsal.start')}
            </PageLink>
          ) : (
            <Button kind="primary" type="submit">
              {t('wizard.next')}
            </Button>
          )}
          {back === undefined ? null : <Button onClick={() => go(back)}>{t('wizard.back')}</Button>}
          {step.id === 'check' ? null : (
            <PageLink to={paths.newRequest(kind)}>{t('rehearsal.start')}</PageLink>
          )}
        </div>
      </StepForm>
    </div>
  );
}
