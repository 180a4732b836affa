import { type RefObject, useState } from 'react';
import { useFormat, useLocale, useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { useSession } from '../frame/runtime-context.tsx';
import { documentNumber, printDocument } from './print.ts';
import type failureTexts from '../failure/texts.json';
import type texts from '../texts.json';

/** Prints what `content` points at, or what `prepare` makes (it may have to be fetched first). */
export function PrintButton({
  title,
  controller,
  content,
  prepare,
  label,
}: {
  title: string;
  controller: string;
  content?: RefObject<HTMLElement | null>;
  prepare?: () => Promise<Node[]>;
  label?: string;
}) {
  const t = useTexts<typeof texts>('shell');
  // The first view prints nothing: these texts come with those of failures, which every other page has.
  const rare = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  const language = useLocale();
  const session = useSession();
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  async function print() {
    setBusy(true);
    setMessage('');
    try {
      const nodes = prepare ? await prepare() : content?.current ? [content.current] : [];
      const { name, code } = session.account;
      const at = format.dateTime(session.now);
      const number = await documentNumber(title, nodes);
      const opened = printDocument(
        {
          title,
          controller,
          account: name === code ? code : `${name}, ${code}`,
          made: number === undefined ? rare('print.page', { at }) : rare('print.numbered', { number, at }),
          language,
        },
        nodes,
      );
      if (!opened) setMessage(rare('print.blocked'));
    } catch {
      setMessage(rare('print.failed'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <span data-print="no">
      <Button busy={busy} onClick={() => void print()}>
        {label ?? t('print')}
      </Button>
      <span> </span>
      <span role="status" className="small">
        {message}
      </span>
    </span>
  );
}
