import { Checkbox, TextArea } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { Note } from '../../../ui/base/note.tsx';
import { useEntryLabel } from '../../access-entry.ts';
import type texts from '../texts.json';
import { errorAt, type StepProps } from './step-props.ts';

/** The free text of a request. */
export function TextStep({ kind, form, step }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const entry = form.getValues('accessEntry');
  const label = useEntryLabel(entry);
  return (
    <>
      {kind === 'complaint' && entry !== '' ? (
        <Note>
          <p>{label === undefined ? t('entry.attached.unnamed') : t('entry.attached', { entry: label })}</p>
        </Note>
      ) : null}
      <TextArea
        label={t(`q.${kind}.${step}` as 'q.access.words')}
        hideLabel
        rows={8}
        error={errorAt(form, 'words')}
        {...form.register('words')}
      />
    </>
  );
}

/** The text beside the proof of a correction, and whether the data is blocked while it is checked. */
export function ProofStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  return (
    <>
      <TextArea
        label={t('proof.words')}
        rows={3}
        error={errorAt(form, 'words')}
        {...form.register('words')}
      />
      <Checkbox label={t('proof.block')} hint={t('proof.block.hint')} {...form.register('block')} />
    </>
  );
}
