import { moscowDate } from '../../../domain/calendar.ts';
import { TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { useSession } from '../../../shell/frame/runtime-context.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** The ground for a restriction. */
export function GroundStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <Radios
      name="ground"
      legend={t('q.restriction.ground')}
      form={form}
      choices={(['accuracy', 'unlawful', 'defence', 'objection'] as const).map(ground => ({
        value: ground,
        label: common(`ground.${ground}`),
      }))}
    />
  );
}

/** The day a restriction ends. */
export function UntilStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const { now } = useSession();
  return (
    <div className="dates">
      <TextInput
        type="date"
        label={t('until.label')}
        min={moscowDate(now)}
        error={errorAt(form, 'until')}
        {...form.register('until')}
      />
    </div>
  );
}
