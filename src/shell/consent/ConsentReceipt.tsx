import { type RefObject, useRef } from 'react';
import { writeJson } from '../../api/write-json.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { useFormat } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Fact } from '../../ui/facts.tsx';
import { useSession } from '../frame/runtime-context.tsx';
import { PrintButton } from '../kit/PrintButton.tsx';
import { saveFile } from '../kit/save-file.ts';
import { useLabels } from './labels.tsx';

type Consent = Schemas['Consent'];

/** The confirmation of a consent, folded. */
export function ConsentReceipt({ consent }: { consent: Consent }) {
  const t = useLabels();
  return (
    <details className="more">
      <summary>{t('receipt')}</summary>
      <Receipt consent={consent} />
    </details>
  );
}

/**
 * The confirmation of a consent, and of its withdrawal: text, version, name, times and form; it can be printed or saved as a
 * file.
 */
export function Receipt({ consent }: { consent: Consent }) {
  const t = useLabels();
  const paper = useRef<HTMLDivElement>(null);
  return (
    <div className="stack">
      <ReceiptPaper consent={consent} paper={paper} />
      <div className="actions">
        <PrintButton
          title={t(titleOf(consent))}
          controller="ActiveCloud"
          label={t('receipt.print')}
          content={paper}
        />
        <Button
          onClick={() => {
            const text = `${writeJson(consent, 2)}\n`;
            saveFile(new Blob([text], { type: 'application/json' }), `${consent.id}.json`);
          }}
        >
          {t('receipt.save')}
        </Button>
      </div>
    </div>
  );
}

const titleOf = ({ withdrawnAt }: Consent) =>
  withdrawnAt === undefined ? 'receipt.title' : 'receipt.title.withdrawn';

function ReceiptPaper({ consent, paper }: { consent: Consent; paper: RefObject<HTMLDivElement | null> }) {
  const t = useLabels();
  const format = useFormat();
  const { account, user } = useSession();
  return (
    <div className="stack" ref={paper}>
      <Heading level={3}>{t(titleOf(consent))}</Heading>
      <dl className="facts">
        <Fact label={t('receipt.number')}>
          <span className="num">{consent.id}</span>
        </Fact>
        <Fact label={t('receipt.what')}>{consent.allows}</Fact>
        <Fact label={t('receipt.text', { version: consent.version })}>{consent.text.join(' ')}</Fact>
        <Fact label={t('receipt.who')}>{consent.fullName ?? user.name}</Fact>
        <Fact label={t('receipt.account')}>
          <span>{`${account.name} `}</span>
          <span className="term num">{account.code}</span>
        </Fact>
        <Fact label={t('receipt.at')}>{format.dateTime(consent.givenAt)}</Fact>
        {consent.withdrawnAt === undefined ? null : (
          <Fact label={t('receipt.withdrawnAt')}>{format.dateTime(consent.withdrawnAt)}</Fact>
        )}
        <Fact label={t('receipt.form')}>{t(`receipt.form.${consent.form}`)}</Fact>
        {consent.seal === undefined ? (
          <Fact label={t('receipt.seal')}>{t('receipt.unsigned')}</Fact>
        ) : (
          <Fact label={t('receipt.seal')}>
            <span>{t('receipt.seal.text', { key: consent.seal.key })}</span>
            <span className="term hash">{`SHA-256 ${consent.digest ?? ''}`}</span>
            <span className="term hash">{consent.seal.signature}</span>
            <span className="term">{`${t('receipt.check')}: ${t('receipt.check.text', { key: consent.seal.key })}`}</span>
          </Fact>
        )}
      </dl>
    </div>
  );
}
