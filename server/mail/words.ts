import { documentInForce, documentOf } from '../../core/consents/documents.ts';
import type { EmailTemplate, OutgoingEmail } from '../../core/ports.ts';
import type { Lang, Text } from '../../core/problem.ts';
import { routeText } from '../../core/mailings/notice-words.ts';
import type { NoticeKind } from '../../core/mailings/state.ts';
import { topicLabel } from '../../core/mailings/topics.ts';
import { dateText, momentText, t } from '../../core/text.ts';
import { ROLES, type Role } from '../../src/domain/ids.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { CODE_MINUTES, type StepUpAction } from '../../src/domain/step-up.ts';

/** An email in one language: its subject, and paragraphs of plain text. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The page of the module that it is about, where the operator has said where the module is. */
  readonly link?: string;
}

type Parameters = OutgoingEmail['parameters'];

/** The subject says nothing about the person or the request: subjects show on locked screens. */
interface Template {
  readonly subject: Text;
  /** The page of the module that the email is about, below the address where the module is. */
  readonly page: string;
  readonly paragraphs: (parameters: Parameters) => readonly Text[];
}

/** What a code confirms, in the middle of a sentence. */
const ACTIONS: Readonly<Record<string, Text>> = {
  'show-message': t('показать текст переписки', 'show the text of a message'),
  'give-consent': t('дать согласие', 'give a consent'),
  'file-erasure': t('подать обращение об удалении данных', 'file a request to delete data'),
} satisfies Partial<Record<StepUpAction, Text>>;

const day = (date: string | undefined): Text => (date === undefined ? t('', '') : dateText(date));

const titleOf = ({ purpose = '', version = '' }: Parameters): Text =>
  (documentOf(purpose, version) ?? documentInForce(purpose))?.title ?? t(purpose, purpose);

const IN_REQUESTS = t(
  'Откройте личный кабинет, раздел «Приватность», «Обращения».',
  'Open your account area and go to “Privacy”, “Requests”.',
);
const IN_COPIES = t(
  'Откройте личный кабинет, раздел «Приватность», «Копии данных».',
  'Open your account area and go to “Privacy”, “Copies of data”.',
);
const IN_CONSENTS = t(
  'Текст согласия и история лежат в личном кабинете, раздел «Приватность», «Согласия».',
  'The wording and the history are in your account area under “Privacy”, “Consents”.',
);
const NOT_YOU = t(
  'Если это были не вы, смените пароль и напишите в поддержку.',
  'If this was not you, change your password and write to support.',
);

const NOT_YOUR_COPY = t(
  'Если вы её не заказывали, откройте в личном кабинете раздел «Приватность», «Кто смотрел данные» и нажмите «Это не я»: файлы сразу удалятся.',
  'If you did not ask for it, open “Privacy”, “Who looked at your data” in your account area and press “This was not me”: the files are deleted at once.',
);

const IN_MAILINGS = t(
  'Все темы видны в личном кабинете, раздел «Приватность», «Рассылки».',
  'All topics are in your account area under “Privacy”, “Mailings”.',
);
const BACK_ON = t(
  'Вернуть как было можно в течение 10 минут, а включить снова в любой день: личный кабинет, раздел «Приватность», «Рассылки».',
  'You can undo it within 10 minutes, or turn it on again at any time: your account area, “Privacy”, “Mailings”.',
);
const NOT_YOUR_ACTION = t(
  'Если это были не вы, откройте в личном кабинете раздел «Приватность», «Кто смотрел данные», вкладку ваших действий, и нажмите «Это не я».',
  'If this was not you, open “Privacy”, “Who looked at your data”, your actions, in your account area and press “This was not me”.',
);
const NOT_EXPECTED = t(
  'Если вы этого не ждали, отклоните и спросите этого человека; без вас ничего не произойдёт.',
  'If you did not expect this, decline it and ask that person; nothing happens without you.',
);

/** A role in the middle of a sentence. */
const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  owner: t('владелец', 'the owner'),
  admin: t('администратор', 'the administrator'),
  finance: t('финансовый менеджер', 'the finance manager'),
  user: t('пользователь', 'the user'),
};
const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);
const roleText = (role: string): Text => (isRole(role) ? ROLE_NAMES[role] : t('пользователь', 'a user'));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Who prepared what waits for the owner, and when; nothing in an email of a former version that does not say. */
const preparedBy = ({ name, role = '', at }: Parameters): readonly Text[] =>
  name === undefined || at === undefined
    ? []
    : [
        t(
          `Кто: ${roleText(role).ru}, ${name}. Когда: ${momentText(at).ru} по московскому времени, из личного кабинета.`,
          `By: ${roleText(role).en}, ${name}. When: ${momentText(at).en} Moscow time, from the account area.`,
        ),
      ];

