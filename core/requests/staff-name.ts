import { t } from '../text.ts';

/** The staff as the customer sees them: a role, never a private name. */
export const STAFF = t('Сотрудник, отвечающий за персональные данные', 'Person in charge of personal data');
