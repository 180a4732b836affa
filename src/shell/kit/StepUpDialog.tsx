import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Failure } from '../../api/errors.ts';
import { stepUp } from '../../api/generated/ops/stepUp.ts';
import { Select, TextInput } from '../../form/fields.tsx';
import { useTexts } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { useFailureLabels } from '../failure/FailureView.tsx';
import { useRuntime } from '../frame/runtime-context.tsx';
import type { StepUpPrompt } from '../frame/module-runtime.ts';
import type texts from '../failure/texts.json';

type Method = 'password' | 'code' | 'panel';

/** The built-in step-up: a fresh sign-in that holds for 10 minutes. A host may bring its own instead. */
export default function StepUpDialog({ prompt }: { prompt: StepUpPrompt }) {
  const t = useTexts<typeof texts>('failure');
  const runtime = useRuntime();
  const methods =
    prompt.methods.length > 0 ? prompt.methods : [{ id: 'password', label: t('stepUp.secret') }];
  const [method, setMethod] = useState(methods[0]?.id ?? 'password');
  const [failure, setFailure] = useState<unknown>();
  const labels = useFailureLabels(failure);
  const chosen = methods.find(item => item.id === method);
  const form = useForm({ defaultValues: { secret: '' } });
  const { isSubmitting, errors } = form.formState;
  const { setFocus } = form;
  // The panel asks the person itself, and the host has no function for it: they sign in there and come back.
  const byPanel = method === 'panel';
  useEffect(() => {
    if (!byPanel) setFocus('secret');
  }, [setFocus, byPanel]);
  const confirm = form.handleSubmit(async ({ secret }) => {
    setFailure(undefined);
    try {
      await runtime.api.call(stepUp, { body: { method: method as Method, ...(byPanel ? {} : { secret }) } });
    } catch (error) {
      if (error instanceof Failure && error.kind === 'validation' && byPanel)
        form.setError('root', { message: t('stepUp.panelAgain') });
      else if (error instanceof Failure && error.kind === 'validation')
        form.setError('secret', { message: t('stepUp.wrong') }, { shouldFocus: true });
      else setFailure(error);
      return;
    }
    prompt.done();
  });
  return (
    <Dialog title={t('stepUp.title')} onClose={prompt.declined}>
      <p>{t('stepUp.why')}</p>
      <form className="stack" noValidate onSubmit={event => void confirm(event)}>
        {methods.length > 1 ? (
          <Select
            label={t('stepUp.method')}
            value={method}
            options={methods.map(({ id, label }) => ({ value: id, label }))}
            onChange={setMethod}
          />
        ) : null}
        {byPanel ? (
          <p>{t('stepUp.panel')}</p>
        ) : (
          <TextInput
            label={chosen?.label ?? t('stepUp.secret')}
            hint={chosen?.hint}
            type={method === 'password' ? 'password' : 'text'}
            inputMode={method === 'code' ? 'numeric' : undefined}
            autoComplete={method === 'password' ? 'current-password' : 'one-time-code'}
            error={errors.secret?.message}
            {...form.register('secret', { required: t('stepUp.empty'), shouldUnregister: true })}
          />
        )}
        <p role="alert" className="error-text">
          {`${errors.root?.message ?? ''}${failure === undefined ? '' : `${labels.title}. ${labels.text}`}${
            failure instanceof Failure && failure.requestId !== undefined
              ? ` ${t('requestId')}: ${failure.requestId}`
              : ''
          }`}
        </p>
        <div className="actions">
          <Button kind="primary" type="submit" busy={isSubmitting}>
            {t('stepUp.confirm')}
          </Button>
          <Button onClick={prompt.declined}>{t('stepUp.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
