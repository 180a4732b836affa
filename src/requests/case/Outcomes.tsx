import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page.tsx';
import { Bones, Button, Chip, Section, type Tone } from '../../ui/parts.tsx';
import type { RightsRequest, Schemas } from '../asks.ts';
import { Said } from '../words.tsx';
import { useNow, useRoom } from './case.ts';
import { LongSaid, takeFocus, useComplaintBodies, useWords } from './words.tsx';

const WriteForm = lazy(() => import('./WriteForm.tsx'));

type Outcome = Schemas['Outcome'];

const TONES: Record<Outcome['kind'], Tone> = { done: 'ok', partly: 'warn', refused: 'bad', kept: 'wait' };
const KINDS = ['done', 'partly', 'refused', 'kept'] as const;

/** The answer to each point, and the ways on for who disagrees. */
export function Outcomes({ request }: { request: RightsRequest }) {
  const t = useWords();
  const { outcomes, status } = request;
  if (outcomes.length === 0) return null;
  const final = status === 'answered' || status === 'closed';
  const counts = KINDS.map(kind => ({ kind, n: outcomes.filter(one => one.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => `${t(`outcome.${kind}`)}: ${n}`);
  return (
    <Section
      title={t(final ? 'outcomes.title' : 'outcomes.before')}
      aside={counts.length > 1 ? <span className="small muted">{counts.join(' · ')}</span> : null}
    >
      <ul className="rows">
        {groupsOf(outcomes).map(group => (
          <OutcomeGroup key={group[0]?.id} group={group} />
        ))}
      </ul>
      {final ? <Disagree request={request} /> : null}
    </Section>
  );
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

function OutcomeGroup({ group }: { group: readonly Outcome[] }) {
  const t = useWords();
  const [first] = group;
  if (first === undefined) return null;
  const { kind, text, law } = first;
  return (
    <li className="row outcome">
      <div className="stack-s">
        {group.map(({ id, label, until }) => (
          <p key={id}>
            <span className="row-title">
              <Said>{label}</Said>
            </span>{' '}
            {until === undefined ? null : <OutcomeUntil kind={kind} until={until} />}
          </p>
        ))}
      </div>
      <span className="row-figure">
        <Chip tone={TONES[kind]}>{t(`outcome.${kind}`)}</Chip>
      </span>
      <div className="row-text">
        <LongSaid>{text}</LongSaid>{' '}
        {law === undefined ? null : (
          <span className="term">
            {law.law}
            {law.article === undefined ? '' : `, ${law.article}`}
          </span>
        )}
      </div>
    </li>
  );
}

function OutcomeUntil({ kind, until }: { kind: Outcome['kind']; until: string }) {
  const t = useWords();
  const format = useFormat();
  return (
    <span className="outcome-until">
      {t(kind === 'kept' ? 'outcome.keptUntil' : 'outcome.until', { date: format.date(until) })}
    </span>
  );
}

/** Another look by another person, or a body outside. */
function Disagree({ request }: { request: RightsRequest }) {
  const t = useWords();
  const format = useFormat();
  const now = useNow();
  const { unsent } = useRoom();
  const bodies = useComplaintBodies();
  const [open, setOpen] = useState(() => unsent.appeal.get().trim() !== '');
  const [folded, setFolded] = useState(false);
  function fold() {
    setFolded(true);
    setOpen(false);
  }
  const { appealUntil, moves } = request;
  const mayAppeal = moves.includes('appeal');
  return (
    <div className="stack disagree">
      <p>
        <strong>{t('appeal.title')}</strong>{' '}
        {mayAppeal
          ? appealUntil === undefined
            ? t('appeal.text')
            : `${t('appeal.text')} ${t('appeal.until', { date: format.shortDate(appealUntil, now) })}`
          : t(request.status === 'closed' ? 'appeal.over' : 'appeal.notYours')}{' '}
        {t('appeal.bodies', { bodies })}
      </p>
      {!mayAppeal ? (
        <p data-print="no">
          <PageLink to={paths.newRequest(request.kind)}>{t('again')}</PageLink>
        </p>
      ) : open ? (
        <Suspense fallback={<Bones widths={[100]} height="8em" />}>
          <WriteForm request={request} kind="appeal" onClose={fold} />
        </Suspense>
      ) : (
        <p data-print="no">
          <Button ref={folded ? takeFocus : undefined} onClick={() => setOpen(true)}>
            {t('appeal.open')}
          </Button>
        </p>
      )}
    </div>
  );
}
