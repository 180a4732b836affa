import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip, type Tone } from '../../ui/base/chip.tsx';
import type { Elements } from '../../ui/base/elements.ts';
import { Heading } from '../../ui/base/heading.tsx';
import { useLabels } from '../labels.tsx';
import type { ArchiveChecking, CheckState, OurRecord } from './archive-check.ts';
import type { CheckedFile, CheckResult as Result } from './check.ts';
import { OURS } from './own-system.ts';

const Look = lazy(() => import('./Look.tsx'));

type Checked = Extract<CheckState, { kind: 'checked' }>;

/** What a check has found, in a sentence first; then file by file, and what is inside. */
export function CheckResult({ check }: { check: ArchiveChecking }) {
  const { state } = check;
  switch (state.kind) {
    case 'idle':
    case 'running':
      return null;
    case 'refused':
      return <Refused check={check} state={state} />;
    case 'unreadable':
      return <Unreadable check={check} name={state.name} />;
    case 'checked':
      return <Found key={state.result.sha256} check={check} state={state} />;
  }
}

/** The verdict; the reader is taken to it, for it stands above what they pressed. */
function Verdict({
  check,
  name,
  tone,
  title,
  children,
}: {
  check: ArchiveChecking;
  name: string;
  tone: Tone;
  title: string;
  children: Elements;
}) {
  const t = useLabels();
  const box = useRef<HTMLElement>(null);
  // With the verdict, not after it: a passive effect may come a moment later, and a key pressed before it went nowhere.
  useLayoutEffect(() => {
    // A long result is begun at its beginning.
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <section
      className="verdict-box stack"
      data-tone={tone}
      aria-labelledby="check-verdict"
      tabIndex={-1}
      ref={box}
    >
      <div className="stack-s">
        <p className="small muted part-name">
          <span>{`${t('check.of')} `}</span>
          <bdi>{name}</bdi>
        </p>
        <div role="status">
          <Heading level={2} id="check-verdict">
            {title}
          </Heading>
        </div>
      </div>
      {children}
      <div className="actions">
        <Button onClick={check.close}>{t('check.close')}</Button>
      </div>
    </section>
  );
}

function Refused({
  check,
  state: { name, reason, path },
}: {
  check: ArchiveChecking;
  state: Extract<CheckState, { kind: 'refused' }>;
}) {
  const t = useLabels();
  return (
    <Verdict check={check} name={name} tone="bad" title={t(`refused.${reason}`)}>
      <p>{t(`refused.${reason}.text`)}</p>
      {path === undefined ? null : (
        <p className="small muted part-name">
          <span>{`${t('refused.where')} `}</span>
          <bdi>{path}</bdi>
        </p>
      )}
    </Verdict>
  );
}

function Unreadable({ check, name }: { check: ArchiveChecking; name: string }) {
  const t = useLabels();
  return (
    <Verdict check={check} name={name} tone="bad" title={t('check.unreadable')}>
      <p>{t('check.unreadable.text')}</p>
    </Verdict>
  );
}

const countOf = (files: readonly CheckedFile[], state: CheckedFile['state']): number =>
  files.filter(file => file.state === state).length;

/** What the check comes to: the files against the manifest, and the whole against our record. */
function verdictOf({ files }: Result, record: OurRecord): { tone: Tone; title: VerdictKey } {
  if (files.some(({ state }) => state !== 'match')) return { tone: 'bad', title: 'verdict.altered' };
  switch (record.kind) {
    case 'asking':
      return { tone: 'wait', title: 'verdict.asking' };
    case 'matches':
      return { tone: 'ok', title: 'verdict.matches' };
    case 'differs':
      return { tone: 'warn', title: 'verdict.differs' };
    case 'earlier':
      return { tone: 'ok', title: 'verdict.earlier' };
    case 'unknown':
      return { tone: 'warn', title: 'verdict.unknown' };
    case 'unanswered':
      return { tone: 'wait', title: 'verdict.unanswered' };
  }
}

type VerdictKey =
  | 'verdict.altered'
  | 'verdict.asking'
  | 'verdict.matches'
  | 'verdict.differs'
  | 'verdict.earlier'
  | 'verdict.unknown'
  | 'verdict.unanswered';

function Found({ check, state }: { check: ArchiveChecking; state: Checked }) {
  const t = useLabels();
  const format = useFormat();
  const { name, result, record } = state;
  const { files, manifest } = result;
  const { tone, title } = verdictOf(result, record);
  const altered = title === 'verdict.altered';
  return (
    <Verdict check={check} name={name} tone={tone} title={t(title)}>
      <p>
        {`${
          altered
            ? [
                [countOf(files, 'altered'), 'count.altered'] as const,
                [countOf(files, 'missing'), 'count.missing'] as const,
                [countOf(files, 'extra'), 'count.extra'] as const,
              ]
                .filter(([n]) => n > 0)
                .map(([n, key]) => t(key, { n }))
                .join(', ')
                .replace(/^./u, first => first.toUpperCase())
            : t(`${title}.text` as 'verdict.matches.text')
        }${altered ? `. ${t('verdict.altered.text')}` : ''}`}
      </p>
      {altered && record.kind === 'differs' ? <p className="small muted">{t('record.not')}</p> : null}
      {record.kind === 'unanswered' ? <Unanswered check={check} failure={record.failure} /> : null}
      <dl className="facts contents">
        <div>
          <dt>{t('check.copy')}</dt>
          <dd>
            {'id' in record ? (
              <PageLink to={paths.export(record.id)}>{record.number}</PageLink>
            ) : (
              <bdi>{manifest.export.number}</bdi>
            )}
            <span>
              {manifest.part.of > 1
                ? `, ${t('check.part', { n: manifest.part.n, of: manifest.part.of })}`
                : ''}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('check.madeAt')}</dt>
          <dd>{format.dateTime(manifest.export.readyAt)}</dd>
        </div>
        <div>
          <dt>{t('check.account')}</dt>
          <dd>
            <bdi>{manifest.account.name}</bdi>
            <span> </span>
            <span className="term num">{manifest.account.code}</span>
          </dd>
        </div>
        <div>
          <dt>{t('check.digest')}</dt>
          <dd className="hash" translate="no">
            {result.sha256}
          </dd>
        </div>
      </dl>
      <Files state={state} />
    </Verdict>
  );
}

