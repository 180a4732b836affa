import type { components } from '../../src/api/generated/schema.ts';
import type { OperationId } from '../../src/api/operation.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { withSingleFullStop } from '../../src/domain/full-stop.ts';
import { maskFor } from '../../src/domain/masking.ts';
import { type CodeObstacle, codeObstacle, type StepUpAction } from '../../src/domain/step-up.ts';
import type { Context } from '../context.ts';
import { problem, type Text } from '../problem.ts';
import { dateText, t } from '../text.ts';
import { isConfirmedByCode } from './state.ts';

type Schema = components['schemas'];

/** What is needed to tell how an action may be confirmed. */
type Confirming = Pick<
  Context<OperationId>,
  'db' | 'me' | 'now' | 'lang' | 'directory' | 'identity' | 'session'
>;

const PASSKEY = t('Ключ доступа', 'Passkey');
const CODE = t('Код из письма', 'Code from an email');

const OBSTACLES: Readonly<Record<Exclude<CodeObstacle['reason'], 'address-new'>, Text>> = {
  action: t(
    'Кода из письма для этого действия недостаточно.',
    'A code from an email is not enough for this action.',
  ),
  session: t(
    'Личный кабинет не сообщает, в каком сеансе вы работаете, поэтому код прислать нельзя.',
    'The account area does not say which session this is, so no code can be sent.',
  ),
  'no-address': t(
    'В личном кабинете нет вашего адреса почты, поэтому код прислать некуда.',
    'The account area has no email address of yours to send a code to.',
  ),
  'address-age-unknown': t(
    'Неизвестно, давно ли этот адрес почты ваш, поэтому код на него прислать нельзя.',
    'It is not known how long your email address has been yours, so no code can be sent to it.',
  ),
};

/** Why no code can be sent, in words. */
export function obstacleText({ reason, from = '' }: CodeObstacle): Text {
  if (reason !== 'address-new') return OBSTACLES[reason];
  const { ru, en } = dateText(moscowDate(from));
  return t(
    withSingleFullStop(`Адрес почты у вас меньше 30 дней. Код на него можно будет прислать с ${ru}.`),
    `Your email address has been yours for less than 30 days. A code can be sent to it from ${en}.`,
  );
}

/** The address that a code goes to, masked. */
export const maskedAddress = ({ directory, me }: Pick<Confirming, 'directory' | 'me'>): string =>
  maskFor('email', directory.user(me.userId)?.email ?? '');

/** Why the caller cannot confirm the action by a code; undefined when they can. */
export function codeObstacleOf(
  { directory, me, now, session }: Confirming,
  action: StepUpAction,
): CodeObstacle | undefined {
  const { email, emailSince } = directory.user(me.userId) ?? {};
  return codeObstacle({ action, session, address: email, heldSince: emailSince, now });
}

/** The methods that confirm every action: those of the sign-in, and a passkey where the person has one. */
export function methodsOf({ db, me, lang, identity }: Pick<Confirming, 'db' | 'me' | 'lang' | 'identity'>) {
  const methods = identity.methods(lang);
  const hasPasskey = identity.passkeys !== undefined && (db.session[me.userId]?.passkeys ?? []).length > 0;
  return hasPasskey ? [{ id: 'passkey' as const, label: PASSKEY[lang] }, ...methods] : methods;
}

/** The methods that may confirm an action, and those that may not with the reason. */
function methodsFor(
  context: Confirming,
  action: StepUpAction,
): { methods: Schema['StepUpMethod'][]; unavailable?: Schema['UnavailableMethod'][] } {
  const { identity, lang } = context;
  const methods = methodsOf(context);
  if (identity.emailCodes === undefined) return { methods };
  const obstacle = codeObstacleOf(context, action);
  if (obstacle !== undefined)
    return {
      methods,
      unavailable: [{ id: 'email-code', ...obstacle, detail: obstacleText(obstacle)[lang] }],
    };
  const address = maskedAddress(context);
  const hint = t(`Код придёт на ${address}`, `The code goes to ${address}`)[lang];
  const note = identity.emailCodes.note?.[lang];
  return {
    methods: [
      ...methods,
      { id: 'email-code', label: CODE[lang], hint: note === undefined ? hint : `${hint}. ${note}` },
    ],
  };
}

/**
 * Checks that the caller has confirmed the action: by a fresh sign-in, or by a code that was sent for it.
 * @throws Problem `step-up-required` with the methods that this action allows
 */
export function requireStepUp(
  context: Confirming & Pick<Context<OperationId>, 'stepUpFresh'>,
  action: StepUpAction,
): void {
  const { db, me, now, session, stepUpFresh } = context;
  if (stepUpFresh || isConfirmedByCode(db.session, me.userId, { action, session }, now)) return;
  throw problem('step-up-required', { action, ...methodsFor(context, action) });
}
