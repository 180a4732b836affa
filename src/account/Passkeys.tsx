import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Failure } from '../api/errors.ts';
import { addPasskey } from '../api/generated/ops/addPasskey.ts';
import { createPasskeyOptions } from '../api/generated/ops/createPasskeyOptions.ts';
import { listPasskeys } from '../api/generated/ops/listPasskeys.ts';
import { removePasskey } from '../api/generated/ops/removePasskey.ts';
import { newKey } from '../api/transfer/idempotency-key.ts';
import { TextInput } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { sessionQuery } from '../shell/frame/queries.ts';
import { useQueryContext, useRuntime } from '../shell/frame/runtime-context.tsx';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { hasPasskeys, makePasskey, PasskeyDeclined } from '../shell/kit/webauthn.ts';
import { Button } from '../ui/base/button.tsx';
import { Section } from '../ui/base/section.tsx';
import { passkeysQuery } from './queries.ts';
import type texts from './texts.json';

/** As the contract limits it. */
const LONGEST_LABEL = 60;

/** The passkeys of the person; nothing where they are not offered and there are none to remove. */
export function Passkeys() {
  const t = useTexts<typeof texts>('account');
  const format = useFormat();
  const { offered, items } = useSuspenseQuery(passkeysQuery(useQueryContext())).data;
  const [announced, setAnnounced] = useState('');
  const title = useRef<HTMLDivElement>(null);
  const { send, busy, failure } = useAction(removePasskey, {
    outdates: [listPasskeys],
    onSuccess: () => {
      setAnnounced(t('passkeys.removed'));
      // The pressed button goes with its row.
      title.current?.focus();
    },
  });
  if (!offered && items.length === 0) return null;
  return (
    <div ref={title} tabIndex={-1}>
      <Section title={t('passkeys')}>
        <p className="prose">{t('passkeys.what')}</p>
        {items.length === 0 ? null : (
          <ul className="rows">
            {items.map(({ id, label, createdAt, usedAt }) => (
              <li key={id} className="row">
                <span className="row-title">{label}</span>
                <span className="row-figure">
                  <Button busy={busy} onClick={() => void send({ path: { id } })}>
                    <span>{t('passkeys.remove')}</span>
                    <span className="sr">{`: ${label}`}</span>
                  </Button>
                </span>
                <span className="row-text small">
                  {usedAt === undefined
                    ? t('passkeys.added', { date: format.date(createdAt) })
                    : t('passkeys.used', { date: format.date(createdAt), used: format.date(usedAt) })}
                </span>
              </li>
            ))}
          </ul>
        )}
        <p role="status" className="small">
          {announced}
        </p>
        <ActionFailureNote failure={failure} labels={{ uncertain: t('passkeys.uncertain') }} />
        {!offered ? null : hasPasskeys('create') ? (
          <AddPasskey onAdded={() => setAnnounced(t('passkeys.done'))} />
        ) : (
          <p className="small muted">{t('passkeys.missing')}</p>
        )}
      </Section>
    </div>
  );
}

/** Adds a passkey of this device, or of one that the browser offers. */
function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const t = useTexts<typeof texts>('account');
  const runtime = useRuntime();
  const context = useQueryContext();
  const [failure, setFailure] = useState<Failure>();
  const form = useForm({ defaultValues: { label: '' } });
  const { isSubmitting, errors } = form.formState;
  const add = form.handleSubmit(async ({ label }) => {
    setFailure(undefined);
    try {
      const { creation } = await runtime.api.call(createPasskeyOptions, { body: { for: 'registration' } });
      if (creation === undefined) throw new Failure(createPasskeyOptions.id, 'unreadable');
      const credential = await makePasskey(creation);
      await runtime.api.call(addPasskey, { body: { label: label.trim(), credential }, key: newKey() });
      form.reset();
      // The session says which methods confirm from now on.
      await runtime.client.invalidateQueries({ queryKey: sessionQuery(context).queryKey });
      await runtime.invalidate(listPasskeys);
      onAdded();
    } catch (error) {
      if (error instanceof Failure) setFailure(error);
      else if (error instanceof PasskeyDeclined)
        form.setError('label', { message: t('passkeys.declined') }, { shouldFocus: true });
      else throw error;
    }
  });
  return (
    <form className="stack-s" noValidate onSubmit={event => void add(event)}>
      <TextInput
        label={t('passkeys.label')}
        hint={t('passkeys.label.hint')}
        autoComplete="off"
        error={errors.label?.message}
        {...form.register('label', {
          validate: value =>
            value.trim() === ''
              ? t('passkeys.label.empty')
              : value.trim().length <= LONGEST_LABEL || t('passkeys.label.long', { most: LONGEST_LABEL }),
        })}
      />
      <ActionFailureNote
        failure={failure}
        labels={{ uncertain: t('passkeys.uncertain'), stepUp: t('passkeys.stepUp') }}
      />
      <div className="actions">
        <Button type="submit" busy={isSubmitting}>
          {t('passkeys.add')}
        </Button>
      </div>
    </form>
  );
}
