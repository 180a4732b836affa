import { useFormat } from '../../i18n/react.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { Law, UserText } from '../labels.tsx';
import { useLabels, useWhen } from './labels.tsx';

type Item = Schemas['Destruction']['items'][number];

/** The confirmation of destruction: what, where, when, why, by which role, and what is kept until when. */
export function Destruction({ request: { destruction } }: { request: RightsRequest }) {
  const t = useLabels();
  const when = useWhen();
  if (destruction === undefined) return null;
  const { act, number = '', by, at, why, items } = destruction;
  return (
    <Section title={t('destruction.title')}>
      <Note tone={act === 'signed' ? 'ok' : 'plain'}>
        <p>{act === 'signed' ? t('destruction.signed', { number }) : t('destruction.pending')}</p>
      </Note>
      <p>{t('destruction.how', { at: when(at), by, why })}</p>
      <ul className="rows">
        {linesOf(items).map(({ item, until }) => (
          <li key={`${item.category} ${item.system} ${item.result}`} className="row">
            <span className="row-title">
              <UserText>{item.categoryLabel}</UserText>
            </span>
            <span className="row-figure">
              <Result item={item} until={until} />
            </span>
            <span className="row-text">
              <span>{item.systemLabel}</span>
              {item.law === undefined ? null : (
                <span className="term">
                  <span>{' · '}</span>
                  <Law law={item.law.law} article={item.law.article} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('destruction.proof')}</p>
    </Section>
  );
}

/** One line for each kind of data, system and result, with all dates until which it is kept. */
function linesOf(items: readonly Item[]): { item: Item; until: string[] }[] {
  const lines = new Map<string, { item: Item; until: string[] }>();
  for (const item of items) {
    const key = `${item.category} ${item.system} ${item.result}`;
    const line = lines.get(key) ?? { item, until: [] };
    if (item.until !== undefined) line.until.push(item.until);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function Result({ item: { result }, until }: { item: Item; until: readonly string[] }) {
  const t = useLabels();
  const format = useFormat();
  const dates = until.toSorted();
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  return (
    <span>
      {result !== 'kept' || dates.length === 0
        ? t(`destruction.${result}`)
        : dates.length === 1
          ? t('destruction.kept.until', { date: format.date(first) })
          : t('destruction.kept.years', { from: format.date(first), to: format.date(last) })}
    </span>
  );
}
