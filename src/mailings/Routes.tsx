import { useState } from 'react';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listOwnActions } from '../api/generated/ops/listOwnActions.ts';
import { setNoticeRoute } from '../api/generated/ops/setNoticeRoute.ts';
import type { Schemas } from '../api/schema-types.ts';
import { can, whoCan } from '../domain/roles.ts';
import { Checkbox } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type failureTexts from '../shell/failure/texts.json';
import { PageLink } from '../shell/frame/links.tsx';
import { useSession } from '../shell/frame/runtime-context.tsx';
import { type Done, DoneLine } from '../shell/kit/DoneLine.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { Button } from '../ui/base/button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Failed } from './Failed.tsx';
import { useSwitches } from './mailings.ts';
import { mailingsQuery } from './queries.ts';
import { useLabels } from './labels.ts';

type Route = Schemas['NoticeRoute'];
type Person = Schemas['NoticePerson'];

/** What a person of the account is called on this page: name and role; of several with one role and no name, a number too. */
function usePersonLabel(people: readonly Person[]): (person: Person) => string {
  const t = useLabels();
  const names = useTexts<typeof failureTexts>('failure');
  return ({ id, name, role, self }) => {
    const roleName = names(`role.${role}`);
    if (self) return t('routes.self', { role: roleName });
    if (name !== undefined) return t('routes.person', { name, role: roleName });
    const alike = people.filter(one => one.role === role && one.name === undefined);
    return alike.length < 2
      ? roleName
      : t('routes.numbered', { role: roleName, n: alike.findIndex(one => one.id === id) + 1 });
  };
}

/** Who of the account gets each kind of service notice, and the dialog that changes it for those who may. */
export function Routes() {
  const t = useLabels();
  const names = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  const { now, role } = useSession();
  const { routes, people } = useSwitches().mailings.serviceNotices;
  const labelOf = usePersonLabel(people);
  const [editing, setEditing] = useState<Route['kind']>();
  const [done, setDone] = useState<Done>();
  const edited = routes.find(({ kind }) => kind === editing);
  return (
    <div className="stack-s">
      <h3 className="h3">{t('routes')}</h3>
      <DoneLine done={done} />
      <ul className="rows dense">
        {routes.map(route => (
          <li key={route.kind} className="row route">
            <span className="row-title">{route.label}</span>
            {route.mayRoute && people.length > 1 ? (
              <span className="row-figure">
                <Button kind="quiet" onClick={() => setEditing(route.kind)}>
                  <span>{t('routes.change')}</span>
                  <span className="sr">{`: ${route.label}`}</span>
                </Button>
              </span>
            ) : null}
            <span className="row-text">
              <span>{format.list(route.recipients.map(labelOf))}</span>
              {route.changedAt === undefined ? null : (
                <span className="small muted">
                  {`. ${t('routes.changed', {
                    at: format.moment(route.changedAt, now),
                    who: route.changedBy ?? t('routes.somebody'),
                  })}`}
                </span>
              )}
            </span>
          </li>
        ))}
        <li className="row route">
          <span className="row-title">{t('routes.own')}</span>
          <span className="row-text">{t('routes.own.who')}</span>
        </li>
      </ul>
      <p className="small muted">
        {can(role, 'notices.route.all') ? null : (
          <span>
            {`${t('routes.deciders', {
              all: format.list(whoCan('notices.route.all').map(one => names(`role.${one}`))),
            })} `}
          </span>
        )}
        <span>{`${t('routes.where')} `}</span>
        <PageLink to={paths.account()}>{t('routes.members')}</PageLink>
      </p>
      {edited === undefined ? null : (
        <RouteDialog
          key={edited.kind}
          route={edited}
          people={people}
          labelOf={labelOf}
          onClose={() => setEditing(undefined)}
          onDone={text => {
            setEditing(undefined);
            setDone({ text });
          }}
        />
      )}
    </div>
  );
}

function RouteDialog({
  route,
  people,
  labelOf,
  onClose,
  onDone,
}: {
  route: Route;
  people: readonly Person[];
  labelOf: (person: Person) => string;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const t = useLabels();
  const format = useFormat();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(route.recipients.map(({ id }) => id)),
  );
  const [isEmpty, setEmpty] = useState(false);
  const action = useAction(setNoticeRoute, {
    cachedAs: mailingsQuery,
    shows: getMailings,
    outdates: [listOwnActions, listAccessLog],
    onSuccess: ({ serviceNotices }) => {
      const { recipients = [] } = serviceNotices.routes.find(({ kind }) => kind === route.kind) ?? {};
      onDone(t('routes.done', { what: route.label, who: format.list(recipients.map(labelOf)) }));
    },
  });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setEmpty(false);
    setChosen(next);
  };
  const save = () => {
    // Somebody who has left the account meanwhile is not sent.
    const recipients = people.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
    setEmpty(recipients.length === 0);
    if (recipients.length > 0)
      void action.send({ path: { kind: route.kind }, body: { recipients, etag: route.etag } });
  };
  return (
    <Dialog title={t('routes.title', { what: route.label })} focus="title" onClose={onClose}>
      <fieldset className="choices">
        <legend>{t('routes.legend')}</legend>
        {people.map(person => (
          <Checkbox
            key={person.id}
            label={labelOf(person)}
            checked={chosen.has(person.id)}
            onChange={() => toggle(person.id)}
          />
        ))}
      </fieldset>
      <div role="alert">{isEmpty ? <p className="error">{t('routes.empty')}</p> : null}</div>
      <p className="small muted">{t('routes.hint')}</p>
      {action.failure === undefined ? null : <Failed failure={action.failure} />}
      <div className="actions">
        <Button kind="primary" busy={action.busy} onClick={save}>
          {t('routes.save')}
        </Button>
        <Button onClick={onClose}>{t('routes.cancel')}</Button>
      </div>
    </Dialog>
  );
}
