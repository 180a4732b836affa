import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../api/schema-types.ts';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { registerQuery } from '../api/queries/register.ts';
import { Chip } from '../ui/base/chip.tsx';
import { Heading } from '../ui/base/heading.tsx';
import type texts from './texts.json';

/** The text of a version by section, with links to the customer's own data. */
export function PolicyText({
  version,
  sections,
}: {
  version: Schemas['PolicyVersionSummary'];
  sections: readonly Schemas['PolicySection'][];
}) {
  const t = useTexts<typeof texts>('policy');
  const body = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const category = useSearchParams()[0].get('category');
  const linked = category === null ? undefined : sections.find(one => one.categories.includes(category))?.id;
  const show = (section: string): void => {
    const heading = body.current?.querySelector<HTMLElement>(`#${CSS.escape(`${prefix}-${section}`)}`);
    heading?.focus();
    heading?.scrollIntoView({ block: 'start' });
  };
  const onLinked = useEffectEvent(() => {
    if (linked !== undefined) show(linked);
  });
  // A link from a category opens its section, after the page itself has taken the focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => onLinked());
    return () => cancelAnimationFrame(frame);
  }, []);
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
              <button type="button" className="link" onClick={() => show(section.id)}>
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
  const register = useQuery(registerQuery(useQueryContext()));
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
