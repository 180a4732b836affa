import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useEffect } from 'react';
import { basesAllowing } from '../../../domain/eligibility.ts';
import { INSTANT_PURPOSE } from '../../../domain/requests.ts';
import { type Choice, Choices } from '../../../form/fields.tsx';
import { useFormat, useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { useAmountText } from '../../../shell/frame/amount-text.ts';
import { PanelFailure } from '../../../shell/failure/FailureView.tsx';
import { useQueryContext } from '../../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../../shell/frame/links.tsx';
import { PartialNotes } from '../../../shell/frame/PartialNotes.tsx';
import { Note } from '../../../ui/base/note.tsx';
import { Skeleton } from '../../../ui/base/skeleton.tsx';
import { consentsQuery } from '../../../api/queries/consents.ts';
import { registerQuery } from '../../../api/queries/register.ts';
import type { Schemas } from '../../../api/schema-types.ts';
import type shared from '../../texts.json';
import type texts from '../texts.json';
import { Advice } from '../../labels.tsx';
import { errorAt, type StepProps } from './step-props.ts';

type Eligibility = Schemas['Eligibility'];

/** The choices that the right does not usually apply to, with the reason. The customer can still choose them. */
function UnfitChoices({ choices, control }: Pick<ComponentProps<typeof Choices>, 'choices' | 'control'>) {
  const t = useTexts<typeof texts>('wizard');
  if (choices.length === 0) return null;
  return (
    <Choices
      type="checkbox"
      legend={t('advice.unfit')}
      hint={t('advice.unfit.hint')}
      control={control}
      choices={choices}
    />
  );
}

/** The categories of data a request is about. For portability the ineligible ones are listed apart, with the reason. */
export function CategoryChoices({ kind, scope, form, right }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const amount = useAmountText();
  const register = useQuery(registerQuery(useQueryContext(), scope));
  if (register.error) return <PanelFailure error={register.error} onRetry={() => void register.refetch()} />;
  if (register.data === undefined) return <Skeleton widths={[70, 90, 60, 80]} />;
  const cells = right?.eligibility ?? [];
  const checksEligibility = kind === 'portability';
  const adviceOf = (category: string): Eligibility | undefined => {
    const own = cells.filter(cell => cell.category === category);
    return own.some(cell => cell.eligible) ? undefined : own[0];
  };
  const choiceOf = (category: Schemas['Category']): Choice => {
    const advice = checksEligibility ? adviceOf(category.id) : undefined;
    return {
      value: category.id,
      label: category.label,
      hint:
        advice === undefined ? (
          <>
            <span>{`${category.holds} ${
              // What portability gives of a kind is less than there is, and is counted with the copy.
              checksEligibility ||
              category.records === undefined ||
              category.records + (category.fields ?? 0) === 0
                ? ''
                : t('category.amount', { amount: amount(category) })
            }`}</span>
          </>
        ) : (
          <Advice cell={advice} />
        ),
    };
  };
  // What the role does not show it is not asked about here; whoever means it can write so in words.
  const categories = register.data.categories.filter(({ visibility }) => visibility !== 'hidden');
  const unfit = checksEligibility ? categories.filter(({ id }) => adviceOf(id) !== undefined) : [];
  const fit = categories.filter(category => !unfit.includes(category));
  const control = form.register('categories');
  return (
    <>
      <PartialNotes partial={register.data.partial} onRetry={() => void register.refetch()} />
      <Choices
        type="checkbox"
        legend={t(`q.${kind}.what` as 'q.access.what')}
        hideLegend
        error={errorAt(form, 'categories')}
        control={control}
        choices={fit.map(choiceOf)}
      />
      <UnfitChoices choices={unfit.map(choiceOf)} control={control} />
    </>
  );
}

/** The analytics tools that serve one of these purposes; an objection can name them. */
function toolsFor(register: Schemas['Register'] | undefined, purposes: readonly string[]): Schemas['Tool'][] {
  return (register?.tools ?? []).filter(tool =>
    register?.categories.some(
      category =>
        category.tools?.includes(tool.id) === true &&
        category.purposes.some(purpose => purposes.includes(purpose)),
    ),
  );
}

/** The purposes an objection is against; those that rest on a legitimate interest come first. */
export function PurposeChoices({ scope, form, right }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const consents = useQuery(consentsQuery(useQueryContext()));
  const register = useQuery(registerQuery(useQueryContext(), scope));
  const chosen = form.watch('purposes');
  const tools = toolsFor(register.data, chosen);
  useEffect(() => {
    // When a purpose is unchecked, the tools that only it uses are unchecked too: no checkbox would show them.
    const checked = form.getValues('tools');
    const remaining = checked.filter(id => tools.some(tool => tool.id === id));
    if (register.data !== undefined && remaining.length < checked.length) form.setValue('tools', remaining);
  });
  if (register.error) return <PanelFailure error={register.error} onRetry={() => void register.refetch()} />;
  if (register.data === undefined) return <Skeleton widths={[70, 90, 60, 80]} />;
  const { purposes } = register.data;
  const cells = right?.eligibility ?? [];
  const onBasis = (purpose: Schemas['Purpose']) => basesAllowing('objection').includes(purpose.basis);
  // The rule of the catalogue: the right applies where data is used for the purpose on a basis that allows it.
  const fits = (purpose: Schemas['Purpose']) =>
    right === undefined ? onBasis(purpose) : cells.some(cell => cell.purpose === purpose.id && cell.eligible);
  const objected = (id: string) => {
    const state = consents.data?.objections.find(({ purpose }) => purpose === id)?.state;
    return state === undefined || state === 'none' ? undefined : t(`purpose.${state}`);
  };
  const control = form.register('purposes');
  const choiceOf = (purpose: Schemas['Purpose']): Choice => {
    const advice = cells.find(cell => cell.purpose === purpose.id && !cell.eligible);
    return {
      value: purpose.id,
      label: purpose.label,
      hint: onBasis(purpose) ? (
        [
          fits(purpose) ? undefined : t('purpose.noData'),
          objected(purpose.id) ?? t(purpose.id === INSTANT_PURPOSE ? 'purpose.instant' : 'purpose.situation'),
        ]
          .filter(text => text !== undefined)
          .join(' ')
      ) : (
        <>
          <span>{`${t(`basis.${purpose.basis}`)}. `}</span>
          {advice === undefined ? null : <Advice cell={advice} />}
        </>
      ),
    };
  };
  const fit = purposes.filter(fits);
  const unfit = purposes
    .filter(purpose => !fits(purpose))
    .toSorted((a, b) => Number(onBasis(b)) - Number(onBasis(a)));
  return (
    <>
      {right?.instant === 'mailings' ? (
        <Note>
          <p>
            <span>{`${t('instant.mailings')} `}</span>
            <PageLink to={paths.mailings()}>{t('instant.mailings.go')}</PageLink>
          </p>
        </Note>
      ) : null}
      <Choices
        type="checkbox"
        legend={t('q.objection.purposes')}
        hideLegend
        error={errorAt(form, 'purposes')}
        control={control}
        choices={(fit.length === 0 ? unfit : fit).map(choiceOf)}
      />
      {tools.length === 0 ? null : (
        <Choices
          type="checkbox"
          legend={t('tools.title')}
          hint={t('tools.hint')}
          control={form.register('tools')}
          choices={tools.map(tool => ({ value: tool.id, label: tool.label }))}
        />
      )}
      <UnfitChoices choices={fit.length === 0 ? [] : unfit.map(choiceOf)} control={control} />
    </>
  );
}

/** The consents that are given now, and «another one»: the customer may withdraw a consent that the list lacks. */
export function ConsentChoices({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const format = useFormat();
  const consents = useQuery(consentsQuery(useQueryContext()));
  if (consents.error) return <PanelFailure error={consents.error} onRetry={() => void consents.refetch()} />;
  if (consents.data === undefined) return <Skeleton widths={[70, 90]} />;
  const given = consents.data.items.filter(consent => consent.status === 'given');
  return (
    <>
      <Note>
        <p>
          {given.length === 0 ? (
            t('consents.none')
          ) : (
            <>
              <span>{`${t('instant.consents')} `}</span>
              <PageLink to={paths.consents()}>{t('instant.consents.go')}</PageLink>
            </>
          )}
        </p>
      </Note>
      <Choices
        type="checkbox"
        legend={t('q.consent-withdrawal.consents')}
        hideLegend
        error={errorAt(form, 'consents')}
        control={form.register('consents')}
        choices={[
          ...given.map(consent => ({
            value: consent.id,
            label: consent.label,
            hint: `${t('consents.since', { date: format.date(consent.givenAt) })} ${consent.effect.join(' ')}`,
          })),
          { value: 'other', label: common('consents.other'), hint: t('consents.other.hint') },
        ]}
      />
    </>
  );
}