function Unanswered({
  check,
  failure,
}: {
  check: ArchiveChecking;
  failure: Extract<OurRecord, { kind: 'unanswered' }>['failure'];
}) {
  const t = useLabels();
  const labels = useFailureLabels(failure);
  return (
    <p>
      <span>{`${labels.title}. `}</span>
      <Button onClick={check.compare}>{t('check.again')}</Button>
    </p>
  );
}

const TONES: Readonly<Record<CheckedFile['state'], Tone>> = {
  match: 'ok',
  altered: 'bad',
  missing: 'bad',
  extra: 'warn',
};
const ORDER: readonly CheckedFile['state'][] = ['altered', 'missing', 'extra', 'match'];
const SHOWN = 200;

/** File by file, what is wrong first; each can be looked into without unpacking. */
function Files({ state: { file, result, record } }: { state: Checked }) {
  const t = useLabels();
  const [looked, setLooked] = useState<CheckedFile>();
  const [count, setCount] = useState(SHOWN);
  // The archive names systems by their ids; our record knows what they are called.
  const systemsOf = ({ system = '' }: CheckedFile): string =>
    system === OURS
      ? t('files.ours')
      : system
          .split(', ')
          .map(id => ('systems' in record ? (record.systems.get(id) ?? id) : id))
          .join(', ');
  const [wrong, matching] = useMemo(() => {
    const sorted = result.files.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
    return [sorted.filter(({ state }) => state !== 'match'), sorted.filter(({ state }) => state === 'match')];
  }, [result]);
  // A manifest may list as many files as it likes: the page draws as many as somebody asked for.
  const shown = matching.slice(0, count);
  const table = (files: readonly CheckedFile[]) => (
    <FilesTable files={files} systemsOf={systemsOf} onLook={setLooked} />
  );
  return (
    <>
      {wrong.length === 0 ? null : table(wrong.slice(0, count))}
      {matching.length === 0 ? null : (
        <details className="more">
          <summary>
            {t(wrong.length === 0 ? 'files.title' : 'files.matching', { n: matching.length })}
          </summary>
          {table(shown)}
        </details>
      )}
      {count < Math.max(wrong.length, matching.length) ? (
        <p>
          <Button onClick={() => setCount(before => before + SHOWN)}>{t('files.more', { n: SHOWN })}</Button>
        </p>
      ) : null}
      {looked?.entry === undefined ? null : (
        <Suspense>
          <Look file={file} entry={looked.entry} path={looked.path} onClose={() => setLooked(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function FilesTable({
  files,
  systemsOf,
  onLook,
}: {
  files: readonly CheckedFile[];
  systemsOf: (file: CheckedFile) => string;
  onLook: (file: CheckedFile) => void;
}) {
  const t = useLabels();
  const format = useFormat();
  return (
    <table className="table cards files-table">
      <thead>
        <tr>
          <th scope="col">{t('files.name')}</th>
          <th scope="col" className="end">
            {t('files.size')}
          </th>
          <th scope="col">{t('files.system')}</th>
          <th scope="col">{t('files.state')}</th>
        </tr>
      </thead>
      <tbody>
        {files.map(one => (
          <tr key={`${one.state} ${one.path}`}>
            <th scope="row">
              {one.entry === undefined ? (
                <bdi>{one.path}</bdi>
              ) : (
                <button type="button" className="link" onClick={() => onLook(one)}>
                  <span className="sr">{`${t('files.look')} `}</span>
                  <bdi>{one.path}</bdi>
                </button>
              )}
            </th>
            <td className="end num" data-label={t('files.size')}>
              {format.bytes(one.size)}
            </td>
            <td data-label={t('files.system')}>
              <bdi>{systemsOf(one)}</bdi>
            </td>
            <td>
              <Chip tone={TONES[one.state]}>{t(`file.${one.state}`)}</Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
