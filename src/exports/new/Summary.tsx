import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { useAmountText } from '../../shell/frame/amount-text.ts';
import { ActionFailure, useLabels } from '../labels.tsx';
import type { NewExport } from './use-new-export.ts';

/** The estimate and the button that creates the export; on a narrow page it stays in view. */
export function Summary({ newExport, prepares }: { newExport: NewExport; prepares: boolean }) {
  const t = useLabels();
  const format = useFormat();
  const amount = useAmountText();
  const { estimate } = newExport;
  const { data } = estimate;
  const late = estimate.isFetching && data === undefined;
  const minutes = Math.ceil((data?.usualSeconds ?? 0) / 60);
  return (
    <div className="panel stack sum" data-print="no">
      <Heading level={2}>{t('sum.title')}</Heading>
      <div role="status" className="stack-s" aria-busy={late || undefined}>
        {!newExport.possible ? (
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
      {data !== undefined && newExport.possible ? (
        <p className="small muted num sum-more">
          {t('sum.common', { size: format.bytes(data.commonBytes) })}
        </p>
      ) : null}
      {data?.needsStepUp === true ? <p className="small muted sum-more">{t('sum.stepUp')}</p> : null}
      <ActionFailure failure={newExport.failure} />
      <Button kind="primary" type="submit" busy={newExport.busy}>
        {newExport.busy ? t('busy') : t(prepares ? 'sum.prepare' : 'sum.make')}
      </Button>
    </div>
  );
}
