import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { getCategory } from '../../api/generated/ops/getCategory.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import { getMailings } from '../../api/generated/ops/getMailings.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRegister } from '../../api/generated/ops/getRegister.ts';
import { giveConsent } from '../../api/generated/ops/giveConsent.ts';
import { listAccessLog } from '../../api/generated/ops/listAccessLog.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { listExports } from '../../api/generated/ops/listExports.ts';
import { listMailingHistory } from '../../api/generated/ops/listMailingHistory.ts';
import { listRecords } from '../../api/generated/ops/listRecords.ts';
import { withdrawConsent } from '../../api/generated/ops/withdrawConsent.ts';
import type { Failure } from '../../api/errors.ts';
import type { Schemas } from '../../api/schemas.ts';
import { hasMovedOn } from '../../api/transfer/write-failures.ts';
import { writeJson } from '../../api/json.ts';
import { standingConsent } from '../../domain/consent-states.ts';
import { TextInput } from '../../form/fields.tsx';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { Fact } from '../../ui/facts.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { ActionFailureNote } from '../kit/action-failure.tsx';
import { useAction } from '../kit/use-action.ts';
import { PanelFailure } from '../failure/FailureView.tsx';
import { useRuntime, useSession, useQueryContext } from '../frame/hooks.tsx';
import { PrintButton } from '../kit/PrintButton.tsx';
import type { Runtime } from '../frame/runtime.ts';
import { consentsQuery } from '../../api/queries/consents.ts';
import { saveFile } from '../kit/save-file.ts';
import type failureTexts from '../failure/texts.json';
import css from './consent.css?inline';
import type texts from './texts.json';

type Consent = Schemas['Consent'];
type ConsentDocument = Schemas['ConsentDocument'];

const useLabels = () => useTexts<typeof texts>('consent');

/** What a consent given or withdrawn changes elsewhere is asked for anew. */
async function refresh(runtime: Runtime): Promise<void> {
  // A text that is shown just now rests on the consent.
  runtime.shownValue.set(undefined);
  await runtime.invalidate(listConsents);
  void runtime.invalidate(
    getCategory,
    getRegister,
    listRecords,
    listExports,
    getExport,
    getOverview,
    getMailings,
    listMailingHistory,
    listAccessLog,
  );
}

/**
 * One consent where it is needed: its text with what follows from giving, refusing and withdrawing it; given by typing
 * the whole name and a fresh sign-in; withdrawn as easily, with what that leads to said first; a confirmation to keep.
 * `onDecline` is called when the customer decides against it.
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
  if (consents.data === undefined) return <Waiting />;
  const document = consents.data.documents.find(one => one.purpose === purpose);
  const given = standingConsent(consents.data.items, purpose);
  // A newer text asks again and never takes the place of the one that was agreed to by itself.
  const newer = given !== undefined && document !== undefined && given.version !== document.version;
  const announce = (text: string) => setAnnounced(text);
  return (
    <div className="panel stack consent">
      <p role="status" tabIndex={-1} ref={line} className="consent-said">
        {announced}
      </p>
      {given === undefined ? null : (
        <Given
          consent={given}
          onWithdrawn={({ effect, withdrawnAt }) =>
            announce(
              `${t('withdraw.done', { at: format.moment(withdrawnAt ?? now, now) })} ${effect.join(' ')}`,
            )
          }
        />
      )}
      {document === undefined || (given !== undefined && !newer) ? null : newer ? (
        <details className="more">
          <summary>{t('newer', { version: document.version })}</summary>
          <div className="stack">
            <Giving document={document} onGiven={() => announce(t('given.done'))} />
          </div>
        </details>
      ) : (
        <Giving document={document} onGiven={() => announce(t('given.done'))} onDecline={onDecline} />
      )}
    </div>
  );
}

function Failed({ failure }: { failure: Failure | undefined }) {
  const t = useLabels();
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        uncertain: t('failure.uncertain'),
        stepUp: t('failure.stepUp'),
        moved: { title: t('failure.moved'), text: t('failure.moved.text') },
      }}
    />
  );
}

/** What is sent with an action that gives the consent itself: the text that was shown, and the name typed under it. */
interface Signed {
  version: string;
  fullName: string;
}