/** From where a switch was turned. */
const WAYS: Readonly<Record<string, Text>> = {
  account: t('в личном кабинете', 'in the account area'),
  letter: t('по ссылке из письма', 'by the link in an email'),
  'one-click': t('кнопкой почтовой программы', 'by the button of an email app'),
  undo: t('отменой в личном кабинете или по ссылке', 'by undoing it'),
};

/** Which topic, when and from where: «12 марта 2026 г., 14:20 по московскому времени в личном кабинете, «Опросы»». */
const changed = ({ topic = '', at = '', via = '' }: Parameters): Text => {
  const label = topicLabel(topic);
  const way = WAYS[via] ?? t('', '');
  return t(
    `${momentText(at).ru} по московскому времени ${way.ru}: «${label.ru}»`,
    `On ${momentText(at).en} Moscow time ${way.en}: “${label.en}”`,
  );
};

const untilOf = ({ expiresAt }: Parameters): readonly Text[] => {
  if (expiresAt === undefined) return [];
  const { ru, en } = day(moscowDate(expiresAt));
  return [
    t(
      `Скачать её можно до ${ru} включительно, потом мы её удалим.`,
      `You can download it until ${en}, after that we delete it.`,
    ),
  ];
};

const TEMPLATES: Readonly<Record<EmailTemplate, Template>> = {
  'request-received': {
    page: '/requests',
    subject: t('Мы получили ваше обращение', 'We have received your request'),
    paragraphs: ({ number, dueBy }) => [
      dueBy === undefined
        ? t(`Обращение ${number} принято.`, `We have received request ${number}.`)
        : t(
            `Обращение ${number} принято. Ответим не позже ${day(dueBy).ru}`,
            `We have received request ${number} and will answer by ${day(dueBy).en}.`,
          ),
      t(
        'Подтверждение с полным текстом и временем подачи есть в личном кабинете.',
        'The confirmation with the full text and the time is in your account area.',
      ),
      IN_REQUESTS,
      NOT_YOUR_ACTION,
    ],
  },
  'request-question': {
    page: '/requests',
    subject: t('У нас вопрос по вашему обращению', 'We have a question about your request'),
    paragraphs: ({ number }) => [
      t(
        `Чтобы ответить на обращение ${number}, нам нужно уточнение. Срок ответа при этом идёт как обычно.`,
        `To answer request ${number} we need something from you. The deadline for our answer stays the same.`,
      ),
      IN_REQUESTS,
    ],
  },
  'request-message': {
    page: '/requests',
    subject: t('Сообщение по вашему обращению', 'A message about your request'),
    paragraphs: ({ number }) => [
      t(
        `По обращению ${number} вам написал сотрудник. Сообщение лежит в самом обращении; ответа от вас оно не требует.`,
        `Our staff have written to you about request ${number}. The message is in the request; you do not have to reply.`,
      ),
      IN_REQUESTS,
    ],
  },
  'request-extended': {
    page: '/requests',
    subject: t('Срок ответа на ваше обращение продлён', 'We need more time to answer your request'),
    paragraphs: ({ number, until, reason = '' }) => [
      t(
        `Ответ на обращение ${number} займёт больше времени. Новый срок: ${day(until).ru}`,
        `It will take us longer to answer request ${number}. The new deadline is ${day(until).en}.`,
      ),
      t(`Причина: ${reason}`, `Reason: ${reason}`),
      IN_REQUESTS,
    ],
  },
  'request-answered': {
    page: '/requests',
    subject: t('Готов ответ на ваше обращение', 'Your request has been answered'),
    paragraphs: ({ number }) => [
      t(
        `На обращение ${number} есть ответ. Если вы с ним не согласны, там же его можно обжаловать.`,
        `Request ${number} has been answered. If you disagree, you can appeal there.`,
      ),
      IN_REQUESTS,
    ],
  },
  'request-awaits-owner': {
    page: '/requests',
    subject: t('Нужно ваше решение', 'Your decision is needed'),
    paragraphs: ({ number, ...parameters }) => [
      t(
        `В вашей учётной записи подготовлено обращение ${number}. Отправить его или отклонить можете только вы.`,
        `Request ${number} has been prepared in your account. Only you can submit or decline it.`,
      ),
      ...preparedBy(parameters),
      IN_REQUESTS,
      NOT_EXPECTED,
    ],
  },
  'copy-awaits-owner': {
    page: '/exports',
    subject: t('Нужно ваше решение', 'Your decision is needed'),
    paragraphs: ({ number, ...parameters }) => [
      t(
        `В вашей учётной записи запрошена копия данных ${number}. Без вашего согласия её не соберут.`,
        `A copy of data, ${number}, has been asked for in your account. It is not made without your approval.`,
      ),
      ...preparedBy(parameters),
      IN_COPIES,
      NOT_EXPECTED,
    ],
  },
  'notices-routed': {
    page: '/mailings',
    subject: t('Изменены получатели уведомлений', 'Recipients of notices have changed'),
    paragraphs: ({ kind = '', to = '', at = '', name, role = '' }) => {
      const what = routeText(kind as NoticeKind, to.split(' ').filter(isRole));
      return [
        t(
          `${momentText(at).ru} по московскому времени в личном кабинете изменены получатели сервисных уведомлений.`,
          `On ${momentText(at).en} Moscow time the recipients of service notices were changed in the account area.`,
        ),
        name === undefined
          ? t('Это сделали вы.', 'You did this.')
          : t(`Кто: ${roleText(role).ru}, ${name}.`, `By: ${roleText(role).en}, ${name}.`),
        t(`Теперь так. ${capital(what.ru)}.`, `This is how it is now. ${capital(what.en)}.`),
        t(
          'Посмотреть и вернуть можно в личном кабинете, раздел «Приватность», «Рассылки».',
          'You can see and change it in your account area under “Privacy”, “Mailings”.',
        ),
        ...(name === undefined ? [NOT_YOUR_ACTION] : []),
      ];
    },
  },
  'mailings-stopped': {
    page: '/mailings',
    subject: t('Рассылка выключена', 'A mailing has been turned off'),
    paragraphs: parameters => [
      t(
        `${changed(parameters).ru}: выключено. Письма, которые уже отправляются, могут дойти в ближайшие 15 минут.`,
        `${changed(parameters).en}: off. Emails that are being sent already may arrive within 15 minutes.`,
      ),
      BACK_ON,
      NOT_YOUR_ACTION,
    ],
  },
  'mailings-started': {
    page: '/mailings',
    subject: t('Рассылка включена', 'A mailing has been turned on'),
    paragraphs: parameters => [
      t(
        `${changed(parameters).ru}: включено. Выключить можно в любой день.`,
        `${changed(parameters).en}: on. You can turn it off at any time.`,
      ),
      IN_MAILINGS,
      NOT_YOUR_ACTION,
    ],
  },
  'copy-ready': {
    page: '/exports',
    subject: t('Копия данных готова', 'The copy of the data is ready'),
    paragraphs: parameters => [
      t(`Копия ${parameters['number']} собрана.`, `Copy ${parameters['number']} is ready.`),
      ...untilOf(parameters),
      IN_COPIES,
      NOT_YOUR_COPY,
    ],
  },
  'copy-partly-ready': {
    page: '/exports',
    subject: t('Копия данных готова, но не целиком', 'The copy of the data is ready in part'),
    paragraphs: parameters => [
      t(
        `Копия ${parameters['number']} собрана, но ответили не все системы. Рядом с ней написано, чего не хватает; недостающее можно собрать ещё раз.`,
        `Copy ${parameters['number']} is ready, but some systems did not respond. What is missing is listed next to it, and you can collect it again.`,
      ),
      ...untilOf(parameters),
      IN_COPIES,
      NOT_YOUR_COPY,
    ],
  },
  'consent-given': {
    page: '/consents',
    subject: t('Вы дали согласие', 'You have given a consent'),
    paragraphs: ({ at = '', ...parameters }) => [
      t(
        `«${titleOf(parameters).ru}»: дано ${momentText(at).ru} по московскому времени. Отозвать его можно в любой день.`,
        `“${titleOf(parameters).en}”: given on ${momentText(at).en} Moscow time. You can withdraw it at any time.`,
      ),
      IN_CONSENTS,
      NOT_YOU,
    ],
  },
  'consent-withdrawn': {
    page: '/consents',
    subject: t('Вы отозвали согласие', 'You have withdrawn a consent'),
    paragraphs: ({ at = '', ...parameters }) => [
      t(
        `«${titleOf(parameters).ru}»: отозвано ${momentText(at).ru} по московскому времени.`,
        `“${titleOf(parameters).en}”: withdrawn on ${momentText(at).en} Moscow time.`,
      ),
      IN_CONSENTS,
      NOT_YOU,
    ],
  },
  'passkey-added': {
    page: '/account',
    subject: t('Добавлен ключ доступа', 'A passkey was added'),
    paragraphs: ({ at = '' }) => [
      t(
        `${momentText(at).ru} по московскому времени в раздел «Приватность» добавлен ключ доступа: им можно подтверждать действия.`,
        `On ${momentText(at).en} Moscow time a passkey was added to “Privacy”: it can confirm actions.`,
      ),
      t(
        'Список ключей лежит в личном кабинете, раздел «Приватность», «Учётная запись». Там же ключ можно удалить.',
        'Your passkeys are listed in your account area under “Privacy”, “Account”. You can remove them there.',
      ),
      NOT_YOU,
    ],
  },
  'policy-changes': {
    page: '/policy',
    subject: t('Меняется политика конфиденциальности', 'Our privacy policy is changing'),
    paragraphs: ({ from }) => [
      t(
        `Новая редакция политики ActiveCloud вступает в силу ${day(from).ru}`,
        `A new version of the ActiveCloud privacy policy comes into force on ${day(from).en}.`,
      ),
      t(
        'Что меняется и что это значит для ваших данных, написано по пунктам в личном кабинете: раздел «Приватность», «Политика».',
        'What changes, and what it means for your data, is listed point by point in your account area under “Privacy”, “Policy”.',
      ),
      t(
        'До этого дня действует нынешняя редакция. Если вы не согласны с новой, подайте обращение: раздел «Приватность», «Обращения».',
        'Until that day the current version applies. If you do not agree with the new one, send us a request under “Privacy”, “Requests”.',
      ),
    ],
  },
  'step-up-code': {
    page: '/access-log?view=actions',
    subject: t('Код подтверждения', 'Confirmation code'),
    paragraphs: ({ code = '', action = '' }) => {
      const { ru, en } = ACTIONS[action] ?? t('продолжить', 'go on');
      return [
        t(`Введите код ${code} там, где вы его запросили.`, `Enter the code ${code} where you asked for it.`),
        t(
          `Он нужен, чтобы ${ru}, и действует ${CODE_MINUTES} минут.`,
          `It lets you ${en}, and is valid for ${CODE_MINUTES} minutes.`,
        ),
        t(
          'Никому не сообщайте этот код: сотрудники его не спрашивают.',
          'Do not give this code to anybody: our staff never ask for it.',
        ),
        t(
          'Если вы не запрашивали код, смените пароль от личного кабинета и напишите в поддержку.',
          'If you did not ask for a code, change the password of your account area and write to support.',
        ),
      ];
    },
  },
};

