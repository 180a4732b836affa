import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import type { LoaderInput } from '../routes.tsx';
import { LazyConsent, LazyReceipt } from '../shell/consent/LazyConsent.tsx';
import { useFreshOnReturn } from '../shell/kit/refetch-on-focus.ts';
import { useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { AccountLine } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { consentsQuery } from '../api/queries/consents.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schema-types.ts';
import css from './consents.css?inline';
import { Objections } from './Objections.tsx';
import type texts from './texts.json';
import { Tools } from './Tools.tsx';

type Consent = Schemas['Consent'];

export async function loader({ runtime }: LoaderInput) {
  void runtime.client.prefetchQuery(registerQuery(runtime, 'person'));
  await runtime.client.ensureQueryData(consentsQuery(runtime));
}

/** What was agreed to, and how to take it back; what may be objected to; what the counters on the site may see. */
export default function ConsentsPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('consents');
  const { items, documents } = useSuspenseQuery(consentsQuery(useQueryContext())).data;
  // An email, another tab or the staff may have acted meanwhile.
  useFreshOnReturn(listConsents);
  const given = items.filter(({ status }) => status === 'given');
  const emptyHeading = items.length > 0 ? 'heading.withdrawn' : 'heading.none';
  const heading = given.length > 0 ? 'heading.some' : emptyHeading;
  return (
    <div className="stack-l consents">
      <PageHead
        name={t('name')}
        heading={t(heading, { n: given.length })}
        lead={
          <>
            <span>{`${t(items.length === 0 ? 'lead.none' : 'lead')} `}</span>
            <AccountLine />
          </>
        }
      />
      <Section title={t('documents')}>
        <ul className="rows">
          {documents.map(document => (
            <li key={document.purpose}>
              <DocumentRow document={document} given={given.find(one => one.purpose === document.purpose)} />
            </li>
          ))}
        </ul>
      </Section>
      <Objections />
      <Tools />
      <Past items={items} />
    </div>
  );
}

/** One consent: given, with the way to take it back in sight; or not, with the text one press away. */
function DocumentRow({
  document,
  given,
}: {
  document: Schemas['ConsentDocument'];
  given: Consent | undefined;
}) {
  const t = useTexts<typeof texts>('consents');
  const format = useFormat();
  const { now } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <div className="consent-row stack-s">
      <div className="split">
        <span className="row-title">{document.title}</span>
        {given === undefined ? (
          <Chip>{t('state.none')}</Chip>
        ) : (
          <Chip tone="ok">{t('state.given', { at: format.moment(given.givenAt, now) })}</Chip>
        )}
      </div>
      <p className="row-text">{document.allows}</p>
      {given?.renewal === undefined ? null : (
        <p>
          <Chip tone="warn">{t('state.renewal')}</Chip>
        </p>
      )}
      {given === undefined ? <p className="small muted">{document.refusing}</p> : null}
      <div className="actions">
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>
            {t(
              open
                ? 'close'
                : given === undefined
                  ? 'read'
                  : given.renewal === undefined
                    ? 'manage'
                    : 'renew',
            )}
          </span>
          <span className="sr">{` ${document.title}`}</span>
        </Button>
      </div>
      {open ? <LazyConsent purpose={document.purpose} onDecline={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Every consent there ever was, with the text of its time and what happened to it. */
function Past({ items }: { items: readonly Consent[] }) {
  const t = useTexts<typeof texts>('consents');
  const format = useFormat();
  const { now } = useSession();
  if (items.length === 0) return null;
  return (
    <Section title={t('past')}>
      <ul className="rows">
        {items.map(consent => (
          <li key={consent.id} className="row">
            <span className="row-title">{consent.label}</span>
            <span className="row-figure small">
              {consent.status === 'given' ? (
                <Chip tone="ok">{t('state.given', { at: format.moment(consent.givenAt, now) })}</Chip>
              ) : (
                <Chip>
                  {t('past.withdrawn', {
                    at: format.shortDate(consent.withdrawnAt ?? consent.givenAt, now),
                  })}
                </Chip>
              )}
            </span>
            <div className="row-text small stack-s">
              <ul className="plain-list">
                {consent.history.map(one => (
                  <li key={`${one.at} ${one.what}`}>
                    {`${t(`what.${one.what}`)} ${format.moment(one.at, now)}, ${one.via}`}
                  </li>
                ))}
              </ul>
              <details className="more">
                <summary>{t('past.text', { version: consent.version })}</summary>
                <p>{consent.text.join(' ')}</p>
              </details>
              <PastReceipt consent={consent} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The confirmation of a consent that was given, and of its withdrawal. */
function PastReceipt({ consent }: { consent: Consent }) {
  const t = useTexts<typeof texts>('consents');
  const [open, setOpen] = useState(false);
  return (
    <details className="more" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t(consent.status === 'given' ? 'past.receipt.given' : 'past.receipt')}</summary>
      {open ? <LazyReceipt consent={consent} /> : null}
    </details>
  );
}
