import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Checkbox, Choices, TextInput } from '../../form/fields.tsx';
import { LazyConsent } from '../../shell/consent/LazyConsent.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { useLabels } from '../labels.tsx';
import type { Export } from '../queries.ts';
import { FIRST_DAY, type Kind, LAST_DAY, type Values } from './form.ts';

/** The choice to include the text of correspondence, with the consent that it needs. */
export function CorrespondenceText({
  purpose,
  consent,
  error,
}: {
  purpose: string | undefined;
  consent: boolean;
  error: string | undefined;
}) {
  const t = useLabels();
  const form = useFormContext<Values>();
  const wanted = form.watch('text');
  return (
    <div className="stack">
      <fieldset className="choices">
        <legend className="h3">{t('new.text')}</legend>
        <Checkbox
          label={t('new.text.want')}
          hint={t('new.text.hint')}
          error={error}
          {...form.register('text')}
        />
        {wanted ? (
          <Checkbox
            label={t('new.attachments')}
            hint={t('new.attachments.hint')}
            {...form.register('attachments')}
          />
        ) : null}
      </fieldset>
      {purpose !== undefined && (wanted || consent) ? (
        <LazyConsent
          purpose={purpose}
          onDecline={() => {
            form.setValue('text', false);
            // The pressed button is removed, so the focus goes to the checkbox.
            form.setFocus('text');
          }}
        />
      ) : null}
    </div>
  );
}

/** The choice to have only what the customer has provided: what portability gives, at once and without a request. */
export function OnlyProvided({ kinds }: { kinds: readonly Kind[] }) {
  const t = useLabels();
  const form = useFormContext<Values>();
  /** What this choice has taken out; taken back, it is chosen again. */
  const [takenOut, setTakenOut] = useState<readonly string[]>([]);
  return (
    <Checkbox
      label={t('new.provided')}
      hint={t('new.provided.hint')}
      {...form.register('onlyProvided', {
        onChange: (event: { target: { checked: boolean } }) => {
          const portable = new Set(kinds.filter(one => one.portable).map(({ category }) => category.id));
          const chosen = form.getValues('categories');
          const stays = event.target.checked
            ? chosen.filter(id => portable.has(id))
            : [...chosen, ...takenOut.filter(id => !chosen.includes(id))];
          setTakenOut(event.target.checked ? chosen.filter(id => !portable.has(id)) : []);
          form.setValue('categories', stays);
        },
      })}
    />
  );
}

/** The kinds of records of the chosen categories that may be left out, each by its own choice. */
export function LeftOut({ kinds }: { kinds: readonly Kind[] }) {
  const t = useLabels();
  const form = useFormContext<Values>();
  const chosen = form.watch('categories');
  const choices = kinds
    .filter(({ category }) => chosen.includes(category.id))
    .flatMap(({ category }) => category.specials)
    .flatMap(({ kind, ownChoice, label, text }) =>
      ownChoice === true && kind !== undefined ? [{ value: kind, label, hint: text }] : [],
    );
  if (choices.length === 0) return null;
  return (
    <Choices
      type="checkbox"
      legend={t('new.leftOut')}
      hint={t('new.leftOut.hint')}
      control={form.register('leftOut')}
      choices={choices}
    />
  );
}

/** The choice of the whole time, what is new since a copy, or a period. */
export function Period({
  since,
  from,
  to,
}: {
  /** The copy since which what is new can be had alone. */
  since: Export | undefined;
  from: string | undefined;
  to: string | undefined;
}) {
  const t = useLabels();
  const format = useFormat();
  const form = useFormContext<Values>();
  const range = form.watch('period') === 'range';
  return (
    <Choices
      type="radio"
      legend={t('new.period')}
      control={form.register('period')}
      choices={[
        { value: 'all', label: t('new.period.all') },
        ...(since?.asOf === undefined
          ? []
          : [
              {
                value: 'new',
                label: t('new.period.new', { number: since.number }),
                hint: t('new.period.new.hint', { at: format.dateTime(since.asOf) }),
              },
            ]),
        { value: 'range', label: t('new.period.range'), hint: t('new.period.range.hint') },
      ]}
    >
      {range ? (
        <div className="filters period">
          <TextInput
            type="date"
            min={FIRST_DAY}
            max={LAST_DAY}
            label={t('new.from')}
            error={from}
            {...form.register('from')}
          />
          <TextInput
            type="date"
            min={FIRST_DAY}
            max={LAST_DAY}
            label={t('new.to')}
            error={to}
            {...form.register('to')}
          />
        </div>
      ) : null}
    </Choices>
  );
}
