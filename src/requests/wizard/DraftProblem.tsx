import { useEffect, useRef } from 'react';
import type { RightKind } from '../../domain/ids.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Section } from '../../ui/base/section.tsx';
import { DetailsList } from '../labels.tsx';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { DECISION_STATES, type Draft } from './draft.ts';
import { RequestCode } from './RequestCode.tsx';
import type texts from './texts.json';

/**
 * Why the draft is not saved until the customer decides: the server has another version, refuses the version it names
 * itself, or the draft was deleted or filed elsewhere.
 */
export function DraftProblem({
  draft,
  kind,
  onTheirs,
}: {
  draft: Draft;
  kind: RightKind;
  /** Called with the server's version when the customer chooses it. */
  onTheirs: (request: RightsRequest) => void;
}) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const state = useSignal(draft.state);
  const panel = useRef<HTMLDivElement>(null);
  const needsDecision = DECISION_STATES.has(state.kind);
  useEffect(() => {
    if (needsDecision) panel.current?.focus();
  }, [needsDecision]);
  if (!needsDecision) return null;
  return (
    <div ref={panel} tabIndex={-1} role="alert" className="panel stack" data-keeps-focus="">
      {state.kind === 'conflict' ? (
        <Section title={t('conflict.title')}>
          <p>{t('conflict.text', { at: format.moment(state.theirs.request.updatedAt, now) })}</p>
          <div className="conflict">
            <div className="stack-s">
              <Heading level={3}>{t('conflict.theirs')}</Heading>
              <DetailsList
                kind={kind}
                details={detailsOf(state.theirs.request)}
                scope={state.theirs.request.scope}
              />
              <Button
                onClick={() => {
                  const theirs = state.theirs.request;
                  draft.takeTheirs();
                  onTheirs(theirs);
                }}
              >
                {t('conflict.takeTheirs')}
              </Button>
            </div>
            <div className="stack-s">
              <Heading level={3}>{t('conflict.mine')}</Heading>
              <DetailsList
                kind={kind}
                details={draft.content()?.details ?? {}}
                scope={state.theirs.request.scope}
              />
              <Button onClick={() => void draft.keepMine()}>{t('conflict.keepMine')}</Button>
            </div>
          </div>
        </Section>
      ) : null}
      {state.kind === 'stuck' ? (
        <Section title={t('stuck.title')}>
          <p>{t('stuck.text')}</p>
          <div className="actions">
            <Button onClick={() => void draft.insist()}>{t('stuck.insist')}</Button>
            <Button onClick={() => void draft.beginAgain()}>{t('gone.again')}</Button>
          </div>
          <p className="small muted">
            <span>{`${t('stuck.files')} `}</span>
            <RequestCode error={state.failure} />
          </p>
        </Section>
      ) : null}
      {state.kind === 'gone' ? (
        <Section title={t('gone.title')}>
          <p>{t('gone.text')}</p>
          <Button onClick={() => void draft.beginAgain()}>{t('gone.again')}</Button>
        </Section>
      ) : null}
      {state.kind === 'filed' ? (
        <Section title={t('filed.title')}>
          <p>{t('filed.text')}</p>
          <PageLink to={paths.request(state.request.id)}>
            {t('filed.open', { number: state.request.number })}
          </PageLink>
        </Section>
      ) : null}
    </div>
  );
}
