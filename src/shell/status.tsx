import type { ExportStatus, RequestStatus } from '../domain/ids.ts';
import { useTexts } from '../i18n/react.tsx';
import { Chip, type Tone } from '../ui/parts.tsx';
import type texts from './texts.json';

/** The state of a request or a copy as it is shown: the word, and how urgent it is. */
export interface StatusLabel {
  readonly label: string;
  readonly tone: Tone;
}

const EXPORT_TONES: Readonly<Record<ExportStatus, Tone>> = {
  awaiting_owner: 'wait',
  queued: 'wait',
  collecting: 'wait',
  packing: 'wait',
  ready: 'ok',
  partly_ready: 'warn',
  failed: 'bad',
  expired: 'plain',
  revoked: 'plain',
  cancelled: 'plain',
};

const REQUEST_TONES: Readonly<Record<RequestStatus, Tone>> = {
  draft: 'plain',
  awaiting_owner: 'wait',
  submitted: 'wait',
  in_work: 'wait',
  needs_user: 'warn',
  answered: 'ok',
  appealed: 'wait',
  closed: 'plain',
  withdrawn: 'plain',
};

/**
 * The one word for each state, on every page. `yours`: the reader is the one who decides; they read «ждёт вашего
 * решения», not that somebody waits for the owner.
 */
export function useStatusLabels() {
  const t = useTexts<typeof texts>('shell');
  const yours = (status: string): StatusLabel | undefined =>
    status === 'awaiting_owner' ? { label: t('status.yours'), tone: 'warn' } : undefined;
  const exportLabel = (status: ExportStatus, decides = false): StatusLabel =>
    (decides ? yours(status) : undefined) ?? { label: t(`export.${status}`), tone: EXPORT_TONES[status] };
  const requestLabel = (status: RequestStatus, decides = false): StatusLabel =>
    (decides ? yours(status) : undefined) ?? { label: t(`request.${status}`), tone: REQUEST_TONES[status] };
  return {
    exportLabel,
    requestLabel,
    overdue: { label: t('status.overdue'), tone: 'bad' } satisfies StatusLabel,
  };
}

/** A state: its word with its shape. */
export function StatusChip({ of: { label, tone } }: { of: StatusLabel }) {
  return <Chip tone={tone}>{label}</Chip>;
}
