import { type ComponentType, lazy, Suspense } from 'react';
import { useWatch } from 'react-hook-form';
import { moscowDate } from '../../../domain/calendar.ts';
import { type Choice, Choices, TextArea, Checkbox, TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { useSession } from '../../../shell/frame/hooks.tsx';
import { PageLink } from '../../../shell/frame/page-head.tsx';
import { Panel } from '../../../shell/frame/Panel.tsx';
import { Skeleton, Note } from '../../../ui/base/parts.tsx';
import type { StepId } from '../steps.ts';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { CategoryChoices, ConsentChoices, PurposeChoices } from './Chosen.tsx';
import { CheckStep } from './CheckStep.tsx';
import { mistakeAt, type StepProps } from './step-props.ts';

const Corrections = lazy(() => import('./Corrections.tsx'));
const ErasurePreview = lazy(() => import('./ErasurePreview.tsx'));
const Letter = lazy(() => import('./Letter.tsx'));

/** Who draws which question; the compiler notices one that nobody draws. */
const BODIES: Record<StepId, ComponentType<StepProps>> = {
  scope: ScopeStep,
  mode: ModeStep,
  what: WhatStep,
  period: PeriodStep,
  values: Corrections,
  proof: ProofStep,
  preview: ErasurePreview,
  hold: HoldStep,
  ground: GroundStep,
  until: UntilStep,
  format: FormatStep,
  recipient: RecipientStep,
  purposes: PurposeChoices,
  consents: ConsentChoices,
  words: TextStep,
  unlawful: UnlawfulStep,
  addressee: AddresseeStep,
  letter: Letter,
  files: () => null,
  check: CheckStep,
};

/** The page of one question. */
export function StepBody(props: StepProps) {
  const Body = BODIES[props.step];
  return (
    <Panel key={props.step}>
      <Suspense fallback={<Skeleton widths={[80, 60, 90, 70]} />}>
        <Body {...props} />
      </Suspense>
    </Panel>
  );
}

/** One choice of a few: a question whose words are the heading of the page. */
function Radios({
  name,
  legend,
  form,
  choices,
}: {
  name: 'mode' | 'scope' | 'hold' | 'ground' | 'format' | 'recipient' | 'unlawful' | 'addressee';
  legend: string;
  form: StepProps['form'];
  choices: readonly Choice[];
}) {
  return (
    <Choices
      type="radio"
      legend={legend}
      hideLegend
      error={mistakeAt(form, name)}
      control={form.register(name)}
      choices={choices}
    />
  );
}

function ScopeStep({ form }: StepProps) {
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

function ModeStep({ form, right }: StepProps) {
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

function WhatStep(props: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const breadth = useWatch({ control: props.form.control, name: 'breadth' });
  if (props.kind !== 'access') return <CategoryChoices {...props} />;
  return (
    <>
      <Choices
        type="radio"
        legend={t('q.access.what')}
        hideLegend
        error={mistakeAt(props.form, 'breadth')}
        control={props.form.register('breadth')}
        choices={[
          { value: 'all', label: t('breadth.all') },
          { value: 'some', label: t('breadth.some') },
        ]}
      />
      {breadth === 'some' ? <CategoryChoices {...props} /> : null}
    </>
  );
}

function PeriodStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const period = useWatch({ control: form.control, name: 'period' });
  return (
    <>
      <Choices
        type="radio"
        legend={t('q.access.period')}
        hideLegend
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
            error={mistakeAt(form, 'from')}
            {...form.register('from')}
          />
          <TextInput
            type="date"
            label={t('period.to')}
            error={mistakeAt(form, 'to')}
            {...form.register('to')}
          />
        </div>
      ) : null}
    </>
  );
}

function TextStep({ kind, form, step }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const entry = form.getValues('accessEntry');
  return (
    <>
      {kind === 'complaint' && entry !== '' ? (
        <Note>
          <p>{t('entry.attached', { id: entry })}</p>
        </Note>
      ) : null}
      <TextArea
        label={t(`q.${kind}.${step}` as 'q.access.words')}
        hideLabel
        rows={8}
        error={mistakeAt(form, 'words')}
        {...form.register('words')}
      />
    </>
  );
}

function ProofStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  return (
    <>
      <TextArea
        label={t('proof.words')}
        rows={3}
        error={mistakeAt(form, 'words')}
        {...form.register('words')}
      />
      <Checkbox label={t('proof.block')} hint={t('proof.block.hint')} {...form.register('block')} />
    </>
  );
}

function HoldStep({ form }: StepProps) {
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

function GroundStep({ form }: StepProps) {
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

function UntilStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const { now } = useSession();
  return (
    <div className="dates">
      <TextInput
        type="date"
        label={t('until.label')}
        min={moscowDate(now)}
        error={mistakeAt(form, 'until')}
        {...form.register('until')}
      />
    </div>
  );
}

function FormatStep({ form }: StepProps) {
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

function RecipientStep({ form }: StepProps) {
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
          error={mistakeAt(form, 'otherController')}
          dir="auto"
          {...form.register('otherController')}
        />
      ) : null}
    </>
  );
}

function UnlawfulStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  return (
    <Radios
      name="unlawful"
      legend={t('q.complaint.unlawful')}
      form={form}
      choices={[
        { value: 'yes', label: common('unlawful.yes'), hint: t('unlawful.yes.hint') },
        { value: 'no', label: common('unlawful.no') },
      ]}
    />
  );
}

function AddresseeStep({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const { jurisdiction } = useSession();
  return (
    <Radios
      name="addressee"
      legend={t('q.complaint.addressee')}
      form={form}
      choices={[
        { value: 'controller', label: common('to.controller'), hint: t('to.controller.hint') },
        { value: 'regulator', label: t(`to.regulator.choice.${jurisdiction}`), hint: t('to.regulator.hint') },
      ]}
    />
  );
}
