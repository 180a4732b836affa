import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { consentsQuery } from '../../api/queries/consents.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { standingConsent } from '../../domain/consent-states.ts';
import { exportNeedsOwner } from '../../domain/roles.ts';
import { Choices, ErrorSummary } from '../../form/fields.tsx';
import { useLocale } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useQueryContext, useSession } from '../../shell/frame/runtime-context.tsx';
import { AccountLine, PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { scopeOf } from '../../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../../shell/kit/ScopeSwitch.tsx';
import { Note } from '../../ui/base/note.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import css from '../exports.css?inline';
import { useLabels } from '../labels.tsx';
import { type Export, exportQuery } from '../queries.ts';
import { Categories } from './Categories.tsx';
import { beginWith, FORMATS, kindsFor, type Values } from './form.ts';
import { CorrespondenceText, LeftOut, OnlyProvided, Period } from './FormParts.tsx';
import { Summary } from './Summary.tsx';
import { useNewExport } from './use-new-export.ts';

export async function loader({ runtime, search }: LoaderInput) {
  const like = search.get('like') || null;
  await Promise.all([
    // The form needs to know whether the consent is in force; the page works without the answer.
    runtime.client.ensureQueryData(consentsQuery(runtime)).catch(() => undefined),
    runtime.client.ensureQueryData(registerQuery(runtime, scopeOf(search))),
    like === null ? undefined : runtime.client.ensureQueryData(exportQuery(runtime, like)),
  ]);
}

/** The form for a new copy; the estimate follows the choices. */
export default function NewExportPage() {
  const [search] = useSearchParams();
  const like = search.get('like') || null;
  // The form starts anew for another copy to repeat; for another scope it keeps what was chosen.
  return like === null ? <Form key="" /> : <Like key={like} id={like} />;
}

function Like({ id }: { id: string }) {
  return <Form like={useSuspenseQuery(exportQuery(useQueryContext(), id)).data} />;
}

function Form({ like }: { like?: Export }) {
  useSheet(css);
  const t = useLabels();
  const locale = useLocale();
  const [search] = useSearchParams();
  const { scopes, role, accounts } = useSession();
  const context = useQueryContext();
  const { data: register } = useSuspenseQuery(registerQuery(context, scopeOf(search)));
  const scope = scopeOf(search) ?? scopes[0] ?? 'person';
  const kinds = useMemo(() => kindsFor(register, role), [register, role]);
  const form = useForm<Values>({
    defaultValues: beginWith(
      kinds,
      locale,
      like,
      search.get('category') ?? undefined,
      search.get('provided') === '1',
      search.get('new') === '1',
    ),
  });
  useEffect(() => {
    const open = new Set(
      kinds.flatMap(({ category, onlyFor }) => (onlyFor === undefined ? [category.id] : [])),
    );
    const chosen = form.getValues('categories');
    const left = chosen.filter(id => open.has(id));
    if (left.length < chosen.length) form.setValue('categories', left);
  }, [form, kinds]);
  const withText = register.categories
    .filter(({ consentNeeded }) => consentNeeded !== undefined)
    .map(({ id }) => id);
  const purpose = register.categories.find(({ consentNeeded }) => consentNeeded !== undefined)?.consentNeeded;
  const consents = useQuery(consentsQuery(context));
  const consent = purpose !== undefined && standingConsent(consents.data?.items ?? [], purpose) !== undefined;
  const newExport = useNewExport({ form, scope, withText, consent });
  const prepares = exportNeedsOwner(role, scope);
  return (
    <FormProvider {...form}>
      <form className="stack-l export-new" noValidate onSubmit={newExport.submit}>
        <PageHead
          name={
            newExport.errors.length === 0 ? t('new.name') : t('new.name.mistakes', { name: t('new.name') })
          }
          heading={t('new.heading')}
          lead={t(
            like !== undefined
              ? 'new.lead.like'
              : search.get('category') === null
                ? 'new.lead'
                : 'new.lead.category',
            { number: like?.number ?? '' },
          )}
          trail={
            <>
              {accounts.length > 1 ? <AccountLine /> : null}
              <PageLink to={paths.exports()}>{t('trail')}</PageLink>
            </>
          }
        />
        {prepares ? (
          <Note>
            <p>{t('sum.prepares')}</p>
          </Note>
        ) : null}
        <ErrorSummary title={t('new.mistakes')} errors={newExport.errors} ref={newExport.summary} />
        <ScopeSwitch />
        <div className="two">
          <div className="stack-l">
            <OnlyProvided kinds={kinds} />
            <Categories
              kinds={form.watch('onlyProvided') ? kinds.filter(({ portable }) => portable) : kinds}
              newExport={newExport}
            />
            <LeftOut kinds={kinds} />
            {withText.some(id => form.watch('categories').includes(id)) ? (
              <CorrespondenceText purpose={purpose} consent={consent} error={newExport.errorAt('consent')} />
            ) : null}
            <Period
              since={like}
              from={newExport.errorAt('period') ?? newExport.errorAt('year')}
              to={newExport.errorAt('order')}
            />
            <Choices
              type="checkbox"
              legend={t('new.formats')}
              error={newExport.errorAt('formats')}
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
          <Summary newExport={newExport} prepares={prepares} />
        </div>
      </form>
    </FormProvider>
  );
}
