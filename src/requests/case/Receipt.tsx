import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getReceipt } from '../../api/generated/ops/getReceipt.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { isSettled } from '../../domain/clocks.ts';
import type { RequestDetails } from '../../domain/requests.ts';
import { useFormat } from '../../i18n/react.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { PanelFailure } from '../../shell/failure/FailureView.tsx';
import { useRuntime, useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { PrintButton } from '../../shell/kit/PrintButton.tsx';
import { apiQuery } from '../../api/query.ts';
import { sha256Hex } from '../../shell/kit/clipboard-and-digest.ts';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { Fact } from '../../ui/facts.tsx';
import { registerQuery } from '../../api/queries/register.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { DetailsList, Law, UserText } from '../labels.tsx';
import { useLabels } from './labels.tsx';

type Receipt = Schemas['Receipt'];

/** The confirmation of filing, as it can be printed, kept and checked. */
export default function ReceiptView({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const runtime = useRuntime();
  const paper = useRef<HTMLDivElement>(null);
  const context = useQueryContext();
  const receipt = useQuery(apiQuery(context, getReceipt, { path: { id: request.id } }));
  const register = useQuery(registerQuery(context, request.scope)).data;
  if (receipt.data === undefined)
    return receipt.error ? (
      <PanelFailure error={receipt.error} onRetry={() => void runtime.invalidate(getReceipt)} />
    ) : (
      <div aria-busy="true">
        <Skeleton widths={[60, 80, 70]} />
      </div>
    );
  return (
    <div className="panel stack receipt">
      <div ref={paper} className="stack">
        <Heading level={3}>{t('receipt.heading', { number: receipt.data.number })}</Heading>
        <ReceiptFacts receipt={receipt.data} request={request} />
      </div>
      <Check receipt={receipt.data} known={request.receiptDigest} />
      <div>
        <PrintButton
          title={t('receipt.heading', { number: receipt.data.number })}
          controller={register?.controller.legalName ?? 'ActiveCloud'}
          label={t('receipt.print')}
          content={paper}
        />
      </div>
    </div>
  );
}

function ReceiptFacts({ receipt, request }: { receipt: Receipt; request: RightsRequest }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  return (
    <>
      <dl className="facts">
        <Fact label={t('receipt.number')}>
          <span className="code" translate="no">
            {receipt.number}
          </span>
        </Fact>
        <Fact label={t('receipt.filedAt')}>{format.dateTime(receipt.filedAt)}</Fact>
        <Fact label={t('receipt.account')}>
          <UserText>{receipt.accountName}</UserText>
          <span> </span>
          <span className="term num">{receipt.accountCode}</span>
        </Fact>
        <Fact label={t('receipt.said')}>
          <UserText>{receipt.text}</UserText>
        </Fact>
        <Fact label={t('receipt.due')}>
          <strong>{format.date(receipt.dueBy)}</strong>
          {receipt.deadlines.map(deadline => (
            <span key={deadline.rule} className="term">
              <span>{`${
                deadline.unit === 'at-once'
                  ? ''
                  : `${format.shortDate(deadline.extendedDate ?? deadline.date, now)}: `
              }${deadline.label} (`}</span>
              <Law law={deadline.law} article={deadline.article} />
              <span>{`${isSettled(deadline) ? '' : `; ${t('due.unconfirmed')}`})`}</span>
            </span>
          ))}
        </Fact>
        {receipt.attachments.length === 0 ? null : (
          <Fact label={t('receipt.files')}>
            {receipt.attachments.map(file => (
              <span key={file.sha256 + file.name} className="item">
                <UserText>{file.name}</UserText>
                <span>{`, ${format.bytes(file.size)}`}</span>
                <span className="term hash">{`SHA-256 ${file.sha256}`}</span>
              </span>
            ))}
          </Fact>
        )}
        {receipt.seal === undefined ? null : (
          <Fact label={t('receipt.seal')}>
            <span>{t('receipt.seal.text', { key: receipt.seal.key })}</span>
            <span className="term hash">{receipt.seal.signature}</span>
            {receipt.seal.logHead === undefined ? null : (
              <span className="term hash">
                {t('receipt.seal.log', {
                  seq: receipt.seal.logHead.seq,
                  hash: receipt.seal.logHead.hash,
                })}
              </span>
            )}
          </Fact>
        )}
        {receipt.answer?.seal === undefined ? null : (
          <Fact label={t('receipt.answer')}>
            <span>{t('receipt.answer.text', { at: format.dateTime(receipt.answer.answeredAt) })}</span>
            <span className="term hash">{`SHA-256 ${receipt.answer.digest}`}</span>
            <span className="term hash">{receipt.answer.seal.signature}</span>
          </Fact>
        )}
        <Fact label={t('receipt.digestLabel')}>
          <span className="hash" translate="no">
            {receipt.digest}
          </span>
          <span> </span>
          <CopyButton value={receipt.digest} label={t('receipt.digest.copy')} />
        </Fact>
      </dl>
      <div className="receipt-details">
        <DetailsList kind={receipt.kind} details={named(receipt, request)} scope={receipt.scope} />
      </div>
    </>
  );
}

/**
 * What was filed, with the names of details in the reader's language: the receipt itself holds none, for its checksum
 * is the same in every language.
 */
const named = (receipt: Receipt, request: RightsRequest): RequestDetails => {
  const { items, ...filed } = detailsOf(receipt);
  const known = detailsOf(request).items ?? [];
  return items === undefined
    ? filed
    : {
        ...filed,
        items: items.map(item => {
          const label = item.label ?? known.find(({ field }) => field === item.field)?.label;
          return label === undefined ? item : { ...item, label };
        }),
      };
};

type Verdict = 'matches' | 'differs' | 'unable';

/** What the checksum is made of, as the contract says. */
const proofOf = ({ number, filedAt, kind, scope, details, attachments }: Receipt) =>
  canonicalJson({ number, filedAt, kind, scope, details, attachments });

async function verdictOn(receipt: Receipt, known: string | undefined): Promise<Verdict> {
  const digest = await sha256Hex(new TextEncoder().encode(proofOf(receipt)));
  if (digest === undefined) return 'unable';
  return digest === receipt.digest && (known === undefined || digest === known) ? 'matches' : 'differs';
}

/** Recomputes the checksum here, in the reader's own browser. */
function Check({ receipt, known }: { receipt: Receipt; known: string | undefined }) {
  const t = useLabels();
  const [verdict, setVerdict] = useState<Verdict>();
  return (
    <div className="stack-s" data-print="no">
      <p className="small muted">{t('check.what')}</p>
      <div className="actions">
        <Button onClick={() => void verdictOn(receipt, known).then(setVerdict)}>{t('check')}</Button>
        <span role="status" className="verdict" data-verdict={verdict}>
          {verdict === undefined ? '' : t(`check.${verdict}`)}
        </span>
      </div>
    </div>
  );
}
