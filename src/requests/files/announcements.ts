import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTexts } from '../../i18n/react.tsx';
import { isolatedName, percentOf, useRejectionMessage } from './file-labels.ts';
import type texts from './texts.json';
import type { UploadItem } from './upload-state.ts';

/** The percent of an upload, rounded down to a quarter: a screen reader is not interrupted by every chunk. */
const quarterOf = ({ state, size }: UploadItem) =>
  state.at === 'uploading' ? Math.floor(percentOf(state.sent, size) / 25) * 25 : 0;
/** Changes whenever the item has something new to announce. */
const stepOf = (item: UploadItem): string =>
  item.state.at === 'uploading' ? `${item.state.broken ? 'broken' : quarterOf(item)}` : item.state.at;

/** The text for a screen reader's status region: the start, the quarters and the end of each upload. */
export function useAnnouncements(items: readonly UploadItem[]): string {
  const t = useTexts<typeof texts>('files');
  const rejectionMessage = useRejectionMessage();
  const [announcement, setAnnouncement] = useState('');
  const before = useRef<ReadonlyMap<string, { step: string; name: string }>>(undefined);
  const messageFor = useEffectEvent((item: UploadItem): string => {
    const { state } = item;
    const name = isolatedName(item.name);
    switch (state.at) {
      case 'uploading': {
        if (state.broken) return t('announce.broken', { name });
        const n = quarterOf(item);
        return n === 0 ? t('announce.start', { name }) : t('announce.progress', { name, n });
      }
      case 'choice':
      case 'paused':
      case 'ready':
        return t(`announce.${state.at}`, { name });
      case 'rejected':
        return t('announce.rejected', { name, why: rejectionMessage(state.why) });
      default:
        return '';
    }
  });
  const removedMessage = useEffectEvent((name: string) =>
    t('announce.removed', { name: isolatedName(name) }),
  );
  useEffect(() => {
    const now = new Map(items.map(item => [item.id, { step: stepOf(item), name: item.name }]));
    const former = before.current;
    before.current = now;
    if (!former) return;
    const messages = items
      .filter(item => former.get(item.id)?.step !== now.get(item.id)?.step)
      .map(item => messageFor(item));
    for (const [id, { step, name }] of former)
      // An item that disappears while it is checked has become the interrupted upload with the same bytes.
      if (!now.has(id) && step !== 'checking') messages.push(removedMessage(name));
    const message = messages.filter(Boolean).join('. ');
    if (message !== '') setAnnouncement(message);
  }, [items]);
  return announcement;
}
