import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router';
import { createExport } from '../../api/generated/ops/createExport.ts';
import { mayComeAgain } from '../../api/transfer/write-failures.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { exportNeedsOwner } from '../../domain/roles.ts';
import { standingConsent } from '../../domain/consent-states.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listExports } from '../../api/generated/ops/listExports.ts';
import { Choices, ErrorSummary, type FieldError, TextInput, Checkbox } from '../../form/fields.tsx';
import { useFormat, useLocale } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useAmount } from '../../shell/frame/amount.ts';
import { LazyConsent } from '../../shell/consent/LazyConsent.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/hooks.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { PartialNotes } from '../../shell/frame/PartialNotes.tsx';
import { scopeOf } from '../../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../../shell/kit/ScopeSwitch.tsx';
import { HiddenForRole } from '../../shell/kit/visibility.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Note } from '../../ui/base/note.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { consentsQuery } from '../../api/queries/consents.ts';
import { registerQuery } from '../../api/queries/register.ts';
import type { Schemas } from '../../api/schemas.ts';
import { EXPORT_LISTS, type Export, exportQuery } from '../queries.ts';
import css from '../exports.css?inline';
import { ActionFailure, useLabels } from '../labels.tsx';
import { useEstimate } from './estimate.ts';
import {
  beginWith,
  FIRST_DAY,
  FORMATS,
  type Kind,
  kindsFor,
  LAST_DAY,
  type Missing,
  missingFrom,
  specOf,
  type Values,
} from './form.ts';

export async function loader({ runtime, search }: LoaderInput) {
  const like = search.get('like') || null;
  await Promise.all([
    // Whether the consent stands has to be known before the first press; without it the page stands all the same.
    runtime.client.ensureQueryData(consentsQuery(runtime)).catch(() => undefined),
    runtime.client.ensureQueryData(registerQuery(runtime, scopeOf(search))),
    like === null ? undefined : runtime.client.ensureQueryData(exportQuery(runtime, like)),
  ]);
}

/** What goes into a new copy: chosen on one page, counted while it is chosen. */
export default function NewExportPage() {
  const [search] = useSearchParams();
  const like = search.get('like') || null;
  // Another scope, or another copy to be like, is another form.
  const key = `${search.get('scope') ?? ''} ${like ?? ''}`;
  return like === null ? <Form key={key} /> : <Like key={key} id={like} />;
}

function Like({ id }: { id: string }) {
  return <Form like={useSuspenseQuery(exportQuery(useQueryContext(), id)).data} />;
}

function Form({ like }: { like?: Export }) {
  useSheet(css);
  const t = useLabels();
  const locale = useLocale();
  const [search] = useSearchParams();
  const { scopes, role } = useSession();
  const context = useQueryContext();
  const { data: register } = useSuspenseQuery(registerQuery(context, scopeOf(search)));
  const scope = scopeOf(search) ?? scopes[0] ?? 'person';
  const kinds = kindsFor(register, role);
  const form = useForm<Values>({
    defaultValues: beginWith(kinds, locale, like, search.get('category') ?? undefined),
  });
  const withText = register.categories
    .filter(({ consentNeeded }) => consentNeeded !== undefined)
    .map(({ id }) => id);
  const purpose = register.categories.find(({ consentNeeded }) => consentNeeded !== undefined)?.consentNeeded;
  const consents = useQuery(consentsQuery(context));
  const consent = purpose !== undefined && standingConsent(consents.data?.items ?? [], purpose) !== undefined;
  const making = useMaking({ form, scope, withText, consent });
  const prepares = exportNeedsOwner(role, scope);
  return (
    <FormProvider {...form}>
      <form className="stack-l export-new" noValidate onSubmit={making.submit}>
        <PageHead
          name={t('new.name')}
          heading={t('new.heading')}
          lead={t(
            like !== undefined
              ? 'new.lead.like'
              : search.get('category') === null
                ? 'new.lead'
                : 'new.lead.category',
            { number: like?.number ?? '' },
          )}
          trail={<PageLink to={paths.exports()}>{t('trail')}</PageLink>}
        />
        {prepares ? (
          <Note>
            <p>{t('sum.prepares')}</p>
          </Note>
        ) : null}
        <ErrorSummary title={t('new.mistakes')} errors={making.errors} ref={making.summary} />
        <ScopeSwitch />
        <div className="two">
          <div className="stack-l">
            <Kinds groups={register.groups} kinds={kinds} making={making} />
            {withText.some(id => form.watch('categories').includes(id)) ? (
              <Texts purpose={purpose} consent={consent} error={making.errorAt('consent')} />
            ) : null}
            <Period from={making.errorAt('period') ?? making.errorAt('year')} to={making.errorAt('order')} />
            <Choices
              type="checkbox"
              legend={t('new.formats')}
              error={making.errorAt('formats')}
              control={form.register('formats')}
              choices={FORMATS.map(one => ({
                value: one,
                label: t(`new.format.${one}`),
                hint: t(`new.format.${one}.hint`),
              }))}
            />
            <Choices
              type="radio"
              legend={t('new.language')}
              hint={t('new.language.hint')}
              control={form.register('language')}
              choices={[
                { value: 'ru', label: 'Русский' },
                { value: 'en', label: 'English' },
              ]}
            />
          </div>
          <Sum making={making} prepares={prepares} />
        </div>
      </form>
    </FormProvider>
  );
}

