import type { components } from '../src/api/generated/schema.ts';

type Schema = components['schemas'];
/** The body of a problem answer (RFC 9457). */
export type ProblemBody = Schema['Problem'];
/** A name of the contract's closed list, without `/problems/`. */
export type ProblemName = ProblemBody['type'] extends `/problems/${infer Name}` ? Name : never;
/** One thing that is wrong with a request. */
export type FieldError = NonNullable<ProblemBody['errors']>[number];
/** A language of the texts that belong to data. */
export type Lang = 'ru' | 'en';
/** A text in both languages. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

/** What a handler may add to a problem. `detail` may be given in both languages; `retryAfter`, in seconds, is a header as well. */
export interface ProblemExtra extends Partial<
  Omit<ProblemBody, 'type' | 'status' | 'title' | 'requestId' | 'detail'>
> {
  detail?: string | Text;
  title?: string | Text;
  retryAfter?: number;
}

/** A problem on its way to the kernel, which ends the handler: `throw problem('not-found')`. */
export interface Problem extends Error {
  readonly problemName: ProblemName;
  readonly extra: ProblemExtra;
}

const TABLE: Record<ProblemName, { status: number; title: Text; detail: Text }> = {
  validation: {
    status: 400,
    title: { ru: 'Проверьте данные', en: 'Check the details' },
    detail: {
      ru: 'Часть данных заполнена не так, как нужно.',
      en: 'Some of what you entered needs correcting.',
    },
  },
  'not-found': {
    status: 404,
    title: { ru: 'Не найдено', en: 'Not found' },
    detail: {
      ru: 'Такой страницы или записи нет, либо она не видна вам.',
      en: 'This does not exist, or you do not have access to it.',
    },
  },
  forbidden: {
    status: 403,
    title: { ru: 'Недостаточно прав', en: 'Not allowed' },
    detail: { ru: 'Для вашей роли это действие закрыто.', en: 'Your role does not let you do this.' },
  },
  'session-expired': {
    status: 401,
    title: { ru: 'Нужно войти снова', en: 'Sign in again' },
    detail: {
      ru: 'Сеанс закончился. Введённое на странице не пропало.',
      en: 'You have been signed out. What you typed is still on the page.',
    },
  },
  'step-up-required': {
    status: 403,
    title: { ru: 'Подтвердите, что это вы', en: 'Confirm it is you' },
    detail: {
      ru: 'Для этого действия нужен свежий вход, не старше 10 минут.',
      en: 'You need to have signed in within the last 10 minutes.',
    },
  },
  csrf: {
    status: 403,
    title: { ru: 'Страница устарела', en: 'The page is out of date' },
    detail: { ru: 'Обновите страницу и повторите действие.', en: 'Reload the page and try again.' },
  },
  conflict: {
    status: 409,
    title: { ru: 'Данные уже изменились', en: 'This has changed since you opened it' },
    detail: {
      ru: 'Кто-то успел раньше. Посмотрите свежие данные и решите заново.',
      en: 'Someone else changed it first. Look at the latest version and decide again.',
    },
  },
  stale: {
    status: 412,
    title: { ru: 'Есть более новая версия', en: 'There is a newer version' },
    detail: { ru: 'Черновик сохранили в другом месте.', en: 'The draft was saved in another place.' },
  },
  'key-reused': {
    status: 422,
    title: { ru: 'Ключ повтора уже занят', en: 'This request key has already been used' },
    detail: {
      ru: 'С этим ключом уже отправляли другие данные.',
      en: 'Different data was sent with this key before.',
    },
  },
  'illegal-transition': {
    status: 409,
    title: { ru: 'Сейчас это действие невозможно', en: 'You cannot do this now' },
    detail: {
      ru: 'Состояние изменилось, действие к нему не подходит.',
      en: 'Its status has changed, so this is no longer possible.',
    },
  },
  'already-open': {
    status: 409,
    title: { ru: 'Такое обращение уже открыто', en: 'You already have a request like this open' },
    detail: {
      ru: 'Откройте его и дополните, новое не нужно.',
      en: 'Open it and add to it: you do not need a new one.',
    },
  },
  'not-eligible': {
    status: 422,
    title: { ru: 'Это право здесь обычно не действует', en: 'This right does not usually apply here' },
    detail: {
      ru: 'Отправить всё равно можно: ответит сотрудник.',
      en: 'You can still send it, and a member of staff will answer.',
    },
  },
  'rate-limited': {
    status: 429,
    title: { ru: 'Слишком много запросов', en: 'Too many requests' },
    detail: { ru: 'Подождите немного и повторите.', en: 'Wait a moment and try again.' },
  },
  'too-large': {
    status: 413,
    title: { ru: 'Файл слишком большой', en: 'The file is too large' },
    detail: { ru: 'Выберите файл поменьше.', en: 'Choose a smaller file.' },
  },
  'unsupported-media': {
    status: 415,
    title: { ru: 'Формат не подходит', en: 'This format is not accepted' },
    detail: {
      ru: 'Сервер не принимает данные в таком виде.',
      en: 'The server does not accept data of this kind.',
    },
  },
  range: {
    status: 416,
    title: { ru: 'Нет такой части файла', en: 'This part of the file does not exist' },
    detail: { ru: 'Начните загрузку сначала.', en: 'Start the download again.' },
  },
  gone: {
    status: 410,
    title: { ru: 'Больше недоступно', en: 'No longer available' },
    detail: { ru: 'Срок вышел или доступ отозван.', en: 'It has expired or been withdrawn.' },
  },
  maintenance: {
    status: 503,
    title: { ru: 'Идут технические работы', en: 'We are carrying out maintenance' },
    detail: { ru: 'Зайдите через несколько минут.', en: 'Come back in a few minutes.' },
  },
  'source-unavailable': {
    status: 503,
    title: { ru: 'Система не отвечает', en: 'One of our systems is not responding' },
    detail: {
      ru: 'Данные хранит система, которая сейчас недоступна.',
      en: 'The system that keeps this data is unavailable.',
    },
  },
  internal: {
    status: 500,
    title: { ru: 'Ошибка на сервере', en: 'Server error' },
    detail: {
      ru: 'Мы не справились с запросом. Назовите поддержке его номер.',
      en: 'Something went wrong on our side. Give support the request number.',
    },
  },
};

