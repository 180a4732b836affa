import type { components } from '../src/api/generated/schema.ts';
import { newId } from '../core/ids.ts';
import type { EmailCodes } from '../core/ports.ts';
import type { Lang } from '../core/problem.ts';
import { t } from '../core/text.ts';

type StepUpMethod = components['schemas']['StepUpMethod'];

/** The secrets the mock takes; the contract's example sends the code. */
export const SECRETS: Readonly<Partial<Record<StepUpMethod['id'], string>>> = {
  password: 'password',
  code: '000000',
  'email-code': '246810',
};

/** How one may confirm that it is them. */
export const STEP_UP_METHODS = (lang: Lang): StepUpMethod[] => [
  {
    id: 'password',
    label: lang === 'ru' ? 'Пароль от учётной записи' : 'Account password',
    hint: lang === 'ru' ? 'На стенде: password' : 'In this demonstration: password',
  },
  {
    id: 'code',
    label: lang === 'ru' ? 'Код из приложения' : 'Code from the app',
    hint: lang === 'ru' ? 'На стенде: 000000' : 'In this demonstration: 000000',
  },
];

/** Codes by email: no email leaves the mock, so each of them has the same code, and the dialog says it. */
export const EMAIL_CODES: EmailCodes = {
  newId: () => newId('sc'),
  matches: (_userId, _id, secret) => secret === SECRETS['email-code'],
  note: t('На стенде: 246810', 'In this demonstration: 246810'),
};
