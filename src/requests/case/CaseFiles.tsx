import { lazy, Suspense, useState } from 'react';
import { downloadAttachment } from '../../api/generated/ops/downloadAttachment.ts';
import { Failure } from '../../api/errors.ts';
import type { Input } from '../../api/client.ts';
import type { Operation, OperationId } from '../../api/operation.ts';
import { isOpen } from '../../domain/request-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { nameOf, saveFile } from '../../shell/kit/save-file.ts';
import { Chip } from '../../ui/base/chip.tsx';
import type { Elements } from '../../ui/base/elements.ts';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { resumedStep } from './case.ts';
import { UserText } from '../labels.tsx';
import { Checksum, ActionFailure, usePaper, useLabels, useWhen } from './labels.tsx';

type Attachment = Schemas['Attachment'];

const RemoveFile = lazy(() => import('./RemoveFile.tsx'));

/** Fetches a file and hands it over; a failure stays where the file was asked for. */
export function useFile<Id extends OperationId>(operation: Operation<Id>) {
  const { api } = useRuntime();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  /** @param known name and size of the file as messages gave them; the size shows a truncated download */
  async function get(
    input: Input<Id>,
    known: { name?: string; size?: number; fallback: string },
  ): Promise<void> {
    setBusy(true);
    setFailure(undefined);
    try {
      const [blob, given] = await api.read(operation, input, async response => [
        await response.blob(),
        nameOf(response.headers),
      ]);
      if (known.size !== undefined && blob.size !== known.size) throw new Failure(operation.id, 'network');
      saveFile(blob, (known.name ?? given) || known.fallback);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }
  return { get, busy, failure };
}

/** A file that can be had, by its name. */
function FileLink({ request, file, aside }: { request: RightsRequest; file: Attachment; aside?: Elements }) {
  const t = useLabels();
  const download = useFile(downloadAttachment);
  const paper = usePaper();
  return (
    <>
      {file.state === 'ready' && !paper ? (
        <button
          type="button"
          className="link file-name"
          aria-disabled={download.busy || undefined}
          onClick={() => {
            if (download.busy) return;
            const known = { name: file.name, size: file.size, fallback: file.id };
            void download.get({ path: { id: request.id, aid: file.id } }, known);
          }}
        >
          <span className="sr">{`${t('file.download')} `}</span>
          <UserText>{file.name}</UserText>
        </button>
      ) : (
        <span className="file-name">
          <UserText>{file.name}</UserText>
        </span>
      )}
      <span> </span>
      {aside}
      <ActionFailure failure={download.failure} />
    </>
  );
}

/** The files of a message. */
export function FileLinks({ request, files }: { request: RightsRequest; files: readonly Attachment[] }) {
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className="file-links">
      {files.map(file => (
        <li key={file.id}>
          <FileLink
            request={request}
            file={file}
            aside={<span className="term num file-size">{format.bytes(file.size)}</span>}
          />
        </li>
      ))}
    </ul>
  );
}

/** Whether a file of the customer was checked for viruses and opened by staff, and why it cannot be taken back. */
function FileCheck({ request, file }: { request: RightsRequest; file: Attachment }) {
  const t = useLabels();
  const when = useWhen();
  const { by, check, checkedAt, seenAt, sent, state, removable } = file;
  if (by !== 'user' || check === undefined || check === 'threat' || state !== 'ready') return null;
  return (
    <>
      <span className="file-reason">
        {check === 'clean' && checkedAt !== undefined
          ? t('file.check.clean', { at: when(checkedAt) })
          : t(`file.check.${check as 'running'}`)}
      </span>
      {!sent || request.submittedAt === undefined ? null : (
        <span className="file-reason">
          {seenAt !== undefined
            ? t('file.seen', { at: when(seenAt) })
            : removable === true
              ? t('file.unseen')
              : isOpenRequest(request)
                ? t('file.proof')
                : null}
        </span>
      )}
    </>
  );
}

const isOpenRequest = ({ status }: RightsRequest): boolean => status !== 'draft' && isOpen(status);

/** All files of the case, with what proves them. */
export function CaseFiles({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const format = useFormat();
  if (request.attachments.length === 0) return null;
  return (
    <Section title={t('files.title')}>
      <ul className="rows">
        {request.attachments.map(file => (
          <li key={file.id} className="row">
            <span className="file-line">
              <FileLink request={request} file={file} />
            </span>
            <span className="row-text small">
              <span className="num">{format.bytes(file.size)}</span>
              <span>{` · ${t(
                file.by === 'staff'
                  ? 'file.fromStaff'
                  : request.preparedBy.self
                    ? 'file.fromYou'
                    : 'file.fromAuthor',
              )}`}</span>
              {file.state === 'ready' ? (
                <>
                  <span>{`${file.sent ? '' : ` · ${t('file.notSent')}`} · ${t('file.checksum')} `}</span>
                  <Checksum value={file.sha256} label={t('file.checksum.copy')} />
                </>
              ) : (
                <>
                  <span> </span>
                  <Chip tone={file.state === 'rejected' ? 'bad' : 'wait'}>
                    {file.state === 'uploading'
                      ? t('file.uploading', {
                          got: format.bytes(file.offset),
                          size: format.bytes(file.size),
                        })
                      : t(`file.${file.state}`)}
                  </Chip>
                </>
              )}
              {file.state === 'uploading' && request.status === 'draft' ? (
                <span className="file-reason" data-print="no">
                  <PageLink
                    className="alone"
                    to={paths.draft(request.kind, request.id, resumedStep(request))}
                  >
                    {t('file.continue')}
                  </PageLink>
                </span>
              ) : null}
              <FileCheck request={request} file={file} />
              {file.sent && file.removable === true ? (
                <Suspense>
                  <RemoveFile requestId={request.id} id={file.id} name={file.name} />
                </Suspense>
              ) : null}
              {file.reason === undefined ? null : <span className="file-reason">{file.reason}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
