import type { components } from '../api/generated/schema.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { Chip, type Tone } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import type texts from './texts.json';

type Summary = components['schemas']['PolicyVersionSummary'];

const TONES: Record<Summary['state'], Tone> = { 'in-force': 'ok', upcoming: 'warn', former: 'plain' };

/** All versions, newest first, with the date on which the customer saw each. */
export function Versions({ versions, current }: { versions: readonly Summary[]; current: string }) {
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  return (
    <Section title={t('versions')}>
      <ul className="rows">
        {versions.map(version => (
          <li key={version.id}>
            <PageLink
              className="row"
              to={paths.policyVersion(version.id)}
              aria-current={version.id === current ? 'true' : undefined}
            >
              <span className="row-title">{version.title}</span>
              <span className="row-figure small">
                <Chip tone={TONES[version.state]}>{t(`state.${version.state}`)}</Chip>
                <span> </span>
                <span className="num">
                  {version.effectiveTo === undefined
                    ? t('from', { date: format.date(version.effectiveFrom) })
                    : version.effectiveTo === version.effectiveFrom
                      ? format.date(version.effectiveFrom)
                      : t('fromTo', {
                          from: format.date(version.effectiveFrom),
                          to: format.date(version.effectiveTo),
                        })}
                </span>
              </span>
              <span className="row-text">
                {`${version.summary} ${version.fact.source === 'assumed' ? t('assumed') : ''}${
                  version.acknowledgedAt !== undefined
                    ? ` ${t('acknowledged', { date: format.date(version.acknowledgedAt) })}`
                    : version.shownAt === undefined
                      ? ''
                      : ` ${t('shown', { date: format.date(version.shownAt) })}`
                }`}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
