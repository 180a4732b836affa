import { useRef } from 'react';
import { CopyButton } from '../shell/kit/CopyButton.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { saveFile } from '../shell/kit/save-file.ts';
import { Button } from '../ui/base/button.tsx';
import type { Schemas } from '../api/schema-types.ts';
import { ComplaintBodies } from './ComplaintBodies.tsx';

/** A letter the customer sends: where to, the paper itself, and the ways to take it along. */
export function LetterPaper({
  bodies,
  lines,
  title,
  controller,
  file,
  copy,
  save,
}: {
  /** The bodies it can go to. */
  bodies: readonly Schemas['ComplaintBody'][];
  lines: readonly string[];
  title: string;
  controller: string;
  /** The name of the text file, without its ending. */
  file: string;
  copy: string;
  save: string;
}) {
  const paper = useRef<HTMLDivElement>(null);
  const text = lines.join('\n');
  return (
    <>
      {bodies.length === 0 ? null : <ComplaintBodies bodies={bodies} />}
      <div ref={paper} className="letter said" dir="auto">
        {text}
      </div>
      <div className="actions">
        <CopyButton value={text} label={copy} />
        <Button onClick={() => saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), `${file}.txt`)}>
          {save}
        </Button>
        <PrintButton title={title} controller={controller} content={paper} />
      </div>
    </>
  );
}