/** One consent as part of another action: switching on a mailing gives it in the same breath. */
export function ConsentForm({
  purpose,
  give,
  onDecline,
}: {
  purpose: string;
  /** Does the action; resolves to why it did not happen. */
  give: (signed: Signed) => Promise<Failure | undefined>;
  onDecline: () => void;
}) {
  useSheet(css);
  const consents = useQuery(consentsQuery(useQueryContext()));
  if (consents.error) return <PanelFailure error={consents.error} onRetry={() => void consents.refetch()} />;
  const document = consents.data?.documents.find(one => one.purpose === purpose);
  if (document === undefined) return <Waiting />;
  return (
    <div className="panel stack consent">
      <Giving document={document} give={give} onGiven={() => undefined} onDecline={onDecline} />
    </div>
  );
}

function Waiting() {
  const t = useLabels();
  return (
    <div aria-busy="true" aria-label={t('loading')} role="group">
      <Skeleton widths={[40, 90, 80, 60]} />
    </div>
  );
}

function Giving({
  document,
  give: actionWith,
  onGiven,
  onDecline,
}: {
  document: ConsentDocument;
  /** Another action that gives it; left out, the consent is given by itself. */
  give?: (signed: Signed) => Promise<Failure | undefined>;
  onGiven: () => void;
  /** Left out where there is nothing to decline. */
  onDecline?: () => void;
}) {
  const t = useLabels();
  const names = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  const runtime = useRuntime();
  const { user, role } = useSession();
  const action = useAction(giveConsent, {
    onSuccess: given,
    onFailure: showFailure,
    isStill: ({ body }) => form.getValues('fullName').trim() === body?.fullName,
  });
  const form = useForm({ defaultValues: { fullName: '' } });
  const { errors, isSubmitting } = form.formState;
  const may = document.roles.includes(role);
  const give = form.handleSubmit(async ({ fullName }) => {
    const { purpose, version, form: written } = document;
    const signed = { version, fullName: fullName.trim() };
    if (actionWith === undefined) {
      await action.send({ body: { purpose, ...signed, form: written } });
      return;
    }
    const failure = await actionWith(signed);
    if (failure === undefined) await given();
    else showFailure(failure);
  });
  async function given() {
    await refresh(runtime);
    onGiven();
  }
  function showFailure(failure: Failure) {
    const wrong = failure.problem?.errors?.find(error => error.pointer.endsWith('/fullName'));
    if (wrong !== undefined) form.setError('fullName', { message: wrong.detail }, { shouldFocus: true });
    if (hasMovedOn(failure)) void runtime.invalidate(listConsents);
  }
  const busy = isSubmitting || action.busy;
  return (
    <>
      <div className="split">
        <Heading level={3}>{document.title}</Heading>
        <span className="small muted">
          <span>{`${t('version', { version: document.version })} `}</span>
          {document.fact.confirmed ? null : <Chip tone="wait">{t('unconfirmed')}</Chip>}
        </span>
      </div>
      {may ? (
        <Wording document={document} />
      ) : (
        <>
          <p>{t('roles', { roles: format.list(document.roles.map(one => names(`role.${one}`))) })}</p>
          <details className="more">
            <summary>{t('wording')}</summary>
            <div className="stack">
              <Wording document={document} />
            </div>
          </details>
        </>
      )}
      {may ? (
        <div className="stack">
          <TextInput
            label={t('name')}
            hint={t('name.hint', { name: user.name })}
            autoComplete="off"
            error={errors.fullName?.message}
            {...form.register('fullName', { validate: value => value.trim() !== '' || t('name.empty') })}
            onKeyDown={event => {
              // The panel stands inside another form: Enter gives the consent, not that form.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              void give();
            }}
          />
          {document.needsStepUp ? <p className="small muted">{t('stepUp')}</p> : null}
          {errors.fullName === undefined ? <Failed failure={action.failure} /> : null}
          <div className="actions">
            <Button busy={busy} onClick={() => void give()}>
              {t(busy ? 'busy' : 'give')}
            </Button>
            {onDecline === undefined ? null : <Button onClick={onDecline}>{t('decline')}</Button>}
          </div>
        </div>
      ) : onDecline === undefined ? null : (
        <div className="actions">
          <Button onClick={onDecline}>{t('without')}</Button>
        </div>
      )}
    </>
  );
}

