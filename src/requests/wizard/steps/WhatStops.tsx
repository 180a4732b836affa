import { useQuery } from '@tanstack/react-query';
import { registerQuery } from '../../../api/queries/register.ts';
import { useTexts } from '../../../i18n/react.tsx';
import { useQueryContext } from '../../../shell/frame/runtime-context.tsx';
import { Note } from '../../../ui/base/note.tsx';
import type texts from '../texts.json';
import type { StepProps } from './step-props.ts';

/** What will not be done while the chosen data is restricted, and what goes on because a law requires it. */
export default function WhatStops({ form, scope }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const register = useQuery(registerQuery(useQueryContext(), scope)).data;
  const chosen = form.watch('categories');
  const needed = new Set(
    register?.categories.filter(({ id }) => chosen.includes(id)).flatMap(({ purposes }) => purposes),
  );
  const purposes = register?.purposes.filter(({ id }) => needed.has(id)) ?? [];
  const stopping = purposes.filter(({ basis }) => basis !== 'legal-requirement');
  const going = purposes.filter(({ basis }) => basis === 'legal-requirement');
  if (purposes.length === 0) return null;
  return (
    <Note>
      {stopping.length === 0 ? null : (
        <>
          <p>
            <strong>{t('stops.title')}</strong>
          </p>
          <ul className="plain-list">
            {stopping.map(({ id, label, basis }) => (
              <li key={id}>{basis === 'contract' ? t('stops.contract', { label }) : label}</li>
            ))}
          </ul>
        </>
      )}
      {going.length === 0 ? null : (
        <p>{t('stops.law', { list: going.map(({ label }) => label).join('; ') })}</p>
      )}
    </Note>
  );
}
