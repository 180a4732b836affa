import { useFormat, useTexts } from '../i18n/react.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type texts from './texts.json';

/** How long messages and files are kept: one rule for all requests, and whether anybody has confirmed it. */
export function KeptRule({ rule }: { rule: Schemas['KeptRule'] | undefined }) {
  const t = useTexts<typeof texts>('requests');
  const format = useFormat();
  if (rule === undefined) return null;
  const { label, until, fact } = rule;
  return (
    <p className="small muted">
      {[
        t('kept', { rule: label.charAt(0).toLowerCase() + label.slice(1) }),
        ...(until === undefined ? [] : [t('kept.until', { date: format.date(until) })]),
        ...(fact.confirmed ? [] : [t('kept.unconfirmed')]),
      ].join(' ')}
    </p>
  );
}
