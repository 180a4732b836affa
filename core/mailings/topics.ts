import { policy } from '../policy/tables.ts';
import type { TopicRow } from '../policy/types.ts';
import type { Text } from '../problem.ts';
import { t } from '../text.ts';

/** The topic of this id. */
export const topicOf = (id: string): TopicRow | undefined => policy().topicById.get(id);

/** The name of a topic, or of all at once. */
export const topicLabel = (id: string): Text =>
  id === 'all' ? t('Все рассылки', 'All mailings') : (topicOf(id)?.label ?? t(id, id));
