import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { getCategory } from '../api/generated/ops/getCategory.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { isUnknown } from '../domain/processing.ts';
import type { LoaderInput } from '../routes.tsx';
import { LazyConsent } from '../shell/consent/LazyConsent.tsx';
import { useRuntime, useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PanelBoundary } from '../shell/frame/PanelBoundary.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { scopeOf } from '../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import { HiddenForRole } from '../shell/kit/hidden-for-role.tsx';
import { Note } from '../ui/base/note.tsx';
import { Section } from '../ui/base/section.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { categoryQuery } from '../api/queries/register-category.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useNotConnectedText } from './labels.tsx';
import { CategoryFacts } from './CategoryFacts.tsx';
import { Fields } from './Fields.tsx';
import { Gaps } from './Gaps.tsx';
import { recordsQuery, viewOf } from './record-view.ts';
import { Records } from './Records.tsx';
import css from './register.css?inline';
import type texts from './texts.json';

export async function loader({ runtime, params, search }: LoaderInput) {
  const category = params['category'] ?? '';
  await Promise.all([
    runtime.client.ensureQueryData(registerQuery(runtime, scopeOf(search))),
    runtime.client.ensureQueryData(categoryQuery(runtime, category, scopeOf(search))),
    runtime.client.ensureQueryData(recordsQuery(runtime, category, viewOf(search), '', 0)),
  ]);
}

/** One kind of data: the values, masked by default, with where each came from, who receives it and until when. */
export default function CategoryPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const runtime = useRuntime();
  const session = useSession();
  const content = useRef<HTMLDivElement>(null);
  const { category: id = '' } = useParams();
  const [search] = useSearchParams();
  const context = useQueryContext();
  const { data: register } = useSuspenseQuery(registerQuery(context, scopeOf(search)));
  const { data: detail } = useSuspenseQuery(categoryQuery(context, id, scopeOf(search)));
  const { category } = detail;
  const group = register.groups.find(item => item.id === category.group)?.label ?? '';
  const hidden = category.visibility === 'hidden';
  const empty = !hidden && detail.fields.length === 0 && (category.records ?? 0) === 0;
  const unknown = isUnknown(category);
  const missing = useNotConnectedText(register)(category);
  const masked = detail.fields.some(field => field.visibility === 'visible' && field.sensitivity !== 'open');
  return (
    <div className="stack-l">
      <PageHead
        name={category.label}
        heading={
          hidden
            ? t('category.hidden')
            : unknown
              ? t('category.unknown')
              : empty
                ? t('category.empty')
                : category.question
        }
        lead={
          <>
            <span>{`${unknown ? (missing ?? '') : empty ? t('category.emptyText') : category.holds} ${masked ? t('category.masked') : ''}`}</span>
          </>
        }
        trail={
          <>
            <PageLink to={paths.data({ scope: search.get('scope') ?? undefined })}>{t('trail')}</PageLink>
            <span>{` · ${group} · ${category.label}`}</span>
          </>
        }
      />
      {hidden ? (
        <p>
          <HiddenForRole visibleTo={category.visibleTo} />
        </p>
      ) : null}
      <div className="actions">
        <ScopeSwitch />
      </div>
      {/* The lead has named the systems that are not connected. */}
      <PartialNotes
        partial={unknown ? detail.partial.filter(({ reason }) => reason !== 'not-connected') : detail.partial}
        onRetry={() => void runtime.invalidate(getCategory)}
      />
      <div className="two wide-main" ref={content}>
        <div className="stack-l">
          {detail.fields.length === 0 ? null : (
            <Fields category={category} fields={detail.fields} register={register} />
          )}
          {category.consentNeeded === undefined ? null : <ConsentNote detail={detail} />}
          {category.specials.length === 0 ? null : (
            <Section title={t('category.specials')}>
              <ul className="rows">
                {category.specials.map(special => (
                  <li key={special.id} className="row">
                    <span className="row-title">{special.label}</span>
                    <span className="row-text">{special.text}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {hidden || empty || detail.recordKinds.length === 0 ? null : (
            <PanelBoundary>
              <Records key={`${id}-${session.account.id}`} detail={detail} register={register} />
            </PanelBoundary>
          )}
        </div>
        <aside className="panel side" aria-label={category.term}>
          <CategoryFacts category={category} register={register} />
          {category.policySection === '' ? null : (
            <p className="small" data-print="no">
              <PageLink to={paths.policy({ category: category.id })}>{t('category.inPolicy')}</PageLink>
            </p>
          )}
          <Gaps category={category} register={register} named={search.has('gaps')} />
        </aside>
      </div>
      <div className="actions">
        <PrintButton
          title={category.label}
          label={t('print.facts')}
          controller={register.controller.legalName}
          prepare={async () => {
            const page = content.current;
            const head = page?.closest('.stack-l')?.querySelector('.page-head');
            return [head, page].filter(node => node !== null && node !== undefined);
          }}
        />
        <span className="small muted" data-print="no">
          {t(category.policySection === '' ? 'asOfOperator' : 'asOf', {
            date: format.date(category.systemsFact.asOf),
          })}
        </span>
      </div>
    </div>
  );
}

/** Whether the text of correspondence may be shown, and how that is changed: right here. */
function ConsentNote({ detail }: { detail: Schemas['CategoryDetail'] }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const purpose = detail.category.consentNeeded;
  const given = detail.consent?.given === true;
  return (
    <div className="stack" data-print="no">
      {given ? (
        <p className="small muted">
          <span>
            {open || detail.consent?.at === undefined
              ? ''
              : t('consent.given', { date: format.date(detail.consent.at) })}
          </span>
          <span> </span>
          {/* One control to withdraw at a time: the open panel has its own. */}
          <button
            ref={opener}
            type="button"
            className="link"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'consent.fold' : 'right.consent-withdrawal')}
          </button>
        </p>
      ) : (
        <Note>
          <p>
            <strong>{`${t('consent.needed')}.`}</strong>
            <span>{` ${t('consent.text')}`}</span>
          </p>
          <p className="actions">
            <button
              ref={opener}
              type="button"
              className="link"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {t('consent.give')}
            </button>
            <PageLink to={paths.newRequest('access', { category: detail.category.id })}>
              {t('consent.ask')}
            </PageLink>
          </p>
        </Note>
      )}
      {open && purpose !== undefined ? (
        <LazyConsent
          purpose={purpose}
          onDecline={() => {
            setOpen(false);
            opener.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
