import { Suspense, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/frame/links.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip, type Tone } from '../../ui/base/chip.tsx';
import { Section } from '../../ui/base/section.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { ComplaintBodies } from '../ComplaintBodies.tsx';
import { Law, UserText } from '../labels.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { useRequestPage } from './case.ts';
import { LetterButton } from './LetterButton.tsx';
import { WriteForm } from './LazyWriteForm.tsx';
import { LongUserText, takeFocus, useLabels } from './labels.tsx';

type Outcome = Schemas['Outcome'];

/** Kinds whose answer is a copy: it lies among the copies of data. */
const COPIED = new Set<RightsRequest['kind']>(['access', 'portability']);
const TONES: Record<Outcome['kind'], Tone> = {
  done: 'ok',
  partly: 'warn',
  refused: 'bad',
  kept: 'wait',
  forwarded: 'wait',
};
const KINDS = ['done', 'partly', 'refused', 'kept', 'forwarded'] as const;

/** The answer to each point, and the ways on for who disagrees. */
export function Outcomes({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const { outcomes, status } = request;
  if (outcomes.length === 0) return null;
  const final = status === 'answered' || status === 'closed';
  const groups = groupsOf(outcomes);
  const copied = COPIED.has(request.kind) ? groups.find(([first]) => first?.kind === 'done') : undefined;
  return (
    <Section title={t(final ? 'outcomes.title' : 'outcomes.before')}>
      <ul className="rows">
        {groups.map(group => (
          <OutcomeGroup key={group[0]?.id} group={group} copied={group === copied} />
        ))}
      </ul>
      {final ? <Disagree request={request} /> : null}
    </Section>
  );
}

/** What came out, in a few words: «Итог: сделано 1, отказано 2»; undefined before there is an answer. */
export function useResult({ status, outcomes }: RightsRequest): string | undefined {
  const t = useLabels();
  if (outcomes.length === 0 || (status !== 'answered' && status !== 'closed')) return undefined;
  const counts = KINDS.map(kind => ({ kind, n: outcomes.filter(one => one.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => (outcomes.length === 1 ? t(`outcome.${kind}`) : `${t(`outcome.${kind}`)} ${n}`));
  return t('result', { list: counts.join(', ') });
}

/** Points answered in the same words stand together, each with its own date: what the law keeps is kept by year. */
function groupsOf(outcomes: readonly Outcome[]): Outcome[][] {
  const groups: Outcome[][] = [];
  for (const outcome of outcomes) {
    const last = groups.at(-1);
    const same = (one: Outcome | undefined) =>
      one?.kind === outcome.kind &&
      one.text === outcome.text &&
      one.law?.law === outcome.law?.law &&
      one.law?.article === outcome.law?.article;
    if (last !== undefined && same(last[0])) last.push(outcome);
    else groups.push([outcome]);
  }
  return groups;
}

function OutcomeGroup({ group, copied }: { group: readonly Outcome[]; copied: boolean }) {
  const t = useLabels();
  const [first] = group;
  if (first === undefined) return null;
  const { kind, text, law } = first;
  return (
    <li className="row outcome">
      <div className="stack-s">
        {group.map(({ id, label, until }) => (
          <p key={id}>
            <span className="row-title">
              <UserText>{label}</UserText>
            </span>
            <span> </span>
            {until === undefined ? null : <OutcomeUntil kind={kind} until={until} />}
          </p>
        ))}
      </div>
      <span className="row-figure">
        <Chip tone={TONES[kind]}>{t(`outcome.${kind}`)}</Chip>
      </span>
      <div className="row-text">
        <LongUserText>{text}</LongUserText>
        <span> </span>
        {law === undefined ? null : (
          <span className="term">
            <Law law={law.law} article={law.article} />
          </span>
        )}
        {copied ? (
          <p data-print="no">
            <PageLink className="alone" to={paths.exports()}>
              {t('copies')}
            </PageLink>
          </p>
        ) : null}
      </div>
    </li>
  );
}

function OutcomeUntil({ kind, until }: { kind: Outcome['kind']; until: string }) {
  const t = useLabels();
  const format = useFormat();
  return (
    <span className="outcome-until">
      {t(kind === 'kept' ? 'outcome.keptUntil' : 'outcome.until', { date: format.date(until) })}
    </span>
  );
}

/** Another look by another person, or a body outside. */
function Disagree({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const format = useFormat();
  const now = useServerTime();
  const { draftTexts } = useRequestPage();
  const [open, setOpen] = useState(() => draftTexts.appeal.get().trim() !== '');
  const [folded, setFolded] = useState(false);
  function fold() {
    setFolded(true);
    setOpen(false);
  }
  const { appealUntil, allowedActions } = request;
  const mayAppeal = allowedActions.includes('appeal');
  return (
    <div className="stack disagree">
      <p>
        <strong>{t('appeal.title')}</strong>
        <span>{` ${
          mayAppeal
            ? appealUntil === undefined
              ? t('appeal.text')
              : `${t('appeal.text')} ${t('appeal.until', { date: format.shortDate(appealUntil, now) })}`
            : t(request.status === 'closed' ? 'appeal.over' : 'appeal.notYours')
        }`}</span>
      </p>
      {!mayAppeal ? (
        <p data-print="no">
          <PageLink className="alone" to={paths.newRequest(request.kind)}>
            {t('again')}
          </PageLink>
        </p>
      ) : open ? (
        <Suspense fallback={<Skeleton widths={[100]} height="8em" />}>
          <WriteForm request={request} kind="appeal" onClose={fold} />
        </Suspense>
      ) : (
        <p data-print="no">
          <Button ref={folded ? takeFocus : undefined} onClick={() => setOpen(true)}>
            {t('appeal.open')}
          </Button>
        </p>
      )}
      {request.complaintBodies === undefined ? null : (
        <>
          <p>
            <strong>{t('bodies.title')}</strong>
          </p>
          <ComplaintBodies bodies={request.complaintBodies} />
          {request.outcomes.every(({ kind }) => kind === 'done') ? null : (
            <LetterButton request={request} about="answer" label={t('bodies.letter')} />
          )}
        </>
      )}
    </div>
  );
}
