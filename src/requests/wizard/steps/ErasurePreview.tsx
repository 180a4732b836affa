import { useQuery } from '@tanstack/react-query';
import { kindsByAction } from '../../../domain/erasure.ts';
import { useFormat, useTexts } from '../../../i18n/react.tsx';
import { paths } from '../../../paths.ts';
import { PanelFailure } from '../../../shell/failure/FailureView.tsx';
import { useQueryContext } from '../../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../../shell/frame/links.tsx';
import { PartialNotes } from '../../../shell/frame/PartialNotes.tsx';
import { Chip, type Tone } from '../../../ui/base/chip.tsx';
import { Note } from '../../../ui/base/note.tsx';
import { Section } from '../../../ui/base/section.tsx';
import { Skeleton } from '../../../ui/base/skeleton.tsx';
import type { Schemas } from '../../../api/schema-types.ts';
import { Blockers } from '../../Blockers.tsx';
import { Law } from '../../labels.tsx';
import { erasurePreviewQuery } from '../../queries.ts';
import type texts from '../texts.json';
import type { StepProps } from './step-props.ts';

type Row = Schemas['ErasureRow'];

const TONES: Record<Row['action'], Tone> = {
  delete: 'ok',
  'ask-third-party': 'ok',
  anonymise: 'plain',
  block: 'wait',
  keep: 'warn',
};

/** What an erasure would do, by category, system and year, with the law that requires to keep data. */
export default function ErasurePreview({ form, scope }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const preview = useQuery(
    erasurePreviewQuery(useQueryContext(), { scope, categories: form.getValues('categories') }),
  );
  if (preview.error)
    return (
      <>
        <PanelFailure error={preview.error} onRetry={() => void preview.refetch()} />
        <p className="muted">{t('preview.failed')}</p>
      </>
    );
  if (preview.data === undefined)
    return (
      // As high as the window, so that the button below is not in sight before it stays where it is.
      <div aria-busy="true" aria-label={t('preview.counting')} role="group" style={{ minHeight: '100vh' }}>
        <Skeleton widths={[100, 100, 100, 100, 100]} height="2.4em" />
      </div>
    );
  const { rows, blockers, consequences, holdHours, partial } = preview.data;
  const { actions, split } = kindsByAction(rows);
  return (
    <>
      {rows.length === 0 ? null : (
        <p>
          <strong>
            {t('preview.sum', {
              actions: format.list(
                actions.map(({ action, kinds }) => t(`preview.sum.${action}`, { n: kinds })),
              ),
            })}
          </strong>
          {split ? <span>{` ${t('preview.sum.split')}`}</span> : null}
        </p>
      )}
      <PartialNotes partial={partial} onRetry={() => void preview.refetch()} />
      {rows.length === 0 ? (
        <p>{t('preview.nothing')}</p>
      ) : (
        <table className="table cards preview">
          <thead>
            <tr>
              <th scope="col">{t('preview.data')}</th>
              <th scope="col">{t('preview.where')}</th>
              <th scope="col">{t('preview.action')}</th>
              <th scope="col">{t('preview.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <th scope="row">
                  <span className={rows[index - 1]?.category === row.category ? 'again' : ''}>
                    {row.categoryLabel}
                  </span>
                  <span className={row.year === undefined ? '' : 'year'}>
                    <span>{row.year === undefined ? '' : t('preview.year', { year: String(row.year) })}</span>
                    <span> </span>
                    {row.records === 0 ? null : (
                      <span className="muted num">{format.number(row.records)}</span>
                    )}
                  </span>
                </th>
                <td data-label={t('preview.where')}>{row.systemLabel}</td>
                <td data-label={t('preview.action')}>
                  <Chip tone={TONES[row.action]}>
                    {row.until === undefined
                      ? t(`action.${row.action}`)
                      : t(`action.${row.action}.until`, { date: format.dayMonthYear(row.until) })}
                  </Chip>
                </td>
                <td data-label={t('preview.why')}>
                  <span>{`${row.why} `}</span>
                  {row.law === undefined ? null : (
                    <span className="term">
                      <Law law={row.law.law} article={row.law.article} />
                      {row.fact.confirmed ? null : <span>{`; ${t('preview.unconfirmed')}`}</span>}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Blockers blockers={blockers} />
      {consequences.length === 0 ? null : (
        <Section title={t('preview.consequences')}>
          <ul className="plain-list">
            {consequences.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Section>
      )}
      <Note tone="warn">
        <p>{t('preview.hold', { hours: holdHours })}</p>
        <p>
          <span>{`${t('preview.copy')} `}</span>
          <PageLink to={paths.newExport()}>{t('preview.copy.go')}</PageLink>
        </p>
      </Note>
    </>
  );
}
