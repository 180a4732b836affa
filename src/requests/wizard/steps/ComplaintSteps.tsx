import { Choices } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { useSession } from '../../../shell/frame/runtime-context.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** Whether the complaint is about unlawful processing. */
function Unlawful({ form }: Pick<StepProps, 'form'>) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <Choices
      type="radio"
      legend={t('complaint.unlawful')}
      hint={t('complaint.unlawful.hint')}
      error={errorAt(form, 'unlawful')}
      control={form.register('unlawful')}
      choices={[
        { value: 'yes', label: common('unlawful.yes'), hint: t('unlawful.yes.hint') },
        { value: 'no', label: common('unlawful.no') },
      ]}
    />
  );
}

/** Who gets the complaint, the controller or the supervisory body, and whether it is about unlawful processing. */
export function AddresseeStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const { jurisdiction } = useSession();
  return (
    <>
      <Radios
        name="addressee"
        legend={t('q.complaint.addressee')}
        form={form}
        choices={[
          { value: 'controller', label: common('to.controller'), hint: t('to.controller.hint') },
          {
            value: 'regulator',
            label: t(`to.regulator.choice.${jurisdiction}`),
            hint: t('to.regulator.hint'),
          },
        ]}
      />
      <Unlawful form={form} />
    </>
  );
}
