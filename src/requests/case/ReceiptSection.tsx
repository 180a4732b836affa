import { lazy, Suspense, useEffect, useRef } from 'react';
import { Section } from '../../ui/base/section.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import type { RightsRequest } from '../queries.ts';
import { Checksum, useLabels } from './labels.tsx';

const Receipt = lazy(() => import('./Receipt.tsx'));

/** The confirmation: its checksum is always in sight, the document itself opens on request. */
export function ReceiptSection({
  request,
  open,
  onToggle,
}: {
  request: RightsRequest;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const t = useLabels();
  const summary = useRef<HTMLElement>(null);
  const seen = useRef(open);
  useEffect(() => {
    // Opened from the timeline: the reader is taken here; opened here, the focus is in place already.
    if (open && !seen.current) summary.current?.focus();
    seen.current = open;
  }, [open]);
  return (
    <Section title={t('receipt.title')}>
      <p>
        <span>{`${t('receipt.text')} ${t('receipt.digest')} `}</span>
        <Checksum value={request.receiptDigest ?? ''} label={t('receipt.digest.copy')} />
      </p>
      <details
        className="more"
        open={open}
        onToggle={event => onToggle(event.currentTarget.open)}
        data-print="no"
      >
        <summary ref={summary}>{t('receipt.open')}</summary>
        {open ? (
          <Suspense fallback={<Skeleton widths={[60, 80, 70]} />}>
            <Receipt request={request} />
          </Suspense>
        ) : null}
      </details>
    </Section>
  );
}
