import { useSuspenseQuery } from '@tanstack/react-query';
import { citation } from '../domain/citations.ts';
import { useFormat, useLocale, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { Section } from '../ui/base/section.tsx';
import { Fact } from '../ui/facts.tsx';
import type { Schemas } from '../api/schema-types.ts';
import { accountabilityQuery } from './queries.ts';
import type texts from './texts.json';

/** Who answers for the data, how requests are answered, and incidents: what is missing is said as such. */
export function Accountability() {
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const { contact, requests, incidents, asOf } = useSuspenseQuery(
    accountabilityQuery(useQueryContext()),
  ).data;
  return (
    <>
      <Section title={t('contact')}>
        <dl className="facts">
          <Fact label={t('contact.who')}>{contact.role}</Fact>
          <Fact label={t('contact.how')}>
            <span>{`${contact.channel} `}</span>
            <OutLink href={contact.url}>{t('contact.site')}</OutLink>
          </Fact>
          <Fact label={t('contact.hours')}>{contact.hours ?? t('contact.noHours')}</Fact>
        </dl>
        <p>
          <PageLink className="alone" to={paths.newRequest()}>
            {t('contact.write')}
          </PageLink>
        </p>
      </Section>
      <Section title={t('statistics')}>
        <Statistics requests={requests} />
      </Section>
      <Section title={t('incidents')}>
        {incidents.length === 0 ? (
          <p className="muted">{t('incidents.none', { date: format.date(asOf) })}</p>
        ) : (
          <ul className="rows">
            {incidents.map(({ id, on, what, done }) => (
              <li key={id} className="row">
                <span className="row-title">{what}</span>
                <span className="row-figure num small">{format.date(on)}</span>
                <span className="row-text">{done}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Statistics({ requests }: { requests: Schemas['Accountability']['requests'] }) {
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const locale = useLocale();
  const { from, answered, onTime, medianDays, refusals } = requests;
  const since = format.date(from);
  if (answered === 0) return <p className="muted">{t('statistics.none', { since })}</p>;
  if (onTime === undefined || medianDays === undefined)
    return <p className="muted">{t('statistics.few', { n: answered, since })}</p>;
  return (
    <>
      <dl className="facts">
        <Fact label={t('statistics.answered', { since })}>{String(answered)}</Fact>
        <Fact label={t('statistics.median')}>{t('statistics.days', { n: medianDays })}</Fact>
        <Fact label={t('statistics.onTime')}>
          {t('statistics.of', { n: onTime, all: format.number(answered) })}
        </Fact>
        <Fact label={t('statistics.refused')}>
          {refusals.length === 0
            ? t('statistics.noRefusals')
            : refusals.map(({ law, count }) => (
                <span key={`${law.law} ${law.article ?? ''}`} className="term">
                  {t('statistics.refusal', { n: count, law: citation(law, locale) })}
                </span>
              ))}
        </Fact>
      </dl>
      <p className="term">{t('statistics.note')}</p>
    </>
  );
}
