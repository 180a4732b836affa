import { Suspense, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/frame/links.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Section } from '../../ui/base/section.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { useEntryLabel } from '../access-entry.ts';
import { UserText } from '../labels.tsx';
import { KeptRule } from '../KeptRule.tsx';
import { useRequestPage } from './case.ts';
import { WriteForm } from './LazyWriteForm.tsx';
import { FileLinks } from './CaseFiles.tsx';
import { LongUserText, takeFocus, useWhen, useLabels } from './labels.tsx';

type Message = Schemas['Message'];

/** What the staff asked since the customer wrote last. */
function questionOf({ messages }: RightsRequest): Message[] {
  const last = messages.findLastIndex(message => message.from === 'user');
  return messages.slice(last + 1).filter(message => message.from === 'staff');
}

/** The question of the staff with the place for the answer right under it: nothing else matters more. */
export function NeedsAnswer({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const when = useWhen();
  if (request.status !== 'needs_user') return null;
  return (
    <section className="panel stack" aria-labelledby="needs-answer">
      <Heading level={2} id="needs-answer">
        {t('question.title')}
      </Heading>
      {questionOf(request).map(message => (
        <blockquote key={message.id} className="question">
          <LongUserText>{message.text}</LongUserText>
          <span> </span>
          <span className="term">
            <UserText>{message.author}</UserText>
            <span>{`, ${when(message.at)}`}</span>
          </span>
          <FileLinks request={request} files={message.attachments} />
        </blockquote>
      ))}
      {request.allowedActions.includes('message') ? (
        <Suspense fallback={<Skeleton widths={[100]} height="8em" />}>
          <WriteForm request={request} kind="reply" />
        </Suspense>
      ) : null}
      <KeptRule rule={request.kept} />
    </section>
  );
}

/** What was written in both directions, and a place to write more while that is possible. */
export function Thread({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const { messages, allowedActions, status } = request;
  const questions = status === 'needs_user' ? questionOf(request) : [];
  const shown = messages.filter(message => !questions.includes(message));
  const mayWrite = allowedActions.includes('message') && status !== 'needs_user';
  return (
    <>
      {shown.length === 0 && !mayWrite ? null : (
        <Section title={t('thread.title')}>
          {shown.length === 0 ? null : (
            <ol className="rows thread">
              {shown.map(message => (
                <OneMessage key={message.id} request={request} message={message} />
              ))}
            </ol>
          )}
          {mayWrite ? <Composer request={request} /> : null}
          {status === 'needs_user' ? null : <KeptRule rule={request.kept} />}
        </Section>
      )}
      {allowedActions.includes('message') ? null : <DraftText />}
    </>
  );
}

function OneMessage({ request, message }: { request: RightsRequest; message: Message }) {
  const t = useLabels();
  const format = useFormat();
  const when = useWhen();
  const { user } = useSession();
  const own = message.from === 'user' && message.author === user.name;
  return (
    <li className="message" data-from={message.from}>
      <p className="message-head">
        <span className="row-title">{own ? t('thread.you') : <UserText>{message.author}</UserText>}</span>
        <span> </span>
        <time className="term" dateTime={message.at} title={format.dateTime(message.at)}>
          {when(message.at)}
        </time>
      </p>
      <div>
        <LongUserText>{message.text}</LongUserText>
      </div>
      {message.accessEntry === undefined ? null : (
        <p className="small">
          <MessageEntry id={message.accessEntry} />
        </p>
      )}
      <FileLinks request={request} files={message.attachments} />
    </li>
  );
}

/** The entry of the access log that a message is about. */
function MessageEntry({ id }: { id: string }) {
  const t = useLabels();
  const label = useEntryLabel(id);
  return (
    <>
      <PageLink to={paths.accessLog()}>{t('message.entry')}</PageLink>
      {label === undefined ? null : <span>{`: ${label}`}</span>}
    </>
  );
}

/** The form waits behind a button: most who read a case have nothing to add. */
function Composer({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const { draftTexts } = useRequestPage();
  const [open, setOpen] = useState(() => draftTexts.message.get().trim() !== '');
  const [folded, setFolded] = useState(false);
  function fold() {
    setFolded(true);
    setOpen(false);
  }
  if (!open)
    return (
      <p data-print="no">
        <Button ref={folded ? takeFocus : undefined} onClick={() => setOpen(true)}>
          {t('write.open')}
        </Button>
      </p>
    );
  return (
    <Suspense fallback={<Skeleton widths={[100]} height="8em" />}>
      <WriteForm request={request} kind="message" onClose={fold} />
    </Suspense>
  );
}

/** The staff closed the talk while something was being typed: it is not lost. */
function DraftText() {
  const t = useLabels();
  const { draftTexts } = useRequestPage();
  const text = useSignal(draftTexts.message);
  if (text.trim() === '') return null;
  return (
    <div role="alert">
      <Note tone="warn">
        <p>
          <strong>{t('unsent.title')}</strong>
          <span>{` ${t('unsent.text')}`}</span>
        </p>
        <p>
          <LongUserText>{text}</LongUserText>
        </p>
        <p className="actions">
          <CopyButton value={text} label={t('unsent.copy')} />
          <button type="button" className="link" onClick={() => draftTexts.message.set('')}>
            {t('unsent.drop')}
          </button>
        </p>
      </Note>
    </div>
  );
}
