import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Failure } from '../../api/errors.ts';
import { createPasskeyOptions } from '../../api/generated/ops/createPasskeyOptions.ts';
import { stepUp } from '../../api/generated/ops/stepUp.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { Select, TextInput } from '../../form/fields.tsx';
import { type Translate, useTexts } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { useFailureLabels } from '../failure/FailureView.tsx';
import { useRuntime } from '../frame/runtime-context.tsx';
import type { StepUpPrompt } from '../frame/module-runtime.ts';
import type texts from '../failure/texts.json';
import { type EmailCode, useEmailCode } from './email-code.ts';
import { hasPasskeys, PasskeyDeclined, requestAssertion } from './webauthn.ts';

type Method = Schemas['StepUpMethod'];
type Texts = Translate<keyof typeof texts>;

/** Reasons that are about the person's address; the others are nothing they could change. */
const OF_ADDRESS: ReadonlySet<string> = new Set(['address-new', 'address-age-unknown', 'no-address']);

/** The built-in step-up: a fresh sign-in that holds for 10 minutes. A host may bring its own instead. */
export default function StepUpDialog({ prompt }: { prompt: StepUpPrompt }) {
  const t = useTexts<typeof texts>('failure');
  const runtime = useRuntime();
  const { action, unavailable = [] } = prompt.asked;
  const methods = methodsOf(prompt, t);
  const [method, setMethod] = useState(methods[0]?.id ?? 'password');
  const [failure, setFailure] = useState<unknown>();
  const chosen = methods.find(item => item.id === method);
  const form = useForm({ defaultValues: { secret: '' } });
  const { isSubmitting, errors } = form.formState;
  const { setFocus } = form;
  const code = useEmailCode(action);
  // The panel asks the person itself, and the host has no function for it: they sign in there and come back.
  const byPanel = method === 'panel';
  const byPasskey = method === 'passkey';
  const byEmail = method === 'email-code';
  const codeState = code.state.kind;
  const mayHaveCode = codeState === 'sent' || codeState === 'early';
  const hasField = byEmail ? mayHaveCode : !byPanel && !byPasskey;
  useEffect(() => {
    if (hasField) setFocus('secret');
  }, [setFocus, hasField]);
  async function assertion() {
    const { request } = await runtime.api.call(createPasskeyOptions, { body: { for: 'step-up' } });
    if (request === undefined) throw new PasskeyDeclined('no challenge');
    return requestAssertion(request);
  }
  const confirm = form.handleSubmit(async ({ secret }) => {
    setFailure(undefined);
    try {
      await runtime.api.call(stepUp, {
        body: {
          method,
          ...(byPanel || byPasskey ? {} : { secret }),
          ...(byPasskey ? { passkey: await assertion() } : {}),
          ...(byEmail && action !== undefined ? { action } : {}),
        },
      });
    } catch (error) {
      if (error instanceof PasskeyDeclined) {
        form.setError('root', { message: t('stepUp.passkeyDeclined') });
        return;
      }
      const problem = error instanceof Failure && error.kind === 'validation' ? error.problem : undefined;
      const ofSecret = problem?.errors?.some(({ code: is }) => is === 'expired')
        ? t('stepUp.expired')
        : t('stepUp.wrong');
      if (problem === undefined) setFailure(error);
      else if (byPasskey) form.setError('root', { message: t('stepUp.passkeyDeclined') });
      else if (byPanel) form.setError('root', { message: t('stepUp.panelAgain') });
      else form.setError('secret', { message: ofSecret }, { shouldFocus: true });
      return;
    }
    prompt.done();
  });
  return (
    <Dialog title={t('stepUp.title')} onClose={prompt.declined}>
      <p>{t(byEmail ? 'stepUp.whyCode' : 'stepUp.why')}</p>
      <form className="stack" noValidate onSubmit={event => void confirm(event)}>
        {methods.length > 1 ? (
          <Select
            label={t('stepUp.method')}
            value={method}
            options={methods.map(({ id, label }) => ({ value: id, label }))}
            onChange={value => {
              // What was typed as a password must not stand in a field that shows it.
              form.reset();
              setFailure(undefined);
              setMethod(value as Method['id']);
            }}
          />
        ) : null}
        {unavailable.map(({ id, reason, detail }) =>
          OF_ADDRESS.has(reason) ? (
            <p key={id} className="small muted">
              {detail}
            </p>
          ) : null,
        )}
        {byPanel ? <p>{t('stepUp.panel')}</p> : null}
        {byPasskey ? <p>{t('stepUp.passkey')}</p> : null}
        {byEmail ? <SendCode code={code} hint={chosen?.hint} onSent={() => setFocus('secret')} /> : null}
        {hasField ? (
          <TextInput
            key={method}
            label={chosen?.label ?? t('stepUp.secret')}
            hint={byEmail ? undefined : chosen?.hint}
            type={method === 'password' ? 'password' : 'text'}
            inputMode={method === 'password' ? undefined : 'numeric'}
            autoComplete={method === 'password' ? 'current-password' : 'one-time-code'}
            error={errors.secret?.message}
            {...form.register('secret', { required: t('stepUp.empty'), shouldUnregister: true })}
          />
        ) : null}
        <FailureText
          failure={failure ?? (byEmail && code.state.kind === 'failed' ? code.state.failure : undefined)}
          text={errors.root?.message}
        />
        <div className="actions">
          {hasField || byPanel || byPasskey ? (
            <Button kind="primary" type="submit" busy={isSubmitting}>
              {t('stepUp.confirm')}
            </Button>
          ) : null}
          <Button onClick={prompt.declined}>{t('stepUp.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The methods that can be used: a code by email for a named action only, a passkey where the browser has passkeys. */
function methodsOf({ asked: { methods = [], action } }: StepUpPrompt, t: Texts): Method[] {
  const usable = methods.filter(({ id }) =>
    id === 'email-code' ? action !== undefined : id !== 'passkey' || hasPasskeys('get'),
  );
  return usable.length > 0 ? usable : [{ id: 'password', label: t('stepUp.secret') }];
}

/** Sends a code, shows where it went and when another one may be sent. */
function SendCode({
  code,
  hint,
  onSent,
}: {
  code: EmailCode;
  hint: string | undefined;
  /** Called when the button has gone: the focus must not go with it. */
  onSent: () => void;
}) {
  const t = useTexts<typeof texts>('failure');
  const { state, busy, waitSeconds } = code;
  const first = state.kind === 'none' || state.kind === 'failed';
  return (
    <>
      {hint === undefined ? null : <p className="small muted">{hint}</p>}
      <p role="status">
        {state.kind === 'sent'
          ? t('stepUp.sent', { address: state.address, minutes: state.minutes })
          : state.kind === 'early'
            ? t('stepUp.early')
            : ''}
      </p>
      {waitSeconds > 0 ? (
        // Not announced: a timer that speaks every second leaves no room for anything else.
        <p className="small muted">{t('stepUp.wait', { time: timeText(waitSeconds) })}</p>
      ) : (
        <div className="actions">
          <Button
            kind={first ? 'primary' : 'plain'}
            busy={busy}
            onClick={() => void code.send().then(onSent)}
          >
            {t(first ? 'stepUp.send' : 'stepUp.again')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What went wrong, in an alert that is always there, so that its text is announced. */
function FailureText({ failure, text = '' }: { failure: unknown; text?: string | undefined }) {
  const t = useTexts<typeof texts>('failure');
  const labels = useFailureLabels(failure);
  const known = failure instanceof Failure ? failure : undefined;
  const ofFields = known?.kind === 'validation' ? known.problem?.errors : undefined;
  const retryAfter = known?.kind === 'rate-limited' ? known.retryAfter : undefined;
  const message =
    failure === undefined
      ? ''
      : retryAfter !== undefined
        ? t('stepUp.tooMany', { minutes: Math.ceil(retryAfter / 60) })
        : (ofFields?.map(({ detail }) => detail).join(' ') ?? `${labels.title}. ${labels.text}`);
  const requestId = known?.requestId === undefined ? '' : ` ${t('requestId')}: ${known.requestId}`;
  return (
    <p role="alert" className="error-text">
      {`${text}${message}${requestId}`}
    </p>
  );
}

/** `0:59`; from an hour on with hours. */
function timeText(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
