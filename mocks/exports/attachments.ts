import type { Lang } from '../../core/problem.ts';
import { safeName } from '../../core/archive/zip.ts';

/** A file that came with an email the customer wrote. */
export interface EmailFile {
  /** Where it lies in the archive. */
  path: string;
  text: string;
}

const NAMES: readonly Readonly<Record<Lang, (number: string) => string>>[] = [
  { ru: number => `Счёт ${number} (копия).txt`, en: number => `Invoice ${number} (copy).txt` },
  { ru: number => `Письмо о переносе, ${number}.txt`, en: number => `Email about moving, ${number}.txt` },
  { ru: () => 'Ошибка «сайт не открывается».txt', en: () => 'Error “website does not open”.txt' },
];
const TEXTS: Record<Lang, string> = {
  ru: 'Копия документа, приложенная к письму.',
  en: 'A copy of a document attached to the email.',
};

/**
 * The file of an email for which `hasAttachment` holds, made from its position like the email itself. It belongs to
 * the correspondence: the marker lets a leak be searched for.
 */
export const emailFile = (
  record: { id: string; number?: string },
  position: number,
  lang: Lang,
): EmailFile => {
  const number = record.number ?? '';
  const name = NAMES[position % NAMES.length]?.[lang](number) ?? number;
  return {
    path: `attachments/correspondence/${record.id}-${safeName(name)}`,
    text: `${TEXTS[lang]}\n${number}\nMARK-BODY-${position}-FILE\n`,
  };
};