/** The field in which the customer corrects an error. */
const FIELD_OF: Readonly<Record<Missing, keyof Values>> = {
  categories: 'categories',
  formats: 'formats',
  period: 'from',
  order: 'to',
  year: 'from',
  consent: 'text',
};

type Making = ReturnType<typeof useMaking>;

/** Counting the copy while it is chosen, saying what is to be put right, and asking for it once. */
function useMaking({
  form,
  scope,
  withText,
  consent,
}: {
  form: ReturnType<typeof useForm<Values>>;
  scope: Schemas['Scope'];
  withText: readonly string[];
  consent: boolean;
}) {
  const t = useLabels();
  const runtime = useRuntime();
  const navigate = useNavigate();
  const summary = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const values = form.watch();
  const spec = specOf(values, scope, withText);
  const action = useAction(createExport, {
    cachedAs: (context, { id }) => exportQuery(context, id),
    outdates: EXPORT_LISTS,
    onSuccess: ({ id }) => void navigate(paths.export(id)),
    onFailure: failure => {
      // Whether an earlier press arrived is seen in the list.
      if (mayComeAgain(failure) || failure.kind === 'key-reused')
        void runtime.invalidate(listExports, getOverview);
    },
    isStill: ({ body }) => canonicalJson(spec) === canonicalJson(body),
  });
  const missing = missingFrom(values, withText, consent);
  const estimate = useEstimate(spec, !missing.includes('order') && !missing.includes('year'));
  const errorAt = (what: Missing) => (tried && missing.includes(what) ? t(`missing.${what}`) : undefined);
  const go = (what: Missing) => {
    const name = FIELD_OF[what];
    const root = summary.current?.closest('form');
    root?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  };
  const errors: FieldError[] = (tried ? missing : []).map(what => ({
    id: what,
    text: t(`missing.${what}`),
    go: () => go(what),
  }));
  function make() {
    setTried(true);
    if (missing.length > 0) {
      // After the summary is there.
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    void action.send({ body: spec });
  }
  return {
    estimate,
    errorAt,
    errors,
    summary,
    possible:
      values.categories.length > 0 &&
      values.formats.length > 0 &&
      !missing.includes('order') &&
      !missing.includes('year'),
    busy: action.busy,
    failure: action.failure,
    submit: (event: { preventDefault(): void }) => {
      event.preventDefault();
      make();
    },
  };
}

/** The kinds of data, each with how much there is of it; sets of them by the register's own groups. */
function Kinds({
  groups,
  kinds,
  making,
}: {
  groups: Schemas['Register']['groups'];
  kinds: readonly Kind[];
  making: Making;
}) {
  const t = useLabels();
  const format = useFormat();
  const amount = useAmount();
  const form = useFormContext<Values>();
  const { data: estimate, refetch } = making.estimate;
  const seen = kinds.filter(({ onlyFor }) => onlyFor === undefined).map(({ category }) => category);
  const hidden = kinds.filter(({ onlyFor }) => onlyFor !== undefined);
  const chosen = form.watch('categories');
  const all = seen.map(({ id }) => id);
  const sets = [
    { id: 'all', label: t('new.set.all'), ids: all },
    ...groups
      .map(({ id, label }) => ({
        id,
        label,
        ids: seen.filter(({ group }) => group === id).map(one => one.id),
      }))
      // A group that is everything, or nothing, of what this role may have is no choice.
      .filter(({ ids }) => ids.length > 0 && ids.length < all.length),
    { id: 'none', label: t('new.set.none'), ids: [] },
  ];
  const countOf = (id: string): string => {
    const row = estimate?.categories.find(one => one.id === id);
    if (row === undefined) return '';
    return row.records + row.fields === 0
      ? t('new.count.none')
      : t('new.count', { amount: amount(row), size: format.bytes(row.bytes) });
  };
  return (
    <div className="stack">
      <Choices
        type="checkbox"
        legend={t('new.kinds')}
        error={making.errorAt('categories')}
        control={form.register('categories')}
        choices={seen.map(category => ({
          value: category.id,
          label: (
            <span className="kind-line">
              <span>{`${category.label} `}</span>
              <span className="small muted num">{countOf(category.id)}</span>
            </span>
          ),
          hint: category.holds,
        }))}
        before={
          <div className="switcher sets" role="group" aria-label={t('new.sets')}>
            {sets.map(({ id, label, ids }) => (
              <button
                key={id}
                type="button"
                aria-pressed={ids.length === chosen.length && ids.every(one => chosen.includes(one))}
                onClick={() => form.setValue('categories', ids, { shouldDirty: true })}
              >
                {label}
              </button>
            ))}
          </div>
        }
      />
      {hidden.length === 0 ? null : (
        <ul className="rows">
          {hidden.map(({ category, onlyFor }) => (
            <li key={category.id} className="row">
              <span className="row-title">{category.label}</span>
              <span className="row-text">
                <HiddenForRole visibleTo={onlyFor} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <PartialNotes partial={estimate?.partial ?? []} onRetry={() => void refetch()} />
    </div>
  );
}

/** The text of correspondence, by consent only: asked for right here, and taken back as easily. */
function Texts({
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
            // The button that was pressed is gone: back to the box it was about.
            form.setFocus('text');
          }}
        />
      ) : null}
    </div>
  );
}

function Period({ from, to }: { from: string | undefined; to: string | undefined }) {
  const t = useLabels();
  const form = useFormContext<Values>();
  const range = form.watch('period') === 'range';
  return (
    <Choices
      type="radio"
      legend={t('new.period')}
      control={form.register('period')}
      choices={[
        { value: 'all', label: t('new.period.all') },
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

/** What the copy comes to, and the button; it stays in sight on a narrow page. */
function Sum({ making, prepares }: { making: Making; prepares: boolean }) {
  const t = useLabels();
  const format = useFormat();
  const amount = useAmount();
  const { estimate } = making;
  const { data } = estimate;
  const late = estimate.isFetching && data === undefined;
  const minutes = Math.ceil((data?.usualSeconds ?? 0) / 60);
  return (
    <div className="panel stack sum" data-print="no">
      <Heading level={2}>{t('sum.title')}</Heading>
      <div role="status" className="stack-s" aria-busy={late || undefined}>
        {!making.possible ? (
          <p className="muted">{t('sum.nothing')}</p>
        ) : data === undefined ? (
          <p className="muted">{t(estimate.isError ? 'sum.unknown' : 'sum.counting')}</p>
        ) : (
          <>
            <p className="sum-size">
              <strong className="num">{t('sum.size', { size: format.bytes(data.bytes) })}</strong>
              <span> </span>
              <span className="muted num">{amount(data)}</span>
            </p>
            <p className="small muted">
              {`${t('parts.count', { n: data.parts })}, ${t('sum.time', { n: minutes })}`}
            </p>
          </>
        )}
      </div>
      {data?.needsStepUp === true ? <p className="small muted sum-more">{t('sum.stepUp')}</p> : null}
      <ActionFailure failure={making.failure} />
      <Button kind="primary" type="submit" busy={making.busy}>
        {making.busy ? t('busy') : t(prepares ? 'sum.prepare' : 'sum.make')}
      </Button>
    </div>
  );
}
