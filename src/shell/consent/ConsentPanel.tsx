import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/errors.ts';
import { consentsQuery } from '../../api/queries/consents.ts';
import { standingConsent } from '../../domain/consent-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { Fact } from '../../ui/facts.tsx';
import { PanelFailure } from '../failure/FailureView.tsx';
import { useQueryContext, useSession } from '../frame/runtime-context.tsx';
import css from './consent.css?inline';
import { GiveConsent, type SignedConsent } from './GiveConsent.tsx';
import { GivenConsent } from './GivenConsent.tsx';
import { ConsentSkeleton, useLabels } from './labels.tsx';

/**
 * A consent on the page that needs it: its text with the consequences of giving, refusing and withdrawing. It is given by
 * typing the full name and a step-up, and withdrawn in a dialog; `ConsentReceipt` confirms it. `onDecline` is called when
 * the customer decides against it.
 */
export default function ConsentPanel({ purpose, onDecline }: { purpose: string; onDecline: () => void }) {
  useSheet(css);
  const consents = useQuery(consentsQuery(useQueryContext()));
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const [announced, setAnnounced] = useState('');
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (announced !== '') line.current?.focus();
  }, [announced]);
  if (consents.error) return <PanelFailure error={consents.error} onRetry={() => void consents.refetch()} />;
  if (consents.data === undefined) return <ConsentSkeleton />;
  const document = consents.data.documents.find(one => one.purpose === purpose);
  const given = standingConsent(consents.data.items, purpose);
  // A newer text is offered; the text agreed to stays in force until the customer gives the newer one.
  const newer = given !== undefined && document !== undefined && given.version !== document.version;
  const announce = (text: string) => setAnnounced(text);
  return (
    <div className="panel stack consent">
      <p role="status" tabIndex={-1} ref={line} className="consent-said">
        {announced}
      </p>
      {newer && document !== undefined ? (
        <div className="stack">
          <p>
            <strong>{t('newer', { version: document.version })}</strong>
          </p>
          <WordingChanges before={given.text} after={document.text} />
          <GiveConsent document={document} onGiven={() => announce(t('given.done'))} onDecline={onDecline} />
        </div>
      ) : null}
      {given === undefined ? null : (
        <GivenConsent
          consent={given}
          onWithdrawn={({ effect, withdrawnAt }) =>
            announce(
              `${t('withdraw.done', { at: format.moment(withdrawnAt ?? now, now) })} ${effect.join(' ')}`,
            )
          }
        />
      )}
      {document === undefined || given !== undefined ? null : (
        <GiveConsent document={document} onGiven={() => announce(t('given.done'))} onDecline={onDecline} />
      )}
    </div>
  );
}

/** Which paragraphs of the text agreed to are gone or new in the text in force. */
function WordingChanges({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const t = useLabels();
  const gone = before.filter(paragraph => !after.includes(paragraph));
  const added = after.filter(paragraph => !before.includes(paragraph));
  if (gone.length + added.length === 0) return <p className="muted">{t('changes.none')}</p>;
  return (
    <dl className="facts">
      {gone.length === 0 ? null : (
        <Fact label={t('changes.before')}>
          <del>{gone.join(' ')}</del>
        </Fact>
      )}
      {added.length === 0 ? null : (
        <Fact label={t('changes.after')}>
          <ins>{added.join(' ')}</ins>
        </Fact>
      )}
    </dl>
  );
}

/** A consent given with another action, for example by switching on a mailing. */
export function ConsentForm({
  purpose,
  give,
  onDecline,
}: {
  purpose: string;
  /** Sends the action; resolves to its failure, or to undefined. */
  give: (signed: SignedConsent) => Promise<Failure | undefined>;
  onDecline: () => void;
}) {
  useSheet(css);
  const consents = useQuery(consentsQuery(useQueryContext()));
  if (consents.error) return <PanelFailure error={consents.error} onRetry={() => void consents.refetch()} />;
  const document = consents.data?.documents.find(one => one.purpose === purpose);
  if (document === undefined) return <ConsentSkeleton />;
  return (
    <div className="panel stack consent">
      <GiveConsent document={document} give={give} onGiven={() => undefined} onDecline={onDecline} />
    </div>
  );
}
