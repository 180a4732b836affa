import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { citation, type LawReference } from '../domain/citations.ts';
import type { RightKind } from '../domain/ids.ts';
import { OTHER_CONSENT, type RequestDetails } from '../domain/requests.ts';
import { useFormat, useLocale, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { consentsQuery } from '../api/queries/consents.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useEntryLabel } from './access-entry.ts';
import type { Scope } from './queries.ts';
import type texts from './texts.json';

/** The details that have a label: a row of another one does not compile. */
type LabelledDetail = Extract<
  keyof RequestDetails | 'scope',
  keyof typeof texts extends infer Key ? (Key extends `asked.${infer Name}` ? Name : never) : never
>;

/** One line of what a request asks. `about` is the member of the details it comes from. */
export interface DetailRow {
  about: LabelledDetail;
  label: string;
  value: ReactNode;
}

/** A text somebody wrote, as text: its own direction, its own lines. */
export function UserText({ children }: { children: string }) {
  return (
    <bdi dir="auto" className="said">
      {children}
    </bdi>
  );
}

/** A law with its article, each on one line. */
export function Law(reference: LawReference) {
  return <span className="law">{citation(reference, useLocale()).replaceAll(/([^,]) /g, '$1\u00a0')}</span>;
}

/** What a request asks, line by line, in words; labels of kinds of data and purposes come from the register. */
export function useDetailRows(kind: RightKind, details: RequestDetails, scope: Scope): DetailRow[] {
  const t = useTexts<typeof texts>('requests');
  const format = useFormat();
  const context = useQueryContext();
  const register = useQuery(registerQuery(context, scope)).data;
  const consents = useQuery({
    ...consentsQuery(context),
    enabled: (details.consents ?? []).length > 0,
  }).data;
  const entry = useEntryLabel(details.accessEntry);
  const nameOf = (id: string, rows: readonly { id: string; label: string }[]) =>
    rows.find(row => row.id === id)?.label ?? id;
  const named = (ids: readonly string[], rows: readonly { id: string; label: string }[]) =>
    ids.length === 1 ? (
      nameOf(ids[0] ?? '', rows)
    ) : (
      <ul>
        {ids.map(id => (
          <li key={id}>{nameOf(id, rows)}</li>
        ))}
      </ul>
    );
  const categories = register?.categories ?? [];
  const rows: DetailRow[] = [];
  const say = (about: DetailRow['about'], value: ReactNode) =>
    rows.push({ about, label: t(`asked.${about}`), value });

  say('scope', t(`asked.scope.${scope}`));
  if (details.mode !== undefined) say('mode', t(`mode.${details.mode}`));
  if (details.all === true) say('categories', t('asked.everything'));
  else if (details.categories && details.categories.length > 0)
    say('categories', named(details.categories, categories));
  if (kind === 'access' && details.mode !== undefined && details.mode !== 'disclosures')
    say(
      'from',
      details.from === undefined && details.to === undefined
        ? t('asked.period.all')
        : details.to === undefined
          ? t('asked.period.from', { from: format.date(details.from ?? '') })
          : details.from === undefined
            ? t('asked.period.to', { to: format.date(details.to) })
            : t('asked.period', { from: format.date(details.from), to: format.date(details.to) }),
    );
  if (details.items && details.items.length > 0)
    say(
      'items',
      <ul className="stack-s">
        {details.items.map((item, index) => (
          <li key={index}>
            <UserText>{item.label ?? item.field}</UserText>
            <span>{': '}</span>
            {item.old === undefined || item.old === '' ? null : (
              <>
                <s className="muted">
                  <UserText>{item.old}</UserText>
                </s>
                <span>{' → '}</span>
              </>
            )}
            <strong>
              <UserText>{item.new}</UserText>
            </strong>
          </li>
        ))}
      </ul>,
    );
  if (kind === 'rectification') {
    say('blockWhileChecking', t(details.blockWhileChecking === true ? 'asked.block.yes' : 'asked.block.no'));
    say('proofProvided', t(details.proofProvided === true ? 'asked.proof.yes' : 'asked.proof.no'));
  }
  if (details.purposes && details.purposes.length > 0)
    say('purposes', named(details.purposes, register?.purposes ?? []));
  if (details.tools && details.tools.length > 0) say('tools', named(details.tools, register?.tools ?? []));
  if (details.consents && details.consents.length > 0)
    say(
      'consents',
      named(details.consents, [
        ...(consents?.items ?? []),
        { id: OTHER_CONSENT, label: t('consents.other') },
      ]),
    );
  if (details.ground !== undefined) say('ground', t(`ground.${details.ground}`));
  if (kind === 'restriction')
    say('until', details.until === undefined ? t('asked.until.none') : format.date(details.until));
  if (details.format !== undefined) say('format', t(`format.${details.format}`));
  if (details.recipient !== undefined) say('recipient', t(`recipient.${details.recipient}`));
  if (details.otherController !== undefined && details.recipient === 'other')
    say('otherController', <UserText>{details.otherController}</UserText>);
  if (details.unlawful !== undefined && kind === 'complaint')
    say('unlawful', t(details.unlawful ? 'unlawful.yes' : 'unlawful.no'));
  if (kind === 'complaint' && details.to !== undefined)
    say('to', t(details.to === 'regulator' ? 'to.regulator' : 'to.controller'));
  if (details.accessEntry !== undefined) say('accessEntry', entry ?? t('asked.accessEntry.yes'));
  for (const about of ['text', 'reason', 'situation', 'about'] as const) {
    const text = details[about];
    if (text !== undefined && text.trim() !== '') say(about, <UserText>{text}</UserText>);
  }
  if (kind === 'erasure') say('skipHold', t(details.skipHold === true ? 'hold.now' : 'hold.wait'));
  return rows;
}

/** What a request asks, as a list of facts; `action` stands beside a line (the way back to its question). */
export function DetailsList({
  kind,
  details,
  scope,
  action,
}: {
  kind: RightKind;
  details: RequestDetails;
  scope: Scope;
  action?: (about: DetailRow['about'], label: string) => ReactNode;
}) {
  const rows = useDetailRows(kind, details, scope);
  return (
    <dl className="asked">
      {rows.map(({ about, label, value }) => (
        <div key={about}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {action === undefined ? null : <dd className="asked-action">{action(about, label)}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Advice on what was not chosen for its basis: why, and the right that fits. It is never a gate. */
export function Advice({ cell }: { cell: Pick<Schemas['Eligibility'], 'text' | 'alternative'> }) {
  const t = useTexts<typeof texts>('requests');
  const { alternative } = cell;
  return (
    <>
      <span>{`${cell.text} `}</span>
      {alternative === undefined ? null : alternative === 'end-contract' ? (
        <span>{t('advice.end-contract')}</span>
      ) : (
        <PageLink to={paths.newRequest(alternative)}>
          {t('advice.fits', { right: t(`right.${alternative as 'access'}`).toLowerCase() })}
        </PageLink>
      )}
    </>
  );
}