const AUTOMATIC = t(
  'Это письмо отправлено автоматически, отвечать на него не нужно.',
  'This email was sent automatically; there is no need to reply.',
);

/**
 * The words of an email.
 * @param email of `step-up-code` its parameters hold the `code` that was computed for the email
 * @param moduleUrl where the module is, an absolute address; without it the email has no link
 */
export function wordsOf({ template, parameters, lang = 'ru' }: OutgoingEmail, moduleUrl?: string): Words {
  const { subject, page, paragraphs } = TEMPLATES[template];
  return {
    subject: subject[lang],
    paragraphs: [...paragraphs(parameters), AUTOMATIC].map(text => endOf(text[lang])),
    ...(moduleUrl === undefined ? {} : { link: `${moduleUrl}${page}` }),
  };
}

/** A sentence that ends with a Russian date ends with the stop of «г.» already. */
const endOf = (text: string): string => (/[.!?»]$/.test(text) ? text : `${text}.`);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`);

/** The two forms of an email: plain text, and HTML without pictures and styles from elsewhere, and no link but the module's. */
export function bodiesOf({ subject, paragraphs, link }: Words, lang: Lang): { text: string; html: string } {
  const shown = link === undefined ? '' : `\n<p><a href="${escaped(link)}">${escaped(link)}</a></p>`;
  const blocks = paragraphs.map(one => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`).join('\n') + shown;
  return {
    text: `${[...paragraphs, ...(link === undefined ? [] : [link])].join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font: 16px/1.5 sans-serif; max-width: 36em">
${blocks}
</body></html>
`,
  };
}
