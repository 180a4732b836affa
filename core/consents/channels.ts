import type { Text } from '../problem.ts';
import { t } from '../text.ts';
import type { ConsentChannel } from './state.ts';

/** Where a consent was given or withdrawn, in words. */
export const CHANNELS: Record<ConsentChannel, Text> = {
  'account-area': t('личный кабинет', 'account area'),
  'old-account-area': t('старый личный кабинет', 'old account area'),
};
