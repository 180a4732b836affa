import { useId, useState } from 'react';
import { endExportRepetition } from '../../api/generated/ops/endExportRepetition.ts';
import { repeatExport } from '../../api/generated/ops/repeatExport.ts';
import { moscowDate } from '../../domain/calendar.ts';
import { REPETITION_INTERVALS, type RepetitionInterval } from '../../domain/repetition.ts';
import { Checkbox, Select } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { Button } from '../../ui/base/button.tsx';
import { Fact } from '../../ui/facts.tsx';
import { ActionFailure, useLabels } from '../labels.tsx';
import type { Export } from '../queries.ts';
import { useExportAction } from './actions.ts';

/** Whether and when the copy is made again by itself, and where that is chosen or stopped. */
export function Repetition({ now }: { now: Export }) {
  const { repetition, repetitionEnded, allowedActions } = now;
  const t = useLabels();
  if (repetition !== undefined) return <Running now={now} repetition={repetition} />;
  return (
    <>
      {repetitionEnded === undefined ? null : (
        <p className="small muted">{t(`repeat.ended.${repetitionEnded}`)}</p>
      )}
      {allowedActions.includes('repeat') ? <Choose now={now} /> : null}
    </>
  );
}

function Running({ now, repetition }: { now: Export; repetition: NonNullable<Export['repetition']> }) {
  const t = useLabels();
  const format = useFormat();
  const at = useServerTime();
  const action = useExportAction(endExportRepetition, t('repeat.stop.done'));
  const { every, onlyNew, nextAt, endsAt } = repetition;
  return (
    <section className="stack-s" aria-label={t('repeat.title')}>
      <dl className="facts">
        <Fact label={t('repeat.title')}>
          <span>{t(`repeat.every.${every}`)}</span>
          <span className="term">{t(onlyNew ? 'repeat.new' : 'repeat.whole')}</span>
        </Fact>
        <Fact label={t('repeat.next')}>{format.shortDate(moscowDate(nextAt), at)}</Fact>
        <Fact label={t('repeat.ends')}>{format.date(moscowDate(endsAt))}</Fact>
      </dl>
      <ActionFailure failure={action.failure} />
      <Button busy={action.busy} onClick={() => void action.send({ path: { id: now.id } })}>
        {t(action.busy ? 'busy' : 'repeat.stop')}
      </Button>
      <p className="small muted">{t('repeat.stop.hint')}</p>
    </section>
  );
}

function Choose({ now }: { now: Export }) {
  const t = useLabels();
  const hint = useId();
  const [every, setEvery] = useState<RepetitionInterval>('P1M');
  const [onlyNew, setOnlyNew] = useState(true);
  const action = useExportAction(repeatExport, t('repeat.done'));
  return (
    <details className="more">
      <summary>{t('repeat.choose')}</summary>
      <div className="stack-s">
        <Select
          label={t('repeat.every')}
          value={every}
          options={REPETITION_INTERVALS.map(value => ({ value, label: t(`repeat.every.${value}`) }))}
          onChange={value => setEvery(REPETITION_INTERVALS.find(one => one === value) ?? every)}
        />
        <Checkbox
          label={t('repeat.onlyNew')}
          checked={onlyNew}
          onChange={event => setOnlyNew(event.currentTarget.checked)}
        />
        <p className="small muted" id={hint}>
          {t('repeat.hint')}
        </p>
        <ActionFailure failure={action.failure} />
        <Button
          busy={action.busy}
          aria-describedby={hint}
          onClick={() => void action.send({ path: { id: now.id }, body: { every, onlyNew } })}
        >
          {t(action.busy ? 'busy' : 'repeat.start')}
        </Button>
      </div>
    </details>
  );
}
