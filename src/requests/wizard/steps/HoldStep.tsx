import { useTexts } from '../../../i18n/react.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { type StepProps } from './step-props.ts';

/** Whether the erasure waits 72 hours, in which the customer can still withdraw it. */
export function HoldStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <Radios
      name="hold"
      legend={t('q.erasure.hold')}
      form={form}
      choices={[
        { value: 'wait', label: common('hold.wait'), hint: t('hold.wait.hint') },
        { value: 'now', label: common('hold.now'), hint: t('hold.now.hint') },
      ]}
    />
  );
}
