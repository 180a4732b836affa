import { Suspense, useCallback, useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { appealRequest } from '../../api/generated/ops/appealRequest.ts';
import { sendMessage } from '../../api/generated/ops/sendMessage.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { isTooLong, TEXT_LIMIT } from '../../domain/requests.ts';
import { TextArea } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { FilesPart } from '../files/LazyFiles.tsx';
import { useRequestPageAction, useRequestPage } from './case.ts';
import { ActionFailure, useLabels } from './labels.tsx';

/** What is written: the answer to a question, a message of one's own accord, or why the answer should be reviewed. */
type Kind = 'reply' | 'message' | 'appeal';

/** A text to the staff. It stays until the server has it: failures, a closed form and a changed case keep it. */
export default function WriteForm({
  request,
  kind,
  onClose,
}: {
  request: RightsRequest;
  kind: Kind;
  onClose?: () => void;
}) {
  const t = useLabels();
  const format = useFormat();
  const page = useRequestPage();
  const draftTexts = kind === 'appeal' ? page.draftTexts.appeal : page.draftTexts.message;
  const [files, setFiles] = useState<{ ids: readonly string[]; busy: boolean }>({ ids: [], busy: false });
  const onFiles = useCallback(
    (ready: readonly Schemas['Attachment'][], busy: boolean) =>
      setFiles({ ids: ready.map(file => file.id), busy }),
    [],
  );
  const form = useForm({ defaultValues: { text: draftTexts.get() } });
  const { setFocus } = form;
  const bodyOf = (text: string): Schemas['NewMessage'] =>
    kind !== 'appeal' && files.ids.length > 0 ? { text, attachments: [...files.ids] } : { text };
  const action = useRequestPageAction<'sendMessage' | 'appealRequest'>(
    kind === 'appeal' ? appealRequest : sendMessage,
    {
      announced: t(`write.${kind}.done`),
      key: kind === 'appeal' ? page.keys.appeal : page.keys.message,
      onDone: ({ body }) => {
        // What was typed meanwhile is another text, and stays.
        if (form.getValues('text') !== body?.text) return;
        draftTexts.set('');
        form.reset({ text: '' });
        onClose?.();
      },
      isStill: ({ body }) =>
        !files.busy && canonicalJson(bodyOf(form.getValues('text'))) === canonicalJson(body),
    },
  );
  const opened = onClose !== undefined;
  useEffect(() => {
    if (opened) setFocus('text');
  }, [opened, setFocus]);

  const send = form.handleSubmit(async ({ text }) => {
    if (files.busy) {
      form.setError('text', { message: t('write.filesBusy') }, { shouldFocus: true });
      return;
    }
    await action.send({ path: { id: request.id }, body: bodyOf(text) });
  });

  return (
    <form className="stack write" noValidate data-print="no" onSubmit={event => void send(event)}>
      <TextArea
        label={t(`write.${kind}.label`)}
        hint={kind === 'appeal' ? t('write.appeal.hint') : undefined}
        rows={kind === 'message' ? 4 : 5}
        error={form.formState.errors.text?.message}
        {...form.register('text', {
          onChange: (event: { target: { value: string } }) => draftTexts.set(event.target.value),
          validate: text => {
            if (text.trim() === '') return t('write.empty');
            if (!isTooLong(text, TEXT_LIMIT)) return true;
            return t('write.tooLong', {
              n: format.number([...text].length),
              limit: format.number(TEXT_LIMIT),
            });
          },
        })}
      />
      {kind === 'appeal' ? null : (
        <Suspense>
          <FilesPart
            // After each message of ours the files of the next one begin from none; one of the staff's disturbs no upload.
            key={request.messages.filter(message => message.from === 'user').length}
            requestId={request.id}
            request={() => Promise.resolve({ id: request.id })}
            known={request.attachments.filter(file => file.by === 'user' && !file.sent)}
            onChange={onFiles}
          />
        </Suspense>
      )}
      <ActionFailure failure={action.failure} />
      <div className="actions write-actions" data-typed={form.formState.isDirty}>
        <Button kind="primary" type="submit" busy={action.busy}>
          {t(action.busy ? 'write.busy' : `write.${kind}.send`)}
        </Button>
        {onClose === undefined ? null : <Button onClick={onClose}>{t('write.close')}</Button>}
      </div>
    </form>
  );
}
