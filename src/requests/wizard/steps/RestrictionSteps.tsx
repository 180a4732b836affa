import { lazy } from 'react';
import { moscowDate } from '../../../domain/calendar.ts';
import { TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { useSession } from '../../../shell/frame/runtime-context.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

const WhatStops = lazy(() => import('./WhatStops.tsx'));

/** The ground for a restriction, the day it ends, and what will not work until then. */
export function GroundStep(props: StepProps) {
  const { form } = props;
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const { now } = useSession();
  return (
    <>
      <Radios
        name="ground"
        legend={t('q.restriction.ground')}
        form={form}
        choices={(['accuracy', 'unlawful', 'defence', 'objection'] as const).map(ground => ({
          value: ground,
          label: common(`ground.${ground}`),
        }))}
      />
      <div className="dates">
        <TextInput
          type="date"
          label={t('until.label')}
          hint={t('until.hint')}
          min={moscowDate(now)}
          error={errorAt(form, 'until')}
          {...form.register('until')}
        />
      </div>
      <WhatStops {...props} />
    </>
  );
}
