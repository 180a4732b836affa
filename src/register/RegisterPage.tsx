import { useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { basesOf, filterCategories, heldCategories, isUnknown } from '../domain/processing.ts';
import { Select } from '../form/fields.tsx';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { useAmountText } from '../shell/frame/amount-text.ts';
import { useRuntime, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { scopeOf } from '../shell/kit/account-scope.ts';
import { useChangeSearch } from '../shell/kit/change-search.ts';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import { HiddenChip, WhoSees } from '../shell/kit/hidden-for-role.tsx';
import { Button } from '../ui/base/button.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Section } from '../ui/base/section.tsx';
import { Fact, Breadcrumb } from '../ui/facts.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schema-types.ts';
import { deletionsQuery, type Register } from './queries.ts';
import { Deletions } from './Deletions.tsx';
import { GapText } from './Gaps.tsx';
import css from './register.css?inline';
import { SearchEverything } from './SearchEverything.tsx';
import type texts from './texts.json';
import { labelsOf, RightLinks, useNotConnectedText, useRetentionLine } from './labels.tsx';

type Category = Schemas['Category'];

export async function loader({ runtime, search }: LoaderInput) {
  await Promise.all([
    runtime.client.ensureQueryData(registerQuery(runtime, scopeOf(search))),
    search.get('view') === 'deletions'
      ? runtime.client.ensureQueryData(deletionsQuery(runtime, search))
      : undefined,
  ]);
}

const FILTERS = ['purpose', 'basis', 'source', 'system', 'recipient'] as const;
type Filter = (typeof FILTERS)[number];

/** Everything ActiveCloud processes about the customer, kind by kind. */
export default function RegisterPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('register');
  const runtime = useRuntime();
  const content = useRef<HTMLDivElement>(null);
  const [search] = useSearchParams();
  const { data: register } = useSuspenseQuery(registerQuery(useQueryContext(), scopeOf(search)));
  const view = viewOf(search);
  const deletions = view === 'deletions';
  const chosen = chosenOf(search);
  const shown = filterCategories(register.categories, register.purposes, chosen);
  const filtered = Object.keys(chosen).length > 0;
  const held = heldCategories(register.categories);
  const full = heldCategories(shown);
  return (
    <div className="stack-l">
      {deletions ? (
        <DeletionsView search={search} register={register} />
      ) : (
        <>
          <PageHead
            name={t('name')}
            heading={
              filtered
                ? t('heading.filtered', { n: shown.length })
                : held.length === 0 && register.categories.some(isUnknown)
                  ? t('heading.unknown')
                  : t('heading', { n: held.length })
            }
            lead={t('lead')}
          />
          <div className="tools" data-keeps-focus="">
            <div className="actions">
              <ViewSwitch current={view} />
              <ScopeSwitch />
            </div>
            <SearchEverything search={search} />
            <Filters register={register} />
          </div>
          <PartialNotes partial={register.partial} onRetry={() => void runtime.invalidate(getRegister)} />
          <div ref={content} className="stack-l">
            {shown.length === 0 ? <p className="lead">{t('filter.none')}</p> : null}
            {register.groups.map(group => {
              const categories = full.filter(category => category.group === group.id);
              return categories.length === 0 ? null : (
                <Section key={group.id} title={group.label}>
                  {group.term === undefined ? null : <p className="term group-term">{group.term}</p>}
                  <ul className="rows">
                    {categories.map(category => (
                      <CategoryRow
                        key={category.id}
                        category={category}
                        register={register}
                        facts={view === 'facts'}
                      />
                    ))}
                  </ul>
                </Section>
              );
            })}
            <UnknownKinds categories={shown.filter(isUnknown)} register={register} />
            <EmptyKinds
              categories={shown.filter(category => !full.includes(category) && !isUnknown(category))}
            />
          </div>
          <Background register={register} />
          <div className="actions">
            <PrintButton
              title={t('print.title')}
              controller={register.controller.legalName}
              content={content}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The filters that the address names, those with a value. */
function chosenOf(search: URLSearchParams): Partial<Record<Exclude<Filter, 'basis'>, string>> & {
  basis?: Schemas['LegalBasis'];
} {
  return Object.fromEntries(FILTERS.flatMap(name => (search.get(name) ? [[name, search.get(name)]] : [])));
}

const VIEWS = ['kinds', 'facts', 'deletions'] as const;
type View = (typeof VIEWS)[number];

const viewOf = (search: URLSearchParams): View => VIEWS.find(view => view === search.get('view')) ?? 'kinds';

/** The kinds in short, the same with all that is said of them, and what is deleted soon. */
function ViewSwitch({ current }: { current: View }) {
  const t = useTexts<typeof texts>('register');
  const [search] = useSearchParams();
  /** The kinds keep what they are narrowed to. */
  function searchWithView(view: View): string {
    if (view === 'deletions') return paths.data({ scope: search.get('scope') ?? undefined, view });
    const { view: _, ...filter } = Object.fromEntries(search);
    return paths.data(view === 'facts' ? { ...filter, view } : filter);
  }
  return (
    <div className="switcher" role="group" aria-label={t('view.label')} data-print="no">
      {VIEWS.map(view => (
        <PageLink key={view} to={searchWithView(view)} aria-current={current === view ? 'true' : undefined}>
          {t(`view.${view}`)}
        </PageLink>
      ))}
    </div>
  );
}

function Filters({ register }: { register: Register }) {
  const t = useTexts<typeof texts>('register');
  const [search] = useSearchParams();
  const chosen = chosenOf(search);
  const lists: Record<Filter, readonly { id: string; label: string }[]> = {
    purpose: register.purposes,
    basis: register.bases,
    source: register.sources,
    system: register.systems.map(({ id, label, term }) => ({
      id,
      label: term === undefined ? label : `${label} (${term})`,
    })),
    recipient: register.recipients,
  };
  const choose = useChangeSearch('push');
  return (
    <details className="more" open={Object.keys(chosen).length > 0} data-print="no">
      <summary>{t('filter.title')}</summary>
      <div className="stack-s">
        <div className="filters">
          {FILTERS.map(filter => (
            <Select
              key={filter}
              label={t(`filter.${filter}`)}
              value={chosen[filter] ?? ''}
              options={[
                { value: '', label: t('filter.any') },
                ...lists[filter].map(({ id, label }) => ({ value: id, label })),
              ]}
              onChange={value => choose({ [filter]: value })}
            />
          ))}
        </div>
        {Object.keys(chosen).length === 0 ? null : (
          <Button
            kind="quiet"
            onClick={() => choose(Object.fromEntries(FILTERS.map(filter => [filter, ''])))}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </details>
  );
}

/** A kind of data in two lines; with `facts`, and on paper, all that the register says of it. */
function CategoryRow({
  category,
  register,
  facts,
}: {
  category: Category;
  register: Register;
  facts: boolean;
}) {
  const t = useTexts<typeof texts>('register');
  const retention = useRetentionLine();
  const amount = useAmountText();
  const missing = useNotConnectedText(register)(category);
  const [search] = useSearchParams();
  const scope = search.get('scope') ?? undefined;
  const purposes = labelsOf(register.purposes, category.purposes);
  const bases = basesOf(category, register.purposes).map(basis => t(`basis.${basis}`));
  const systems = labelsOf(register.systems, category.systems);
  const recipients = labelsOf(register.recipients, category.recipients);
  return (
    <li>
      <PageLink className="row" to={paths.category(category.id, { scope })}>
        <span>
          <span className="row-title">{category.label}</span>
          <span> </span>
          <span className="term">{category.term}</span>
        </span>
        <span className="row-figure num">
          {category.visibility === 'hidden' ? <HiddenChip /> : amount(category)}
        </span>
        <span className="row-text">{category.holds}</span>
        {missing === undefined ? null : <span className="row-text">{missing}</span>}
        {category.visibility === 'hidden' ? (
          <span className="row-text">
            <WhoSees visibleTo={category.visibleTo} />
          </span>
        ) : null}
      </PageLink>
      <div className="kind-facts" data-print={facts ? undefined : 'only'}>
        <Breadcrumb
          steps={[
            labelsOf(register.sources, category.sources).join(', '),
            systems.length === 0 ? t('noSystems') : systems.join(', '),
            recipients.length === 0 ? t('noRecipients') : recipients.join(', '),
          ]}
        />
        <dl className="field-facts small">
          <Fact label={t('fact.purposes')}>{purposes.join(' · ')}</Fact>
          <Fact label={t('fact.basis')}>{bases.join(', ')}</Fact>
          <Fact label={t('fact.retention')}>
            {category.retention.map(rule => retention(rule)).join(' · ')}
          </Fact>
          <Fact label={t('fact.rights')}>
            <RightLinks category={category} register={register} />
          </Fact>
        </dl>
      </div>
    </li>
  );
}

/** Categories of which nothing was found while systems of theirs are not connected, each with those systems. */
function UnknownKinds({ categories, register }: { categories: readonly Category[]; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const missing = useNotConnectedText(register);
  const [search] = useSearchParams();
  const scope = search.get('scope') ?? undefined;
  if (categories.length === 0) return null;
  return (
    <Section title={t('notConnected')}>
      <ul className="rows">
        {categories.map(category => (
          <li key={category.id}>
            <PageLink className="row" to={paths.category(category.id, { scope })}>
              <span className="row-title">{category.label}</span>
              <span className="row-text">{missing(category)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Categories of the policy without data, named in one line. */
function EmptyKinds({ categories }: { categories: readonly Category[] }) {
  const t = useTexts<typeof texts>('register');
  const [search] = useSearchParams();
  const scope = search.get('scope') ?? undefined;
  if (categories.length === 0) return null;
  return (
    <Section title={t('emptyKinds')}>
      <p className="muted">{t('emptyKinds.text')}</p>
      <ul className="actions empty-kinds">
        {categories.map(category => (
          <li key={category.id}>
            <PageLink className="alone" to={paths.category(category.id, { scope })}>
              {category.label}
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the policy covers, what it leaves open, and that people decide: one step away. */
function Background({ register }: { register: Register }) {
  const t = useTexts<typeof texts>('register');
  const parts: [string, ReactNode][] = [
    [
      t('gaps'),
      <dl key="gaps" className="facts">
        {register.gaps.map(gap => (
          <Fact key={gap.id} label={gap.title}>
            <GapText gap={gap} />
          </Fact>
        ))}
      </dl>,
    ],
    [
      t('covers'),
      <ul key="covers" className="stack-s">
        {register.policyScope.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>,
    ],
    [t('decisions'), <p key="decisions">{`${register.automatedDecisions} ${register.humanHelp}`}</p>],
  ];
  return (
    <div className="stack">
      <ul className="rows">
        <li>
          <PageLink className="row" to={paths.statement()}>
            <Heading level={2} className="h3 row-title">
              {t('statement')}
            </Heading>
            <span className="row-text">{t('statement.text')}</span>
          </PageLink>
        </li>
      </ul>
      {parts.map(([title, body]) => (
        <details key={title} className="more">
          <summary>{title}</summary>
          <div className="prose small">{body}</div>
        </details>
      ))}
    </div>
  );
}

function DeletionsView({ search, register }: { search: URLSearchParams; register: Register }) {
  const { data: page } = useSuspenseQuery(deletionsQuery(useQueryContext(), search));
  return (
    <Deletions page={page} register={register}>
      <div className="actions" data-keeps-focus="">
        <ViewSwitch current="deletions" />
        <ScopeSwitch />
      </div>
    </Deletions>
  );
}
