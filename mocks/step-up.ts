import type { components } from '../src/api/generated/schema.ts';
import type { Lang } from '../core/problem.ts';

type StepUpMethod = components['schemas']['StepUpMethod'];

/** The secrets the mock takes; the contract's example sends the code. */
export const SECRETS: Readonly<Partial<Record<StepUpMethod['id'], string>>> = {
  password: 'password',
  code: '000000',
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
