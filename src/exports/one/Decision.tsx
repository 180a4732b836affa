import { approveExport } from '../../api/generated/ops/approveExport.ts';
import { declineExport } from '../../api/generated/ops/declineExport.ts';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import type { Export } from '../queries.ts';
import { ActionFailure, useLabels } from '../labels.tsx';
import { useExportAction } from './actions.ts';

/** What an admin prepared for the account: the owner lets it begin, or not. */
export function Decision({ now }: { now: Export }) {
  const t = useLabels();
  const approve = useExportAction(approveExport, t('decision.approved'));
  const decline = useExportAction(declineExport, t('decision.declined'));
  if (!now.allowedActions.includes('approve')) return null;
  // One word takes the place of the other.
  const allow = () => {
    decline.drop();
    void approve.send({ path: { id: now.id } });
  };
  const refuse = () => {
    approve.drop();
    void decline.send({ path: { id: now.id } });
  };
  return (
    <section className="panel stack" aria-labelledby="export-decision">
      <Heading level={2} id="export-decision">
        {t('decision.title')}
      </Heading>
      <p>{t('decision.text', { name: `\u2068${now.createdBy.name}\u2069` })}</p>
      <div className="actions" data-print="no">
        <Button kind="primary" busy={approve.busy} onClick={allow}>
          {approve.busy ? t('busy') : t('decision.approve')}
        </Button>
        <Button busy={decline.busy} onClick={refuse}>
          {decline.busy ? t('busy') : t('decision.decline')}
        </Button>
      </div>
      <ActionFailure failure={approve.failure ?? decline.failure} />
    </section>
  );
}
