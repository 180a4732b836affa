import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { getCategory } from '../api/generated/ops/getCategory.ts';
import { isGap } from '../domain/gaps.ts';
import { basesOf } from '../domain/processing.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { LazyConsent } from '../shell/consent/LazyConsent.tsx';
import { useRuntime, useSession, useQueryContext } from '../shell/frame/hooks.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { Panel } from '../shell/frame/Panel.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { scopeOf } from '../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import { HiddenForRole } from '../shell/kit/visibility.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Note } from '../ui/base/note.tsx';
import { Section } from '../ui/base/section.tsx';
import { Fact } from '../ui/facts.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { categoryQuery } from '../api/queries/category.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schemas.ts';
import type { Register } from './queries.ts';
import { Fields } from './Fields.tsx';
import { Gaps } from './Gaps.tsx';
import { recordsQuery, viewOf } from './record-view.ts';
import { Records } from './Records.tsx';
import css from './register.css?inline';
import type texts from './texts.json';
import { GapMark, labelsOf, RetentionFact, RightsFact, SystemNames } from './labels.tsx';

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
  const masked = detail.fields.some(field => field.visibility === 'visible' && field.sensitivity !== 'open');
  return (
    <div className="stack-l">
      <PageHead
        name={category.label}
        heading={hidden ? t('category.hidden') : empty ? t('category.empty') : category.question}
        lead={
          <>
            <span>{`${empty ? t('category.emptyText') : category.holds} ${masked ? t('category.masked') : ''}`}</span>
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
      <PartialNotes partial={detail.partial} onRetry={() => void runtime.invalidate(getCategory)} />
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
            <Panel>
              <Records key={`${id}-${session.account.id}`} detail={detail} register={register} />
            </Panel>
          )}
        </div>
        <aside className="panel side" aria-label={category.term}>
          <CategoryFacts category={category} register={register} />
          <Gaps category={category} register={register} />
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
          {t('asOf', { date: format.date(category.systemsFact.asOf) })}
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

/** That nothing is processed for a purpose now, where the purpose stands. */
function Halted({ halted }: { halted: Schemas['Purpose']['halted'] }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const { now } = useSession();
  if (halted === undefined) return null;
  const { because, at } = halted;
  return (
    <span className="item">
      <Chip tone={at === undefined ? 'plain' : 'ok'}>
        {at === undefined ? t('halted.never') : t(`halted.${because}`, { at: format.shortDate(at, now) })}
      </Chip>
    </span>
  );
}

/** What the register says of this kind of data, in a side column. */
function CategoryFacts({ category, register }: { category: Schemas['Category']; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const recipients = register.recipients.filter(recipient => category.recipients.includes(recipient.id));
  const tools = register.tools.filter(tool => category.tools?.includes(tool.id));
  const bases = basesOf(category, register.purposes);
  return (
    <dl className="facts">
      <Fact label={t('fact.purposes')}>
        {register.purposes
          .filter(purpose => category.purposes.includes(purpose.id))
          .map(purpose => (
            <span key={purpose.id} className="item">
              <PageLink to={paths.data({ purpose: purpose.id })}>{purpose.label}</PageLink>
              {isGap(purpose.fact) ? <GapMark /> : null}
              <span className="term">{t(`basis.${purpose.basis}`)}</span>
              <Halted halted={purpose.halted} />
            </span>
          ))}
      </Fact>
      <Fact label={t('fact.basis')}>
        {register.bases
          .filter(basis => bases.includes(basis.id))
          .map(basis => (
            <span key={basis.id} className="item">
              <span>{`${basis.label} `}</span>
              <span className="term">{basis.explanation}</span>
            </span>
          ))}
      </Fact>
      <Fact label={t('fact.sources')}>{format.list(labelsOf(register.sources, category.sources))}</Fact>
      <Fact label={t('fact.systems')}>
        {category.systems.length === 0 ? (
          <span>{t('noSystems')}</span>
        ) : (
          <SystemNames ids={category.systems} register={register} gap={isGap(category.systemsFact)} />
        )}
      </Fact>
      <Fact label={t('fact.recipients')}>
        {recipients.length === 0
          ? t('noRecipients')
          : recipients.map(recipient => (
              <span key={recipient.id} className="item">
                <PageLink to={paths.data({ recipient: recipient.id })}>{recipient.label}</PageLink>
                {recipient.crossBorder.status === 'not-stated' ? <GapMark /> : null}
                <span className="term">
                  {recipient.crossBorder.status === 'not-stated'
                    ? recipient.what
                    : `${recipient.what} ${t('fact.crossBorder')}: ${t(`crossBorder.${recipient.crossBorder.status}`)}.`}
                </span>
              </span>
            ))}
      </Fact>
      <Fact label={t('fact.retention')}>
        {category.retention.map(rule => (
          <span key={rule.id} className="item">
            <RetentionFact rule={rule} brief />
          </span>
        ))}
      </Fact>
      {tools.length === 0 ? null : (
        <Fact label={t('fact.tools')}>
          {tools.map(tool => (
            <span key={tool.id} className="item">
              {tool.url === undefined ? (
                <span>{tool.label}</span>
              ) : (
                <OutLink href={tool.url}>{tool.label}</OutLink>
              )}
              <span className="term">{format.list(tool.what)}</span>
            </span>
          ))}
        </Fact>
      )}
      <Fact label={t('fact.rights')}>
        <RightsFact category={category} register={register} />
      </Fact>
    </dl>
  );
}
