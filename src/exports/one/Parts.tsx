import { useEffect, useRef, useState } from 'react';
import { hasFiles } from '../../domain/export-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Section } from '../../ui/base/section.tsx';
import type { Export, Part } from '../queries.ts';
import { ActionFailure, useLabels } from '../labels.tsx';
import { type Download, type Downloads, useDownloads } from './downloads.ts';

/** The files of a copy: what is in each, what proves it, how to get it. Gone files leave their checksums. */
export function Parts({ now }: { now: Export }) {
  const t = useLabels();
  const { host } = useRuntime();
  const downloads = useDownloads(now.id);
  const byPage = useSignal(host).downloads === 'fetch';
  const { parts, status } = now;
  if (parts.length === 0) return null;
  const live = hasFiles(status);
  return (
    <Section title={t(live ? 'parts.title' : 'parts.gone', { n: parts.length })}>
      {live && parts.length > 1 ? <AllParts parts={parts} downloads={downloads} /> : null}
      <ul className="rows parts">
        {parts.map(part => (
          <li key={part.n}>
            <PartRow now={now} part={part} downloads={downloads} only={parts.length === 1} live={live} />
          </li>
        ))}
      </ul>
      {live ? <p className="small muted">{t(byPage ? 'parts.byPage' : 'parts.byBrowser')}</p> : null}
      <details className="more">
        <summary>{t('parts.proof')}</summary>
        <p className="small prose">
          <span>{`${t('parts.proof.text')} `}</span>
          <PageLink to={paths.exports({ check: '1' })}>{t('parts.proof.go')}</PageLink>
        </p>
      </details>
    </Section>
  );
}

/** One press for all parts, one after another. */
function AllParts({ parts, downloads }: { parts: readonly Part[]; downloads: Downloads }) {
  const t = useLabels();
  const [busy, setBusy] = useState(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const left = parts.filter(({ n }) => !['saved', 'handed'].includes(downloads.of(n).kind));
  async function all() {
    setBusy(true);
    try {
      for (const part of left) {
        // A refusal of one is a refusal of all: nobody is asked three times who they are.
        if (!here.current || !(await downloads.start(part))) break;
        // Browsers drop a second download that is asked for in the same breath.
        await new Promise(resolve => setTimeout(resolve, 400));
      }
    } finally {
      setBusy(false);
    }
  }
  const over = left.length === 0;
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button disappears when its work ends; a message replaces it.
    if (over && here.current && done.current?.matches(':empty') === false) done.current.focus();
  }, [over]);
  const saved = parts.every(({ n }) => downloads.of(n).kind === 'saved');
  return (
    <div data-print="no">
      <p role="status" tabIndex={-1} ref={done} className="done-line">
        {over ? t(saved ? 'parts.saved' : 'parts.handed') : ''}
      </p>
      {over ? null : (
        <Button kind="primary" busy={busy} onClick={() => void all()}>
          {t(busy ? 'parts.busy' : left.length === parts.length ? 'parts.all' : 'parts.rest', {
            n: left.length,
          })}
        </Button>
      )}
    </div>
  );
}

function PartRow({
  now,
  part,
  downloads,
  only,
  live,
}: {
  now: Export;
  part: Part;
  downloads: Downloads;
  only: boolean;
  live: boolean;
}) {
  const t = useLabels();
  const format = useFormat();
  const state = downloads.of(part.n);
  const busy = state.kind === 'asking' || state.kind === 'coming';
  const names = part.categories.flatMap(id => now.categories.find(one => one.id === id)?.label ?? []);
  return (
    <div className="part stack-s">
      <div className="part-head">
        <div className="part-name">
          <strong>
            <bdi>{part.fileName}</bdi>
          </strong>
          <span className="small muted">
            {`${format.bytes(part.size)}${names.length === 0 ? '' : ` · ${names.join(', ')}`}`}
          </span>
        </div>
        {live ? (
          <span className="actions part-actions" data-print="no">
            <Button kind={only ? 'primary' : 'plain'} busy={busy} onClick={() => void downloads.start(part)}>
              <span>
                {t(
                  state.kind === 'broken' && state.got > 0
                    ? 'part.continue'
                    : state.kind === 'saved' || state.kind === 'handed'
                      ? 'part.again'
                      : 'part.get',
                )}
              </span>
              <span className="sr">{` ${part.fileName}`}</span>
            </Button>
            {busy ? (
              <Button kind="quiet" onClick={() => downloads.cancel(part.n)}>
                <span>{t('part.cancel')}</span>
                <span className="sr">{` ${part.fileName}`}</span>
              </Button>
            ) : null}
          </span>
        ) : null}
      </div>
      <PartState part={part} state={state} />
      <p className="small muted">
        {part.sensitive ? <Chip tone="warn">{t('part.sensitive')}</Chip> : null}
        <span> </span>
        <span className="part-digest">
          <span>{`${t('part.digest')} `}</span>
          <span className="hash" translate="no">
            {part.sha256}
          </span>
          <span> </span>
          <CopyButton value={part.sha256} label={t('part.digest.copy', { name: part.fileName })} />
        </span>
      </p>
    </div>
  );
}

/** How it stands with the download, in words that stay. */
function PartState({ part, state }: { part: Part; state: Download }) {
  const t = useLabels();
  const format = useFormat();
  const sizes = (got: number) => ({ got: format.bytes(got), size: format.bytes(part.size) });
  const percent = state.kind === 'coming' ? Math.floor((state.got / Math.max(1, part.size)) * 100) : 0;
  return (
    <>
      {state.kind === 'coming' ? (
        <div className="part-coming">
          <span className="clock-bar" aria-hidden="true">
            <i style={{ width: `${percent}%` }} />
          </span>
          <span className="small num">{t('part.coming', sizes(state.got))}</span>
        </div>
      ) : null}
      <div role="status" className="small">
        {state.kind === 'handed' ? <span>{t('part.handed')}</span> : null}
        {state.kind === 'saved' ? <Chip tone="ok">{t('part.saved')}</Chip> : null}
      </div>
      {state.kind === 'damaged' ? (
        <Note tone="bad">
          <p role="alert">{t('part.damaged')}</p>
        </Note>
      ) : null}
      {state.kind === 'broken' ? (
        <>
          <ActionFailure failure={state.failure} uncertain={t('failure.download')} />
          {state.got > 0 ? <p className="small">{t('part.kept', sizes(state.got))}</p> : null}
        </>
      ) : null}
    </>
  );
}
