import { useState } from 'react';
import { isTooLong } from '../../domain/requests.ts';
import { TextArea } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { useWords } from './words.tsx';

/** The longest reason, in code points, as the contract has it. */
const REASON_LIMIT = 20_000;

/** A reason that may be given and need not be. */
export function useReason() {
  const t = useWords();
  const format = useFormat();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  return {
    text,
    error,
    change: (next: string) => {
      setText(next);
      setError(undefined);
    },
    /** Says what is wrong with it; true when nothing is. */
    check: (): boolean => {
      const long = isTooLong(text, REASON_LIMIT);
      setError(
        long
          ? t('write.tooLong', { n: format.number([...text].length), limit: format.number(REASON_LIMIT) })
          : undefined,
      );
      return !long;
    },
    body: (): { reason?: string } => (text.trim() === '' ? {} : { reason: text }),
  };
}

/** The field of a reason. */
export function ReasonField({ reason, label }: { reason: ReturnType<typeof useReason>; label: string }) {
  const t = useWords();
  return (
    <TextArea
      label={label}
      hint={t('reason.optional')}
      rows={3}
      value={reason.text}
      error={reason.error}
      onChange={event => reason.change(event.target.value)}
    />
  );
}
