import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { get } from 'react-hook-form';
import { Failure } from '../../../api/errors.ts';
import { TextInput } from '../../../form/fields.tsx';
import { useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { PanelFailure } from '../../../shell/failure/FailureView.tsx';
import { useQueryContext } from '../../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../../shell/frame/links.tsx';
import { HiddenForRole } from '../../../shell/kit/hidden-for-role.tsx';
import { Button } from '../../../ui/base/button.tsx';
import { Section } from '../../../ui/base/section.tsx';
import { Skeleton } from '../../../ui/base/skeleton.tsx';
import { categoryQuery } from '../../../api/queries/register-category.ts';
import { registerQuery } from '../../../api/queries/register.ts';
import type { Schemas } from '../../../api/schema-types.ts';
import type texts from '../texts.json';
import type { ItemValues } from '../values.ts';
import { errorAt, type StepProps } from './step-props.ts';

/** The fields to correct, of several categories: the value in the register, and the right one. */
export default function Corrections({ form, scope }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const context = useQueryContext();
  const id = useId();
  const register = useQuery(registerQuery(context, scope));
  const items = form.watch('items');
  const chosen = [...new Set([...form.watch('categories'), ...items.map(item => item.category)])];
  const details = useQueries({
    queries: chosen.map(category => categoryQuery(context, category, scope)),
  });
  const set = (next: ItemValues[]) => form.setValue('items', next, { shouldDirty: true });
  // An item prefilled from the address has only the id of its field; the label and the value come from the register.
  const unnamed = items.findIndex(
    ({ category, field, label }) =>
      label === '' && details[chosen.indexOf(category)]?.data?.fields.some(one => one.id === field) === true,
  );
  useEffect(() => {
    const item = items[unnamed];
    const known = details[chosen.indexOf(item?.category ?? '')]?.data?.fields.find(
      field => field.id === item?.field,
    );
    if (item === undefined || known === undefined) return;
    form.setValue(`items.${unnamed}`, { ...item, label: known.label, old: known.display ?? '' });
  });
  // A category without fields starts with one item in free text.
  const withoutFields = chosen.find(
    (category, index) =>
      details[index]?.data?.fields.length === 0 && !items.some(item => item.category === category),
  );
  const started = useRef(new Set<string>());
  useEffect(() => {
    if (withoutFields === undefined || started.current.has(withoutFields)) return;
    started.current.add(withoutFields);
    form.setValue('items', [
      ...items,
      { category: withoutFields, field: 'other', label: '', old: '', new: '' },
    ]);
  });
  const missing = errorAt(form, 'items');
  return (
    <fieldset
      className="stack-l choices"
      aria-describedby={missing === undefined ? undefined : `${id}-missing`}
    >
      <legend className="sr">{t('q.rectification.values')}</legend>
      {missing === undefined ? null : (
        <p id={`${id}-missing`} className="error-text">
          {missing}
        </p>
      )}
      {chosen.map((category, index) => {
        const query = details[index];
        const label = register.data?.categories.find(one => one.id === category)?.label ?? category;
        if (query?.error)
          return (
            <Section key={category} title={label}>
              {query.error instanceof Failure && query.error.kind === 'not-found' ? (
                <p>{t('values.unknown')}</p>
              ) : (
                <PanelFailure error={query.error} onRetry={() => void query.refetch()} />
              )}
              <Button
                kind="quiet"
                onClick={() => {
                  set(items.filter(item => item.category !== category));
                  form.setValue(
                    'categories',
                    form.getValues('categories').filter(other => other !== category),
                  );
                }}
              >
                {t('values.drop')}
              </Button>
            </Section>
          );
        if (query?.data === undefined) return <Skeleton key={category} widths={[40, 90, 80]} />;
        const fields = query.data.fields;
        const named = items
          .map((item, at) => ({ item, at }))
          .filter(({ item }) => item.category === category && !fields.some(field => field.id === item.field));
        return (
          <Section key={category} title={label}>
            <ul className="rows">
              {fields.map(field => (
                <li key={field.id} className="correction">
                  <FieldCorrection category={category} field={field} items={items} set={set} form={form} />
                </li>
              ))}
              {named.map(({ item, at }) => (
                <li key={at} className="correction stack-s">
                  {item.field === 'other' ? (
                    <TextInput
                      label={t('other.label')}
                      hint={t('other.label.hint')}
                      dir="auto"
                      {...form.register(`items.${at}.label`)}
                    />
                  ) : (
                    <p className="row-title">{item.label || t('record.label', { id: item.field })}</p>
                  )}
                  <NewValue at={at} form={form} of={item.label} />
                  <Button kind="quiet" onClick={() => set(items.filter((_, other) => other !== at))}>
                    <span>{t('other.remove')}</span>
                    <span className="sr">{t('field.of', { label: item.label || label })}</span>
                  </Button>
                </li>
              ))}
            </ul>
            <p>
              <Button
                kind="quiet"
                onClick={() => set([...items, { category, field: 'other', label: '', old: '', new: '' }])}
              >
                <span>{t('other.add')}</span>
                <span className="sr">{t('field.of', { label })}</span>
              </Button>
            </p>
          </Section>
        );
      })}
    </fieldset>
  );
}

/** A field of the register: a checkbox «it is wrong», and an input for the right value. */
function FieldCorrection({
  category,
  field,
  items,
  set,
  form,
}: {
  category: string;
  field: Schemas['Field'];
  items: readonly ItemValues[];
  set: (items: ItemValues[]) => void;
  form: StepProps['form'];
}) {
  const t = useTexts<typeof texts>('wizard');
  const at = items.findIndex(item => item.category === category && item.field === field.id);
  const hidden = field.visibility === 'hidden';
  const id = `correct-${category}-${field.id}`;
  return (
    <>
      <div className="choice">
        <input
          id={id}
          type="checkbox"
          name="items"
          value={`${category}/${field.id}`}
          checked={at !== -1}
          aria-describedby={`${id}-now`}
          onChange={event =>
            set(
              event.target.checked
                ? [
                    ...items,
                    { category, field: field.id, label: field.label, old: field.display ?? '', new: '' },
                  ]
                : items.filter((_, other) => other !== at),
            )
          }
        />
        <label htmlFor={id}>{field.label}</label>
        <div id={`${id}-now`} className="term choice-more">
          {hidden ? (
            <HiddenForRole visibleTo={field.visibleTo} />
          ) : (
            <>
              <span>{`${t('field.now')}: `}</span>
              <bdi>{field.display ?? t('field.empty')}</bdi>
              <span> </span>
              {field.sensitivity === 'open' ? null : (
                <PageLink to={paths.category(category)}>
                  <span>{t('field.see')}</span>
                  <span className="sr">{`: ${field.label}`}</span>
                </PageLink>
              )}
            </>
          )}
        </div>
      </div>
      {at === -1 ? null : (
        <div className="correction-new">
          <NewValue at={at} form={form} of={field.label} />
        </div>
      )}
    </>
  );
}

function NewValue({ at, form, of }: { at: number; form: StepProps['form']; of: string }) {
  const t = useTexts<typeof texts>('wizard');
  const error = get(form.formState.errors, `items.${at}.new`) as { message?: string } | undefined;
  return (
    <TextInput
      label={
        <>
          <span>{t('field.right')}</span>
          {of === '' ? null : <span className="sr">{t('field.of', { label: of })}</span>}
        </>
      }
      dir="auto"
      autoComplete="off"
      error={error?.message}
      {...form.register(`items.${at}.new`)}
    />
  );
}
