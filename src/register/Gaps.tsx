import { type ReactNode, useEffect, useRef } from 'react';
import { gapsOf } from '../domain/gaps.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { Fact } from '../ui/facts.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import type texts from './texts.json';
import { RetentionFact } from './labels.tsx';

/** What the policy leaves open about a kind of data, in one place; the spots above only carry its mark. */
export function Gaps({
  category,
  register,
  named,
}: {
  category: Schemas['Category'];
  register: Register;
  /** Whether the address leads here: it is open then, and has the focus. */
  named: boolean;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const { purposes, recipients, retention, systems, openList, known } = gapsOf({ ...register, category });
  const facts: [label: string, text: ReactNode][] = [];
  if (purposes.length > 0)
    facts.push([
      t('fact.purposes'),
      t('gaps.purposes', { names: purposes.map(({ label }) => `«${label}»`).join(', ') }),
    ]);
  if (systems) facts.push([t('fact.systems'), t('gaps.systems')]);
  if (recipients.length > 0)
    facts.push([
      t('fact.recipients'),
      t('gaps.recipients', { names: format.list(recipients.map(({ label }) => label)) }),
    ]);
  for (const rule of retention)
    facts.push([t('fact.retention'), <RetentionFact key={rule.id} rule={rule} />]);
  if (openList) facts.push([t('category.data'), t('openList')]);
  for (const gap of known) facts.push([gap.title, <GapText key={gap.id} gap={gap} />]);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!named) return undefined;
    // The dialog with the link returns the focus when it closes, in the same frame.
    const frame = requestAnimationFrame(() => summary.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [named]);
  if (facts.length === 0) return null;
  return (
    <details className="more gaps" open={named}>
      <summary ref={summary}>{t('gaps.here')}</summary>
      <dl className="facts small">
        {facts.map(([label, text], index) => (
          <Fact key={index} label={label}>
            {text}
          </Fact>
        ))}
      </dl>
    </details>
  );
}

/** The text of a gap, with the day on which the operator was asked about it. */
export function GapText({ gap }: { gap: Schemas['Gap'] }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  return (
    <>
      <span>{gap.text}</span>
      {gap.asked === undefined ? null : (
        <span className="term">
          {t(gap.asked.source === 'assumed' ? 'gaps.askedExample' : 'gaps.asked', {
            date: format.date(gap.asked.at),
          })}
        </span>
      )}
    </>
  );
}
