import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { governing } from '../../domain/clocks.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import type { LoaderInput } from '../../routes.tsx';
import { useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { Section } from '../../ui/base/section.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { rightsQuery } from '../queries.ts';
import css from '../requests.css?inline';
import { Advice, Law } from '../labels.tsx';
import type shared from '../texts.json';
import type texts from './texts.json';
import { prefillOf } from '../prefill.ts';

type Right = Schemas['Right'];

export async function loader({ runtime }: LoaderInput) {
  await runtime.client.ensureQueryData(rightsQuery(runtime, 'person'));
}

/** «What do you want to happen?»: the eight rights in everyday words, with the date of the answer beside each. */
export default function ChoosePage() {
  useSheet(css);
  const t = useTexts<typeof texts>('list');
  const common = useTexts<typeof shared>('requests');
  const [search] = useSearchParams();
  const { data: rights } = useSuspenseQuery(rightsQuery(useQueryContext(), 'person'));
  const fit = rights.items.filter(right => right.eligible);
  const unfit = rights.items.filter(right => !right.eligible);
  const start = prefillOf(search);
  return (
    <div className="stack-l">
      <PageHead
        name={t('choose.name')}
        heading={t('choose.heading')}
        lead={t('choose.lead')}
        trail={<PageLink to={paths.requests()}>{common('trail')}</PageLink>}
      />
      <ul className="rows">
        {fit.map(right => (
          <li key={right.kind}>
            <RightRow right={right} start={start} />
          </li>
        ))}
      </ul>
      {unfit.length === 0 ? null : (
        <Section title={t('choose.unfit')}>
          <p className="muted">{t('choose.unfit.lead')}</p>
          <ul className="rows">
            {unfit.map(right => (
              <li key={right.kind}>
                <RightRow right={right} start={start} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="small muted">{t('choose.human')}</p>
      <p className="small muted">
        <span>{`${t(`choose.law.${rights.jurisdiction}`)} `}</span>
        <PageLink to={paths.newRequest('complaint', { topic: 'law' })}>{t('choose.law.no')}</PageLink>
      </p>
    </div>
  );
}

function RightRow({ right, start }: { right: Right; start: ReturnType<typeof prefillOf> }) {
  const t = useTexts<typeof texts>('list');
  const format = useFormat();
  const { now } = useSession();
  // What a copy gives at once needs no request; to another controller it is a request.
  const atOnce = right.kind === 'portability' && right.instant === 'export' && right.eligible;
  // What the law gives a correction counts from its proof; without one another date governs.
  const bare = governing(right.deadlines.filter(({ from }) => from !== 'proof'));
  const dueText = (dueBy: string) =>
    bare === undefined || bare.date === dueBy
      ? t('choose.due', { date: format.shortDate(dueBy, now) })
      : t('choose.due.proof', {
          date: format.shortDate(bare.date, now),
          proof: format.shortDate(dueBy, now),
        });
  return (
    <div className="row right-row">
      <span>
        <PageLink
          className="row-title row-link"
          to={
            atOnce
              ? paths.newExport({
                  provided: '1',
                  ...(start.category === undefined ? {} : { category: start.category }),
                })
              : paths.newRequest(right.kind, start)
          }
        >
          {right.label}
        </PageLink>
        <span> </span>
        <span className="term">{right.term}</span>
      </span>
      <span className="row-figure small">{right.dueBy === undefined ? null : dueText(right.dueBy)}</span>
      <span className="row-text">
        <span>{`${right.lead} `}</span>
        <span>{`${t('choose.receive', { what: right.receive })} `}</span>
        {atOnce ? (
          <PageLink className="alone" to={paths.newRequest(right.kind, start)}>
            {t('choose.portability.request')}
          </PageLink>
        ) : null}
        {right.byPolicyOnly ? <span className="term">{` ${t('choose.byPolicy')}`}</span> : null}
        {right.law === undefined ? null : (
          <span className="term">
            <Law law={right.law.law} article={right.law.article} />
          </span>
        )}
      </span>
      {right.openRequests.length === 0 ? null : (
        <span className="row-text small">
          <span>{t('choose.open')}</span>
          {right.openRequests.map(({ id, number }) => (
            <span key={id}>
              <span> </span>
              <PageLink to={paths.request(id)}>{number}</PageLink>
            </span>
          ))}
        </span>
      )}
      {right.applies.always === true ? null : (
        <span className="row-text small">
          {right.eligible ? <span>{right.applies.text}</span> : <Advice cell={right.applies} />}
        </span>
      )}
    </div>
  );
}
