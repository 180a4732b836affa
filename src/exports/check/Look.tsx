import { useEffect, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { useLabels } from '../labels.tsx';
import { rowsOf, type TextPiece, textOf } from './pieces.ts';
import { readPiece } from './preview.ts';
import type { ZipEntry } from './zip.ts';

/** Bytes of a file that are shown at a time. */
const PIECE = 32_768;
const READABLE = /\.(json|csv|txt|html|md|xml|log)$/i;

/** A file of the archive, looked into piece by piece without unpacking; always as text, never as a page. */
export default function Look({
  file,
  entry,
  path,
  onClose,
}: {
  file: File;
  entry: ZipEntry;
  path: string;
  onClose: () => void;
}) {
  const t = useLabels();
  const format = useFormat();
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const from = starts.at(-1) ?? 0;
  const piece = usePiece(file, entry, from);
  const readable = READABLE.test(path);
  const csv = /\.csv$/i.test(path);
  return (
    <Dialog title={path} focus="title" wide onClose={onClose}>
      {readable ? (
        <>
          {/* A region that scrolls is reached by the keyboard too. */}
          <div className="preview" tabIndex={0} role="region" aria-label={t('look.content')} dir="auto">
            {piece === 'failed' ? (
              <p role="alert">{t('look.failed')}</p>
            ) : piece === undefined ? (
              <Skeleton widths={[80, 95, 70]} />
            ) : csv ? (
              <CsvTable text={piece.text} head={from === 0} />
            ) : (
              <pre>{piece.text}</pre>
            )}
          </div>
          {piece === undefined || piece === 'failed' ? null : (
            <p className="small muted num">
              {t('look.where', {
                from: format.bytes(from),
                to: format.bytes(piece.next),
                size: format.bytes(entry.size),
              })}
            </p>
          )}
        </>
      ) : (
        <p>{t('look.binary')}</p>
      )}
      <div className="actions">
        {starts.length > 1 ? (
          <Button onClick={() => setStarts(before => before.slice(0, -1))}>{t('look.back')}</Button>
        ) : null}
        {readable && piece !== undefined && piece !== 'failed' && piece.next < entry.size ? (
          <Button onClick={() => setStarts(before => [...before, piece.next])}>{t('look.next')}</Button>
        ) : null}
        <Button onClick={onClose}>{t('look.close')}</Button>
      </div>
    </Dialog>
  );
}

function usePiece(file: File, entry: ZipEntry, from: number): TextPiece | 'failed' | undefined {
  const [read, setRead] = useState<{ from: number; piece: TextPiece | 'failed' }>();
  useEffect(() => {
    let current = true;
    const length = Math.min(PIECE, entry.size - from);
    void readPiece(file, entry, from, length)
      .then(bytes => textOf(bytes, from, from + length >= entry.size))
      .catch(() => 'failed' as const)
      .then(piece => {
        if (current) setRead({ from, piece });
      });
    return () => {
      current = false;
    };
  }, [file, entry, from]);
  return read?.from === from ? read.piece : undefined;
}

function CsvTable({ text, head }: { text: string; head: boolean }) {
  const rows = rowsOf(text.replace(/^\uFEFF/, ''));
  const [first, rest] = head ? [rows[0], rows.slice(1)] : [undefined, rows];
  return (
    <table>
      {first === undefined ? null : (
        <thead>
          <tr>
            {first.map((cell, i) => (
              <th key={i} scope="col">
                <bdi>{cell}</bdi>
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rest.map((row, i) => (
          <tr key={i}>
            {row.map((cell, j) => (
              <td key={j}>
                <bdi>{cell}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
