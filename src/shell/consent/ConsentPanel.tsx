import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/errors.ts';
import { consentsQuery } from '../../api/queries/consents.ts';
import { declineRenewal } from '../../api/generated/ops/declineRenewal.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { standingConsent } from '../../domain/consent-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { Fact } from '../../ui/facts.tsx';
import { PanelFailure } from '../failure/FailureView.tsx';
import { useQueryContext, useRuntime, useSession } from '../frame/runtime-context.tsx';
import { useAction } from '../kit/use-action.ts';
import css from './consent.css?inline';
import { GiveConsent, type SignedConsent } from './GiveConsent.tsx';
import { GivenConsent } from './GivenConsent.tsx';
import { ConsentFailure, ConsentSkeleton, useLabels } from './labels.tsx';
import { refreshAfterConsent } from './refresh.ts';
import { wordChanges } from './word-changes.ts';

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
        <Renewal
          given={given}
          document={document}
          onGiven={() => announce(t('given.done'))}
          onDeclined={() => announce(t('renewal.declined.done'))}
        />
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

/** The text agreed to and the text in force as one, with the words that are gone and the words that are new. */
function WordingChanges({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const t = useLabels();
  const runs = wordChanges(before.join(' '), after.join(' '));
  if (runs.every(({ kind }) => kind === 'same')) return <p className="muted">{t('changes.none')}</p>;
  return (
    <div className="stack-s">
      <p className="small muted">{t('changes')}</p>
      <p className="consent-text consent-changes">
        {runs.map(({ kind, text }, at) =>
          kind === 'removed' ? (
            // The runs have no names of their own, and their order does not change.
            // oxlint-disable-next-line react/no-array-index-key
            <del key={at}>{text}</del>
          ) : kind === 'added' ? (
            // oxlint-disable-next-line react/no-array-index-key
            <ins key={at}>{text}</ins>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={at}>{text}</span>
          ),
        )}
      </p>
    </div>
  );
}

/** The newer text: what changed, and two answers of the same weight, each with its effect. It is asked about once. */
function Renewal({
  given,
  document,
  onGiven,
  onDeclined,
}: {
  given: Schemas['Consent'];
  document: Schemas['ConsentDocument'];
  onGiven: () => void;
  onDeclined: () => void;
}) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const runtime = useRuntime();
  const decline = useAction(declineRenewal, {
    shows: listConsents,
    onSuccess: async () => {
      await refreshAfterConsent(runtime);
      onDeclined();
    },
  });
  const isOpen = given.renewal === document.version;
  const offer = (
    <>
      <WordingChanges before={given.text} after={document.text} />
      <dl className="facts">
        <Fact label={t('renewal.give')}>{t('renewal.give.effect')}</Fact>
        {isOpen ? (
          <Fact label={t('renewal.decline')}>
            {t('renewal.decline.effect', {
              at: format.shortDate(given.givenAt, now),
              version: given.version,
            })}
          </Fact>
        ) : null}
      </dl>
      <ConsentFailure failure={decline.failure} />
      <GiveConsent
        document={document}
        isRenewal
        onGiven={onGiven}
        {...(isOpen
          ? {
              onDecline: () =>
                void decline.send({ path: { id: given.id }, body: { version: document.version } }),
            }
          : {})}
      />
    </>
  );
  if (isOpen)
    return (
      <div className="stack">
        <p>
          <strong>{t('newer', { version: document.version })}</strong>
        </p>
        {offer}
      </div>
    );
  return (
    <div className="stack-s">
      <p>{t('renewal.declined')}</p>
      <details className="more">
        <summary>{t('renewal.later', { version: document.version })}</summary>
        <div className="stack">{offer}</div>
      </details>
    </div>
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
