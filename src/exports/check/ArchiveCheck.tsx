import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { useLabels } from '../labels.tsx';
import type { ArchiveChecking } from './archive-check.ts';

/** Where an archive is dropped or chosen, and how far its check is. */
export function ArchiveCheck({ check }: { check: ArchiveChecking }) {
  const t = useLabels();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const { state } = check;
  const running = state.kind === 'running';
  useEffect(() => {
    if (check.ended > 0) button.current?.focus();
  }, [check.ended]);
  return (
    <section className="panel stack check" aria-labelledby="archive-check" data-print="no">
      <Heading level={2} id="archive-check" tabIndex={-1}>
        {t('check.title')}
      </Heading>
      <p className="small">{t('check.text')}</p>
      <div
        className="drop stack-s"
        data-over={over}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file !== undefined) check.start(file);
        }}
      >
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          hidden
          aria-label={t('check.choose')}
          onChange={event => {
            const file = event.target.files?.[0];
            // The same file may be chosen again.
            event.target.value = '';
            if (file !== undefined) check.start(file);
          }}
        />
        {running ? (
          <Running check={check} name={state.name} progress={state.progress} />
        ) : (
          <>
            <Button ref={button} onClick={() => input.current?.click()}>
              {t('check.choose')}
            </Button>
            <p className="small muted">{t('check.drop')}</p>
          </>
        )}
      </div>
    </section>
  );
}

function Running({
  check,
  name,
  progress: { done, total },
}: {
  check: ArchiveChecking;
  name: string;
  progress: { done: number; total: number };
}) {
  const t = useLabels();
  const format = useFormat();
  const percent = Math.floor((done / Math.max(1, total)) * 100);
  return (
    <>
      <p className="small part-name" role="status">
        <span>{`${t('check.running')} `}</span>
        <bdi>{name}</bdi>
      </p>
      <div className="check-bar" aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </div>
      <p className="small muted num">
        {t('part.coming', { got: format.bytes(done), size: format.bytes(total) })}
      </p>
      <Button onClick={check.cancel}>{t('check.cancel')}</Button>
    </>
  );
}
