import { useWatch } from 'react-hook-form';
import { Choices } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { useSession } from '../../../shell/frame/runtime-context.tsx';
import type texts from '../texts.json';
import { PeriodChoice } from './AccessSteps.tsx';
import { CategoryChoices } from './choices.tsx';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** Whose data the request is about: the customer's own, or the whole account's. */
export function ScopeStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const { account, role } = useSession();
  return (
    <Radios
      name="scope"
      legend={t('q.scope')}
      form={form}
      choices={[
        {
          value: 'person',
          label: t('scope.person'),
          hint: t(role === 'owner' ? 'scope.person.hint.owner' : 'scope.person.hint'),
        },
        {
          value: 'account',
          label: t('scope.account', { name: account.name }),
          hint: t(role === 'owner' ? 'scope.account.owner' : 'scope.account.admin'),
        },
      ]}
    />
  );
}

/** The data the request is about; for access also all of it at once, and the period. */
export function WhatStep(props: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const breadth = useWatch({ control: props.form.control, name: 'breadth' });
  if (props.kind !== 'access') return <CategoryChoices {...props} />;
  return (
    <>
      <Choices
        type="radio"
        legend={t('q.access.what')}
        hideLegend
        error={errorAt(props.form, 'breadth')}
        control={props.form.register('breadth')}
        choices={[
          { value: 'all', label: t('breadth.all') },
          { value: 'some', label: t('breadth.some') },
        ]}
      />
      {breadth === 'some' ? <CategoryChoices {...props} /> : null}
      <PeriodChoice form={props.form} />
    </>
  );
}
