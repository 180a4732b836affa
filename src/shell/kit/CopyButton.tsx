import { useState } from 'react';
import { useTexts } from '../../i18n/react.tsx';
import { copyText } from './clipboard-and-digest.ts';
import type texts from '../texts.json';

/** Copies a number or a code; says so in place. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTexts<typeof texts>('shell');
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  return (
    <button
      type="button"
      className="link"
      data-print="no"
      onClick={() => {
        void copyText(value).then(copied => setState(copied ? 'done' : 'failed'));
      }}
    >
      <span aria-live="polite">
        {state === 'idle' ? t('shell.copy') : state === 'done' ? t('shell.copied') : t('shell.copyFailed')}
      </span>
      {label === undefined ? null : <span className="sr">{` ${label}`}</span>}
    </button>
  );
}
