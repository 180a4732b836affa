import { documentInForce, documentOf } from '../../core/consents/documents.ts';
import type { EmailTemplate, OutgoingEmail } from '../../core/ports.ts';
import type { Lang, Text } from '../../core/problem.ts';
import { dateText, momentText, t } from '../../core/text.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { CODE_MINUTES, type StepUpAction } from '../../src/domain/step-up.ts';

/** An email in one language: its subject, and paragraphs of plain text. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

type Parameters = OutgoingEmail['parameters'];

/** The subject says nothing about the person or the request: subjects show on locked screens. */
interface Template {
  readonly subject: Text;
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
    ],
  },
  'request-question': {
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
    subject: t('Нужно ваше решение', 'Your decision is needed'),
    paragraphs: ({ number }) => [
      t(
        `В вашей учётной записи подготовлено обращение ${number}. Отправить его или отклонить можете только вы.`,
        `Request ${number} has been prepared in your account. Only you can submit or decline it.`,
      ),
      IN_REQUESTS,
    ],
  },
  'copy-awaits-owner': {
    subject: t('Нужно ваше решение', 'Your decision is needed'),
    paragraphs: ({ number }) => [
      t(
        `В вашей учётной записи запрошена копия данных ${number}. Без вашего согласия её не соберут.`,
        `A copy of data, ${number}, has been asked for in your account. It is not made without your approval.`,
      ),
      IN_COPIES,
    ],
  },
  'copy-ready': {
    subject: t('Копия данных готова', 'The copy of the data is ready'),
    paragraphs: parameters => [
      t(`Копия ${parameters['number']} собрана.`, `Copy ${parameters['number']} is ready.`),
      ...untilOf(parameters),
      IN_COPIES,
      NOT_YOUR_COPY,
    ],
  },
  'copy-partly-ready': {
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

/** The words of an email. @param email of `step-up-code` its parameters hold the `code` that was computed for the email */
export function wordsOf({ template, parameters, lang = 'ru' }: OutgoingEmail): Words {
  const { subject, paragraphs } = TEMPLATES[template];
  return {
    subject: subject[lang],
    paragraphs: [...paragraphs(parameters), AUTOMATIC].map(text => endOf(text[lang])),
  };
}

/** A sentence that ends with a Russian date ends with the stop of «г.» already. */
const endOf = (text: string): string => (/[.!?»]$/.test(text) ? text : `${text}.`);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`);

/** The two forms of an email: plain text, and HTML without links, pictures and styles from elsewhere. */
export function bodiesOf({ subject, paragraphs }: Words, lang: Lang): { text: string; html: string } {
  const blocks = paragraphs.map(one => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`).join('\n');
  return {
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font: 16px/1.5 sans-serif; max-width: 36em">
${blocks}
</body></html>
`,
  };
}
