import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { listExports } from '../api/generated/ops/listExports.ts';
import { listGrants } from '../api/generated/ops/listGrants.ts';
import { revokeGrant } from '../api/generated/ops/revokeGrant.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { grantsQuery } from './queries.ts';
import type texts from './texts.json';

/** What the data of the person can be reached by now: sessions, tokens, tools, repeating copies, links; each can be ended. */
export function Grants() {
  const t = useTexts<typeof texts>('account');
  const { panel, items } = useSuspenseQuery(grantsQuery(useQueryContext())).data;
  const [announced, setAnnounced] = useState('');
  const title = useRef<HTMLDivElement>(null);
  const { send, busy, failure } = useAction(revokeGrant, {
    outdates: [listGrants, listExports],
    onSuccess: (_answer, { path }) => {
      setAnnounced(t('grants.ended', { label: items.find(({ id }) => id === path.id)?.label ?? '' }));
      // The pressed button goes with its row.
      title.current?.focus();
    },
  });
  return (
    <div ref={title} tabIndex={-1}>
      <Section title={t('grants')}>
        <p className="prose">{t('grants.what')}</p>
        {items.length === 0 ? (
          <p className="prose">{t('grants.none')}</p>
        ) : (
          <ul className="rows">
            {items.map(one => (
              <li key={one.id} className="row">
                <span className="row-title">
                  {one.reference === undefined ? (
                    <span translate="no">{one.label}</span>
                  ) : (
                    <PageLink to={paths.export(one.reference.id)}>{one.label}</PageLink>
                  )}
                </span>
                <span className="row-figure">
                  {one.revocable ? (
                    <Button busy={busy} onClick={() => void send({ path: { id: one.id } })}>
                      <span>{t('grants.end')}</span>
                      <span className="sr">{`: ${one.label}`}</span>
                    </Button>
                  ) : (
                    <Chip>{t('grants.current')}</Chip>
                  )}
                </span>
                <span className="row-text small">
                  <Facts {...one} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {panel === 'known' ? null : <p className="prose small muted">{t('grants.notConnected')}</p>}
        <p role="status" className="small">
          {announced}
        </p>
        <ActionFailureNote failure={failure} labels={{ uncertain: t('grants.uncertain') }} />
      </Section>
    </div>
  );
}

/** What a grant is, since when, when and where it was used last, until when it holds. */
function Facts({ kind, place, createdAt, usedAt, until, current }: Schemas['Grant']) {
  const t = useTexts<typeof texts>('account');
  const format = useFormat();
  const facts = [
    t(`grants.kind.${kind}`),
    ...(createdAt === undefined ? [] : [t('grants.since', { date: format.date(createdAt) })]),
    ...(usedAt === undefined || current === true ? [] : [t('grants.used', { date: format.date(usedAt) })]),
    ...(place === undefined ? [] : [place]),
    ...(until === undefined
      ? []
      : [t('grants.until', { at: kind === 'part-link' ? format.hourMinute(until) : format.date(until) })]),
  ];
  return <span>{facts.join(', ')}</span>;
}
