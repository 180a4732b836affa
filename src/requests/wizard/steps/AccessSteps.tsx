import { useWatch } from 'react-hook-form';
import { Choices, TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { PageLink } from '../../../shell/frame/links.tsx';
import { Note } from '../../../ui/base/note.tsx';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Radios } from './Radios.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** What kind of answer the customer wants: a copy, information, or a list of disclosures. */
export function ModeStep({ form, right }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <>
      {right?.instant === 'export' ? (
        <Note>
          <p>
            <span>{`${t('instant.export')} `}</span>
            <PageLink to={paths.newExport()}>{t('instant.export.go')}</PageLink>
          </p>
        </Note>
      ) : null}
      <Radios
        name="mode"
        legend={t('q.access.mode')}
        form={form}
        choices={(['copy', 'information', 'disclosures'] as const).map(mode => ({
          value: mode,
          label: common(`mode.${mode}`),
          hint: t(`mode.${mode}.hint`),
        }))}
      />
    </>
  );
}

/** The period the access covers, below the choice of the data. */
export function PeriodChoice({ form }: Pick<StepProps, 'form'>) {
  const t = useTexts<typeof texts>('wizard');
  const period = useWatch({ control: form.control, name: 'period' });
  return (
    <>
      <Choices
        type="radio"
        legend={t('access.period')}
        error={errorAt(form, 'period')}
        control={form.register('period')}
        choices={[
          { value: 'all', label: t('period.all') },
          { value: 'some', label: t('period.some') },
        ]}
      />
      {period === 'some' ? (
        <div className="dates">
          <TextInput
            type="date"
            label={t('period.from')}
            error={errorAt(form, 'from')}
            {...form.register('from')}
          />
          <TextInput
            type="date"
            label={t('period.to')}
            error={errorAt(form, 'to')}
            {...form.register('to')}
          />
        </div>
      ) : null}
    </>
  );
}
