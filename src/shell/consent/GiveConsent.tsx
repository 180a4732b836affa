import { useForm } from 'react-hook-form';
import type { Failure } from '../../api/errors.ts';
import { giveConsent } from '../../api/generated/ops/giveConsent.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { isOutdated } from '../../api/transfer/write-failures.ts';
import { TextInput } from '../../form/fields.tsx';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Fact } from '../../ui/facts.tsx';
import type failureTexts from '../failure/texts.json';
import { useRuntime, useSession } from '../frame/runtime-context.tsx';
import { useAction } from '../kit/use-action.ts';
import { ConsentFailure, useLabels } from './labels.tsx';
import { refreshAfterConsent } from './refresh.ts';

type ConsentDocument = Schemas['ConsentDocument'];

/** The consent in the body of another action: version of the text, and the name typed under it. */
export interface SignedConsent {
  version: string;
  fullName: string;
}

/** The document of a consent and the form that gives it; roles without the right see the document alone. */
export function GiveConsent({
  document,
  give: actionWith,
  isRenewal = false,
  onGiven,
  onDecline,
}: {
  document: ConsentDocument;
  /** Another action that gives the consent with its body; without it `giveConsent` is sent. */
  give?: (signed: SignedConsent) => Promise<Failure | undefined>;
  /** An older text was agreed to: what changed is shown before, so the whole text is folded. */
  isRenewal?: boolean;
  onGiven: () => void;
  /** Without it there is no button to decline. */
  onDecline?: () => void;
}) {
  const t = useLabels();
  const names = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  const runtime = useRuntime();
  const { user, role } = useSession();
  const action = useAction(giveConsent, {
    onSuccess: given,
    onFailure: showFailure,
    isStill: ({ body }) => form.getValues('fullName').trim() === body?.fullName,
  });
  const form = useForm({ defaultValues: { fullName: '' } });
  const { errors, isSubmitting } = form.formState;
  const may = document.roles.includes(role);
  const give = form.handleSubmit(async ({ fullName }) => {
    const { purpose, version, form: written } = document;
    const signed = { version, fullName: fullName.trim() };
    if (actionWith === undefined) {
      await action.send({ body: { purpose, ...signed, form: written } });
      return;
    }
    const failure = await actionWith(signed);
    if (failure === undefined) await given();
    else showFailure(failure);
  });
  async function given() {
    await refreshAfterConsent(runtime);
    onGiven();
  }
  function showFailure(failure: Failure) {
    const wrong = failure.problem?.errors?.find(error => error.pointer.endsWith('/fullName'));
    if (wrong !== undefined) form.setError('fullName', { message: wrong.detail }, { shouldFocus: true });
    if (isOutdated(failure)) void runtime.invalidate(listConsents);
  }
  const busy = isSubmitting || action.busy;
  return (
    <>
      <div className="split">
        <Heading level={3}>{document.title}</Heading>
        <span className="small muted">{t('version', { version: document.version })}</span>
      </div>
      {may && !isRenewal ? (
        <Wording document={document} />
      ) : (
        <>
          {may ? null : (
            <p>{t('roles', { roles: format.list(document.roles.map(one => names(`role.${one}`))) })}</p>
          )}
          <details className="more">
            <summary>{t(isRenewal ? 'wording.new' : 'wording')}</summary>
            <div className="stack">
              <Wording document={document} />
            </div>
          </details>
        </>
      )}
      {may ? (
        <div className="stack">
          <TextInput
            label={t('name')}
            hint={t('name.hint', { name: user.name })}
            autoComplete="off"
            error={errors.fullName?.message}
            {...form.register('fullName', { validate: value => value.trim() !== '' || t('name.empty') })}
            onKeyDown={event => {
              // The panel stands inside another form: Enter gives the consent, not that form.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              void give();
            }}
          />
          {document.needsStepUp ? <p className="small muted">{t('stepUp')}</p> : null}
          {errors.fullName === undefined ? <ConsentFailure failure={action.failure} /> : null}
          <div className="actions">
            <Button busy={busy} onClick={() => void give()}>
              {t(busy ? 'busy' : isRenewal ? 'renewal.give' : 'give')}
            </Button>
            {onDecline === undefined ? null : (
              <Button onClick={onDecline}>{t(isRenewal ? 'renewal.decline' : 'decline')}</Button>
            )}
          </div>
        </div>
      ) : onDecline === undefined ? null : (
        <div className="actions">
          <Button onClick={onDecline}>{t('without')}</Button>
        </div>
      )}
    </>
  );
}

/** The text of the document, and the consequences of refusing and withdrawing. */
function Wording({ document }: { document: ConsentDocument }) {
  const t = useLabels();
  return (
    <>
      <div className="stack-s consent-text">
        {document.text.map(paragraph => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <dl className="facts">
        <Fact label={t('refusing')}>{document.refusing}</Fact>
        <Fact label={t('withdrawal')}>{document.withdrawal.join(' ')}</Fact>
      </dl>
      {document.fact.note === undefined ? null : <p className="term">{document.fact.note}</p>}
    </>
  );
}