/** A problem to throw: `throw problem('not-found')`. The kernel turns it into the answer the contract names. */
export const problem = (name: ProblemName, extra: ProblemExtra = {}): Problem =>
  Object.assign(new Error(`problem ${name}`), { problemName: name, extra });

/** Whether what was thrown is a problem and not a fault of the mock. */
export const isProblem = (thrown: unknown): thrown is Problem =>
  thrown instanceof Error && 'problemName' in thrown && 'extra' in thrown;

/** One field error as `validation` carries it. */
export const fieldError = (pointer: string, code: string, detail: string): FieldError => ({
  pointer,
  code,
  detail,
});

const say = (text: string | Text | undefined, lang: Lang): string | undefined =>
  typeof text === 'object' ? text[lang] : text;

/** The status a problem is answered with. */
export const statusOf = (name: ProblemName): number => TABLE[name].status;

/** The answer of a problem. */
export const problemResponse = (
  thrown: Problem,
  lang: Lang,
  requestId: string,
  instance?: string,
): Response => {
  const row = TABLE[thrown.problemName];
  const { detail, title, retryAfter, ...rest } = thrown.extra;
  const body: ProblemBody = {
    type: `/problems/${thrown.problemName}`,
    title: say(title, lang) ?? row.title[lang],
    status: row.status,
    detail: say(detail, lang) ?? row.detail[lang],
    ...(instance === undefined ? {} : { instance }),
    requestId,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...rest,
  };
  return new Response(JSON.stringify(body), {
    status: row.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': lang,
      'Cache-Control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    },
  });
};
