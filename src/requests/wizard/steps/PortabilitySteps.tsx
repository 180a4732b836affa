import { useWatch } from 'react-hook-form';
import { TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** The format of the data to be transferred. */
export function FormatStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <Radios
      name="format"
      legend={t('q.portability.format')}
      form={form}
      choices={(['csv', 'json'] as const).map(format => ({
        value: format,
        label: common(`format.${format}`),
      }))}
    />
  );
}

/** Who receives the data: the customer or another controller. */
export function RecipientStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const recipient = useWatch({ control: form.control, name: 'recipient' });
  return (
    <>
      <Radios
        name="recipient"
        legend={t('q.portability.recipient')}
        form={form}
        choices={(['self', 'other'] as const).map(one => ({
          value: one,
          label: common(`recipient.${one}`),
          hint: t(`recipient.${one}.hint`),
        }))}
      />
      {recipient === 'other' ? (
        <TextInput
          label={t('recipient.name')}
          hint={t('recipient.name.hint')}
          error={errorAt(form, 'otherController')}
          dir="auto"
          {...form.register('otherController')}
        />
      ) : null}
    </>
  );
}
