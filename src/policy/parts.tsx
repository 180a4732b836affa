import { useId, useRef } from 'react';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import type { components } from '../api/generated/schema.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useOptionalQuery } from '../shell/frame/hooks.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { apiQuery } from '../shell/frame/runtime.ts';
import { Chip, type Tone } from '../ui/base/chip.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Section } from '../ui/base/section.tsx';
import type texts from './texts.json';

type Schemas = components['schemas'];
type Summary = Schemas['PolicyVersionSummary'];

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

/** The text of a version by section, with links to the customer's own data. */
export function PolicyText({
  version,
  sections,
}: {
  version: Summary;
  sections: readonly Schemas['PolicySection'][];
}) {
  const t = useTexts<typeof texts>('policy');
  const body = useRef<HTMLDivElement>(null);
  const prefix = useId();
  return (
    <div className="two">
      <div className="stack">
        <div ref={body}>
          {sections.map(section => (
            <PolicySection key={section.id} section={section} id={`${prefix}-${section.id}`} />
          ))}
        </div>
        <div className="actions">
          <PrintButton title={version.title} controller="ActiveCloud" content={body} />
          <OutLink href={version.originalUrl}>{t('original')}</OutLink>
        </div>
      </div>
      <nav className="panel policy-nav small" aria-label={t('contents')}>
        <ul className="stack-s">
          {sections.map(section => (
            <li key={section.id}>
              <button
                type="button"
                className="link"
                onClick={() => {
                  const heading = body.current?.querySelector<HTMLElement>(
                    `#${CSS.escape(`${prefix}-${section.id}`)}`,
                  );
                  heading?.focus();
                  heading?.scrollIntoView({ block: 'start' });
                }}
              >
                {`${section.number} ${section.title}`}
              </button>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function PolicySection({ section, id }: { section: Schemas['PolicySection']; id: string }) {
  const t = useTexts<typeof texts>('policy');
  const register = useOptionalQuery(apiQuery(getRegister));
  const labels = new Map(register.data?.categories.map(category => [category.id, category.label]));
  return (
    <section className="policy-section" aria-labelledby={id}>
      <Heading level={2} id={id} tabIndex={-1}>
        <span className="muted code">{section.number}</span>
        <span>{` ${section.title}`}</span>
      </Heading>
      <div className="prose">
        {section.paragraphs.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </div>
      {section.gap === undefined ? null : (
        <p className="small">
          <Chip tone="wait">{t('gap')}</Chip>
          <span>{` ${section.gap}`}</span>
        </p>
      )}
      {section.categories.length === 0 ? null : (
        <p className="small muted">
          <span>{`${t('yourData')}: `}</span>
          {section.categories.map((category, index) => (
            <span key={category}>
              {index > 0 ? <span>, </span> : null}
              <PageLink to={paths.category(category)}>{labels.get(category) ?? category}</PageLink>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