/** What is agreed to, and what follows from refusing and from withdrawing. */
function Wording({ document }: { document: ConsentDocument }) {
  const t = useLabels();
  return (
    <>
      <div className="stack-s consent-text">
        {document.text.map(paragraph => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <dl className="facts">
        <Fact label={t('refusing')}>{document.refusing}</Fact>
        <Fact label={t('withdrawal')}>{document.withdrawal.join(' ')}</Fact>
      </dl>
      {document.fact.note === undefined ? null : <p className="term">{document.fact.note}</p>}
    </>
  );
}

function Given({ consent, onWithdrawn }: { consent: Consent; onWithdrawn: (withdrawn: Consent) => void }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        <Chip tone="ok">
          {t('given', { at: format.moment(consent.givenAt, now), version: consent.version })}
        </Chip>
      </p>
      <div className="actions">
        <Button onClick={() => setOpen(true)}>{t('withdraw')}</Button>
      </div>
      <Receipt consent={consent} />
      {open ? (
        <Withdrawing consent={consent} onClose={() => setOpen(false)} onWithdrawn={onWithdrawn} />
      ) : null}
    </>
  );
}

function Withdrawing({
  consent,
  onClose,
  onWithdrawn,
}: {
  consent: Consent;
  onClose: () => void;
  onWithdrawn: (withdrawn: Consent) => void;
}) {
  const t = useLabels();
  const runtime = useRuntime();
  const action = useAction(withdrawConsent, {
    // Somebody may have withdrawn it already: it is shown as it is.
    shows: listConsents,
    onSuccess: async withdrawn => {
      onClose();
      await refresh(runtime);
      onWithdrawn(withdrawn);
    },
  });
  return (
    <Dialog title={t('withdraw.title')} focus="title" onClose={onClose}>
      <ul className="effects stack-s">
        {consent.effect.map(effect => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Failed failure={action.failure} />
      <div className="actions">
        <Button
          data-kind="danger"
          busy={action.busy}
          onClick={() => void action.send({ path: { id: consent.id } })}
        >
          {t(action.busy ? 'busy' : 'withdraw')}
        </Button>
        <Button onClick={onClose}>{t('withdraw.keep')}</Button>
      </div>
    </Dialog>
  );
}

/** What proves a consent: its text and version, who gave it, when and how; to print or to keep as a file. */
function Receipt({ consent }: { consent: Consent }) {
  const t = useLabels();
  const paper = useRef<HTMLDivElement>(null);
  return (
    <details className="more">
      <summary>{t('receipt')}</summary>
      <div className="stack">
        <ReceiptPaper consent={consent} paper={paper} />
        <div className="actions">
          <PrintButton
            title={t('receipt.title')}
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
    </details>
  );
}

function ReceiptPaper({ consent, paper }: { consent: Consent; paper: RefObject<HTMLDivElement | null> }) {
  const t = useLabels();
  const format = useFormat();
  const { account, user } = useSession();
  return (
    <div className="stack" ref={paper}>
      <Heading level={3}>{t('receipt.title')}</Heading>
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
        <Fact label={t('receipt.form')}>{t(`receipt.form.${consent.form}`)}</Fact>
      </dl>
    </div>
  );
}
