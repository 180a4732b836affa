import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { disownAction } from '../api/generated/ops/disownAction.ts';
import { listOwnActions } from '../api/generated/ops/listOwnActions.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { useQueryContext, useRuntime, useSession } from '../shell/frame/runtime-context.tsx';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { MoreButton, useMore } from '../shell/kit/load-more.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { Button } from '../ui/base/button.tsx';
import { Note } from '../ui/base/note.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ownActionsQuery, PAGE } from './queries.ts';
import type texts from './texts.json';
import { Views } from './Views.tsx';

type OwnAction = Schemas['OwnAction'];

/** What was made in the customer's name, each with «this was not me». */
export function OwnActions() {
  const t = useTexts<typeof texts>('access-log');
  const { data: first } = useSuspenseQuery(ownActionsQuery(useQueryContext()));
  const more = useMore(listOwnActions, { limit: PAGE }, first);
  const [chosen, setChosen] = useState<OwnAction>();
  const [done, setDone] = useState<Schemas['Disowned']>();
  const actions = [...first.items, ...more.items];
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t('heading.actions', { n: first.total })}
        lead={t('actions.lead')}
        trail={t('term')}
      />
      <Views current="actions" />
      {actions.length === 0 ? null : (
        <ul className="rows">
          {actions.map(action => (
            <li key={action.id}>
              <ActionRow
                action={done?.action.id === action.id ? done.action : action}
                onDisown={() => setChosen(action)}
              />
            </li>
          ))}
        </ul>
      )}
      <MoreButton more={more} label={t('more')} />
      {chosen === undefined ? null : (
        <DisownDialog
          action={chosen}
          done={done?.action.id === chosen.id ? done : undefined}
          onDone={setDone}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}

function ActionRow({ action, onDisown }: { action: OwnAction; onDisown: () => void }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const { now } = useSession();
  const { disowned, reference } = action;
  const from = [action.from.channel, action.from.place].filter(part => part !== undefined).join(', ');
  return (
    <div className="row">
      <span className="row-title">{action.label}</span>
      <time className="row-figure num small" dateTime={action.at} title={format.dateTime(action.at)}>
        {format.moment(action.at, now)}
      </time>
      <span className="row-text small">
        <span>{`${t('where')}: ${from}. `}</span>
        {reference === undefined ? null : (
          <>
            <PageLink
              to={reference.kind === 'export' ? paths.export(reference.id) : paths.request(reference.id)}
            >
              <span>{t(reference.kind === 'export' ? 'actions.copy' : 'actions.request')}</span>
              <span className="sr">{` ${reference.label}`}</span>
            </PageLink>
            <span> </span>
          </>
        )}
        {disowned === undefined ? (
          <Button kind="quiet" onClick={onDisown}>
            <span>{t('disown')}</span>
            <span className="sr">{`: ${action.label}, ${format.dateTime(action.at)}`}</span>
          </Button>
        ) : (
          <PageLink to={paths.request(disowned.requestId)}>
            {t('disowned', { at: format.moment(disowned.at, now), number: disowned.number })}
          </PageLink>
        )}
      </span>
    </div>
  );
}

/** What the answer will stop and what it cannot; afterwards, what was stopped. */
function DisownDialog({
  action,
  done,
  onDone,
  onClose,
}: {
  action: OwnAction;
  done: Schemas['Disowned'] | undefined;
  onDone: (done: Schemas['Disowned']) => void;
  onClose: () => void;
}) {
  const t = useTexts<typeof texts>('access-log');
  const { client } = useRuntime();
  const { send, busy, failure } = useAction(disownAction, {
    onSuccess: answer => {
      // A copy, a consent, a mailing or a request may have ended: every page shows another state.
      void client.invalidateQueries();
      onDone(answer);
    },
  });
  if (done !== undefined)
    return (
      <Dialog key="done" title={t('disown.done')} focus="title" onClose={onClose}>
        <ul className="effects stack-s">
          {[...done.stopped, ...done.notStopped].map(text => (
            <li key={text}>{text}</li>
          ))}
          <li>
            <span>{`${t(done.opened ? 'disown.opened' : 'disown.attached')} `}</span>
            <PageLink to={paths.request(done.action.disowned?.requestId ?? '')}>
              {done.action.disowned?.number ?? ''}
            </PageLink>
          </li>
        </ul>
        <div className="actions">
          <Button onClick={onClose}>{t('disown.close')}</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('disown.title')} focus="title" onClose={onClose}>
      <p>
        <strong>{action.label}</strong>
      </p>
      <ul className="effects stack-s">
        {[action.stops ?? t('disown.nothing'), action.cannotStop, t('disown.complaint')]
          .filter(text => text !== undefined)
          .map(text => (
            <li key={text}>{text}</li>
          ))}
      </ul>
      {action.kind === 'signed-in' ? <Note tone="warn">{t('disown.password')}</Note> : null}
      <ActionFailureNote failure={failure} labels={{ uncertain: t('disown.uncertain') }} />
      <div className="actions">
        <Button data-kind="danger" busy={busy} onClick={() => void send({ path: { id: action.id } })}>
          {t('disown.send')}
        </Button>
        <Button onClick={onClose}>{t('disown.cancel')}</Button>
      </div>
    </Dialog>
  );
}
