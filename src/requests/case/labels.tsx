import { type ReactNode, useState } from 'react';
import type { Failure } from '../../api/errors.ts';
import { daysBetween, moscowDate } from '../../domain/calendar.ts';
import { COMPLAINT_BODIES } from '../../domain/requests.ts';
import type { Format } from '../../i18n/format.ts';
import { type Translate, useFormat, useTexts } from '../../i18n/react.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { ActionFailureNote, actionFailureLabels } from '../../shell/kit/action-failure.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import type { RightsRequest } from '../queries.ts';
import { UserText } from '../labels.tsx';
import { useRequestPage } from './case.ts';
import type texts from './texts.json';

type TextKey = Extract<keyof typeof texts, string>;

/** The texts of the case. */
export function useLabels(): Translate<TextKey> {
  return useTexts<typeof texts>('case');
}

/** «сегодня, 14:20», «3 февраля, 09:30»: a moment of the case, with its time. */
function when(format: Format, at: string, now: string): string {
  const moment = format.moment(at, now);
  const time = format.time(at).slice(0, 5);
  return moment.endsWith(time) ? moment : `${moment}, ${time}`;
}

/** «сегодня», «вчера», «8 дней назад»: how long ago, by the days of Moscow. */
export function useAgo(): (at: string, now: string) => string {
  const t = useLabels();
  return (at, now) => {
    const days = Math.max(0, daysBetween(moscowDate(at), moscowDate(now)));
    return days === 0 ? t('ago.today') : days === 1 ? t('ago.yesterday') : t('ago.days', { n: days });
  };
}

/** Whether the page is being made ready for paper. */
export function usePaper(): boolean {
  return useSignal(useRequestPage().paper);
}

/** A moment of the case as it is said: by the day it is now, on paper with its whole date. */
export function useWhen(): (at: string) => string {
  const format = useFormat();
  const { now } = useSession();
  const paper = usePaper();
  return at => (paper ? format.dateTime(at) : when(format, at, now));
}

/** The bodies that accept complaints in the customer’s jurisdiction; the customer chooses one. */
export function useComplaintBodies(): string {
  const t = useLabels();
  const { jurisdiction } = useSession();
  const either = new Intl.ListFormat(t('tag'), { type: 'disjunction' });
  return either.format(COMPLAINT_BODIES[jurisdiction].map(body => t(`body.${body}`)));
}

/** The supervisory body where the customer is, as one turns to it. */
export function useRegulator(): string {
  const t = useLabels();
  const { jurisdiction } = useSession();
  return t(`body.${COMPLAINT_BODIES[jurisdiction][0]}`);
}

/** The first and last characters of a checksum, and the whole of it to copy; on paper the whole of it. */
export function Checksum({ value, label }: { value: string; label: string }) {
  if (usePaper())
    return (
      <span className="hash" translate="no">
        {value}
      </span>
    );
  return (
    <>
      <span className="num" title={value}>
        {`${value.slice(0, 4)}…${value.slice(-4)}`}
      </span>
      <span> </span>
      <CopyButton value={value} label={label} />
    </>
  );
}

/** For what comes in place of a form that was folded: the focus goes on from there. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** A pleasant length for a text that stands among others. */
const FOLD = 1500;

/** A text somebody wrote; a very long one is folded until it is asked for. */
export function LongUserText({ children }: { children: string }) {
  const t = useLabels();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const paper = usePaper();
  if (open || paper || children.length <= FOLD * 1.5) return <UserText>{children}</UserText>;
  return (
    <>
      {/* Not in the middle of a pair: half of one is no character. */}
      <UserText>{`${children.slice(0, FOLD).replace(/[\uD800-\uDBFF]$/, '')}…`}</UserText>
      <span> </span>
      <button type="button" className="link" data-print="no" onClick={() => setOpen(true)}>
        {t('long.open', { n: format.number([...children].length) })}
      </button>
    </>
  );
}

/** The message of a failed action on the request. */
export function ActionFailure({ failure }: { failure: Failure | undefined }) {
  const t = useLabels();
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        ...actionFailureLabels(t),
        reused: { title: t('failed.reused'), text: t('failed.reused.text') },
      }}
    />
  );
}

/** Who made a step: «вы», «владелец», «сотрудник», or by itself. */
export function useWho(request: RightsRequest): (by: RightsRequest['timeline'][number]['by']) => ReactNode {
  const t = useLabels();
  const { role } = useSession();
  return by => {
    if (by === 'user')
      return request.preparedBy.self ? t('who.you') : <UserText>{request.preparedBy.name}</UserText>;
    if (by === 'owner') return t(role === 'owner' ? 'who.you' : 'who.owner');
    return t(`who.${by}`);
  };
}
