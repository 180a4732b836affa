import { maskFor } from '../../src/domain/masking.ts';
import type { Lang, Text } from '../../core/problem.ts';
import { say, t } from '../../core/text.ts';

/** Another person whom an email speaks of, masked wherever the email is shown (152-ФЗ ст. 14 ч. 2). */
const OTHER = {
  name: maskFor('person-name', 'Соколова Анна Петровна'),
  phone: maskFor('phone', '+7 000 555-01-23'),
};

const BODIES: readonly Text[] = [
  t(
    'Здравствуйте! Подскажите, пожалуйста, что с нашей заявкой.',
    'Hello! Could you tell me what is happening with our ticket, please?',
  ),
  t(
    'Добрый день! Счёт оплатили утром, а услуга ещё стоит. Проверьте, пожалуйста.',
    'Hello! We paid the invoice this morning but the service is still down. Could you check, please?',
  ),
  t(
    'Спасибо, всё заработало. Вопрос можно закрывать.',
    'Thank you, it all works now. You can close this ticket.',
  ),
  t(
    'Пришлите, пожалуйста, закрывающие документы за квартал.',
    'Please send us the accounting documents for the quarter.',
  ),
  t(
    `Передайте, пожалуйста, доступ нашему бухгалтеру: ${OTHER.name}, телефон ${OTHER.phone}.`,
    `Please give our accountant access: ${OTHER.name}, phone ${OTHER.phone}.`,
  ),
];

/** Whether the text at this position speaks of another person, so that part of it is masked. */
export const speaksOfOther = (position: number): boolean => position % BODIES.length === BODIES.length - 1;

/** A text in both languages. */
const both = (make: (lang: Lang) => string): Text => t(make('ru'), make('en'));

/** The text of an email or message; the marker lets a leak be searched for. */
export const bodyOf = (position: number): Text =>
  both(lang => `${say(BODIES[position % BODIES.length] ?? '', lang)} MARK-BODY-${position}`);

const FILE_NAMES: readonly Readonly<Record<Lang, (number: string) => string>>[] = [
  { ru: number => `Счёт ${number} (копия).txt`, en: number => `Invoice ${number} (copy).txt` },
  { ru: number => `Письмо о переносе, ${number}.txt`, en: number => `Email about moving, ${number}.txt` },
  { ru: () => 'Ошибка «сайт не открывается».txt', en: () => 'Error “website does not open”.txt' },
];
const FILE_TEXTS: Record<Lang, string> = {
  ru: 'Копия документа, приложенная к письму.',
  en: 'A copy of a document attached to the email.',
};

/** The name of the file that came with an email. */
export const fileName = (position: number, number: Text): Text =>
  both(lang => FILE_NAMES[position % FILE_NAMES.length]?.[lang](number[lang]) ?? number[lang]);

/** The content of that file. It belongs to the correspondence: the marker lets a leak be searched for. */
export const fileText = (position: number, number: Text): Text =>
  both(lang => `${FILE_TEXTS[lang]}\n${number[lang]}\nMARK-BODY-${position}-FILE\n`);
