import { listDeletions } from '../api/generated/ops/listDeletions.ts';
import { periodOf } from '../domain/retention.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useRuntime } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import type { Elements } from '../ui/base/elements.ts';
import { Section } from '../ui/base/section.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import type texts from './texts.json';
import { labelsOf, RetentionFact, usePeriod } from './labels.tsx';

/** The data deleted in the coming 90 days, by computed date; without a date, the reason. */
export function Deletions({
  page,
  register,
  children,
}: {
  page: Schemas['DeletionPage'];
  register: Register;
  children: Elements;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const runtime = useRuntime();
  const period = usePeriod();
  const formula = (item: Schemas['Deletion']) => {
    const parsed = periodOf(item.period);
    return t('retention.formula', {
      event: item.startLabel,
      start: format.dayMonthYear(item.start),
      period: parsed === undefined ? item.period : period(parsed),
    });
  };
  return (
    <>
      <PageHead
        name={t('view.deletions')}
        heading={t('deletions.heading', { n: page.items.reduce((sum, item) => sum + item.count, 0) })}
        lead={t('deletions.lead', { from: format.date(page.from), to: format.date(page.to) })}
      />
      {children}
      <PartialNotes partial={page.partial} onRetry={() => void runtime.invalidate(listDeletions)} />
      {page.items.length === 0 ? null : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('deletions.date')}</th>
              <th scope="col">{t('deletions.what')}</th>
              <th scope="col" className="end">
                {t('deletions.count')}
              </th>
              <th scope="col">{t('deletions.formula')}</th>
              <th scope="col">{t('deletions.system')}</th>
            </tr>
          </thead>
          <tbody>
            {page.items.map(item => (
              <tr key={item.id}>
                <th scope="row" className="num">
                  {format.date(item.date)}
                </th>
                <td>
                  <PageLink to={paths.category(item.category)}>{item.label}</PageLink>
                </td>
                <td className="end num" data-label={t('deletions.count')}>
                  {format.number(item.count)}
                </td>
                <td className="small muted">{formula(item)}</td>
                <td className="small" data-label={t('deletions.system')}>
                  {labelsOf(register.systems, [item.system])[0]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.notComputable.length === 0 ? null : (
        <Section title={t('deletions.unknown')}>
          <ul className="rows">
            {byRule(page.notComputable).map(([rule, items]) => (
              <li key={rule.id} className="row">
                <span className="row-title">
                  {items.map((item, index) => (
                    <span key={item.category}>
                      {index > 0 ? <span>, </span> : null}
                      <PageLink to={paths.category(item.category)}>{item.label}</PageLink>
                    </span>
                  ))}
                </span>
                <span className="row-text small rule">
                  <RetentionFact rule={rule} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

type Unknown = Schemas['DeletionPage']['notComputable'][number];

/** The same rule said once, with all it holds for. */
function byRule(items: readonly Unknown[]): [Unknown['rule'], Unknown[]][] {
  const ids = [...new Set(items.map(item => item.rule.id))];
  return ids.flatMap(id => {
    const own = items.filter(item => item.rule.id === id);
    const rule = own[0]?.rule;
    return rule === undefined ? [] : [[rule, own] satisfies [Unknown['rule'], Unknown[]]];
  });
}
