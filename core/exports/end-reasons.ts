import { type ByReader, t } from '../text.ts';

/** Why a copy ended before its time, worded on reading by who ended it. */
export const END_REASONS = {
  revoked: {
    self: t('Вы отозвали копию, файлы уничтожены.', 'You withdrew this copy and its files were destroyed.'),
    other: t('Копию отозвали, файлы уничтожены.', 'This copy was withdrawn and its files were destroyed.'),
  },
  stopped: {
    self: t('Вы остановили сборку.', 'You stopped this copy while it was being made.'),
    other: t('Сборку остановили.', 'This copy was stopped while it was being made.'),
  },
  declined: {
    self: t('Вы решили не собирать копию.', 'You decided not to make this copy.'),
    other: t('Владелец решил не собирать копию.', 'The owner decided not to make this copy.'),
  },
  'consent-withdrawn': {
    self: t('Согласие на показ переписки отозвано.', 'The consent to show correspondence was withdrawn.'),
    other: t('Согласие на показ переписки отозвано.', 'The consent to show correspondence was withdrawn.'),
  },
  erased: {
    self: t('Данные удалены по вашему обращению.', 'Data deleted at your request.'),
    other: t('Данные удалены по обращению владельца.', 'Data deleted at the owner’s request.'),
  },
} as const satisfies Record<string, ByReader>;

/** The code of a reason. */
export type EndReason = keyof typeof END_REASONS;
