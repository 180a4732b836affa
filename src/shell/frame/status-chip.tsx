import type { ExportStatus, RequestStatus } from '../../domain/ids.ts';
import { useTexts } from '../../i18n/react.tsx';
import { Chip, type Tone } from '../../ui/base/chip.tsx';
import type texts from '../texts.json';

/** The state of a request or a copy as it is shown: the word, and how urgent it is. */
export interface StatusLabel {
  readonly label: string;
  readonly tone: Tone;
}

/** How urgent a state is; what has ended is plain. */
const TONES: Readonly<Partial<Record<ExportStatus | RequestStatus, Tone>>> = {
  awaiting_owner: 'wait',
  queued: 'wait',
  collecting: 'wait',
  packing: 'wait',
  ready: 'ok',
  partly_ready: 'warn',
  failed: 'bad',
  submitted: 'wait',
  in_work: 'wait',
  needs_user: 'warn',
  answered: 'ok',
  appealed: 'wait',
};

/**
 * The one word for each state, on every page. `yours`: the reader is the one who decides; they read «ждёт вашего
 * решения», not that somebody waits for the owner.
 */
export function useStatusLabels() {
  const t = useTexts<typeof texts>('shell');
  const labelOf = (
    kind: 'export' | 'request',
    status: ExportStatus | RequestStatus,
    decides: boolean,
  ): StatusLabel =>
    decides && status === 'awaiting_owner'
      ? { label: t('status.yours'), tone: 'warn' }
      : { label: t(`${kind}.${status}` as keyof typeof texts), tone: TONES[status] ?? 'plain' };
  const exportLabel = (status: ExportStatus, decides = false) => labelOf('export', status, decides);
  const requestLabel = (status: RequestStatus, decides = false) => labelOf('request', status, decides);
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
