import type { Text } from '../problem.ts';
import { t } from '../text.ts';

/** What each single value is called, wherever it is named: in the register, a copy, a request. */
export const FIELD_LABELS = {
  'full-name': t('Фамилия, имя, отчество', 'Surname, first name, patronymic'),
  passport: t('Паспорт', 'Passport'),
  'postal-address': t('Почтовый адрес', 'Postal address'),
  email: t('Электронная почта', 'Email'),
  'company-name': t('Название компании', 'Company name'),
  // Of what an account's request corrects: the register lists no address of a company.
  'company-address': t('Почтовый адрес компании', 'Company postal address'),
  inn: t('ИНН', 'Tax number (INN)'),
  'account-code': t('Код учётной записи', 'Account code'),
  'created-at': t('Учётная запись создана', 'Account created'),
  'mailing-address': t('Почта для рассылок', 'Email for mailings'),
  'caller-number': t('Номер, с которого вы звонили', 'Number you called from'),
} satisfies Record<string, Text>;
