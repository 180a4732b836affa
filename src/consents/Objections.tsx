import { useSuspenseQuery } from '@tanstack/react-query';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import { listRequests } from '../api/generated/ops/listRequests.ts';
import { setObjection } from '../api/generated/ops/setObjection.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useAction } from '../shell/kit/use-action.ts';
import { useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip, type Tone } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { consentsQuery } from '../api/queries/consents.ts';
import type { Schemas } from '../api/schema-types.ts';
import { Failed } from './Failed.tsx';
import type texts from './texts.json';

const TONES: Readonly<Record<Schemas['Objection']['state'], Tone>> = {
  none: 'plain',
  pending: 'wait',
  accepted: 'ok',
  refused: 'bad',
};

/** Uses that rest on a legitimate interest: offers stop at once, the others are looked at by a person. */
export function Objections() {
  const t = useTexts<typeof texts>('consents');
  const { objections } = useSuspenseQuery(consentsQuery(useQueryContext())).data;
  // What stops at once comes first: it needs nothing but a press.
  const sorted = objections.toSorted((a, b) => Number(b.instant) - Number(a.instant));
  return (
    <Section title={t('objections')}>
      <p className="objections-lead">{t('objections.lead')}</p>
      <ul className="rows">
        {sorted.map(objection => (
          <li key={objection.purpose}>
            <ObjectionRow objection={objection} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ObjectionRow({ objection }: { objection: Schemas['Objection'] }) {
  const t = useTexts<typeof texts>('consents');
  const format = useFormat();
  const { now } = useSession();
  const action = useAction(setObjection, {
    shows: listConsents,
    outdates: [listConsents, getMailings, listMailingHistory, getRegister, getOverview, listRequests],
  });
  const { purpose, label, description, state, instant, at, requestId, effect, signal, instead } = objection;
  const put = (object: boolean) => void action.send({ path: { purpose }, body: { object } });
  // What objecting comes to is said above, once for all; only what differs is said here.
  const before = instant ? effect : description;
  const inForce = signal === undefined && (state === 'accepted' || state === 'pending');
  return (
    <div className="consent-row stack-s">
      <div className="split">
        <span className="row-title">{label}</span>
        {state === 'none' ? null : (
          <Chip tone={TONES[state]}>
            {signal === undefined
              ? t(`objection.${state}`, { at: at === undefined ? '' : format.moment(at, now) })
              : t('signal.accepted')}
          </Chip>
        )}
      </div>
      <p className="row-text" role="status">
        {signal !== undefined
          ? t('signal.why')
          : state === 'accepted'
            ? t(instant ? 'objection.done.instant' : 'objection.done')
            : before}
      </p>
      {instead === undefined ? null : <p className="row-text small">{instead}</p>}
      <Failed failure={action.failure} />
      <div className="actions">
        {inForce ? (
          <Button busy={action.busy} onClick={() => put(false)}>
            <span>{t(action.busy ? 'busy' : 'objection.back')}</span>
            <span className="sr">{` ${label}`}</span>
          </Button>
        ) : instant ? (
          <Button busy={action.busy} onClick={() => put(true)}>
            <span>{t(action.busy ? 'busy' : 'objection.now')}</span>
            <span className="sr">{` ${label}`}</span>
          </Button>
        ) : (
          <PageLink className="btn" to={paths.newRequest('objection', { purpose })}>
            <span>{t('objection.ask')}</span>
            <span className="sr">{` ${label}`}</span>
          </PageLink>
        )}
        {requestId === undefined ? null : (
          <PageLink to={paths.request(requestId)}>{t('objection.request')}</PageLink>
        )}
      </div>
    </div>
  );
}
