import { isGap } from '../domain/gaps.ts';
import { basesOf } from '../domain/processing.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../shell/frame/runtime-context.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Fact } from '../ui/facts.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import type texts from './texts.json';
import { GapMark, labelsOf, RetentionFact, RightsFact, SystemNames } from './labels.tsx';
import { RecipientTerm } from './RecipientTerm.tsx';

/** A chip that says that nothing is processed for the purpose now, and why. */
function Halted({ halted }: { halted: Schemas['Purpose']['halted'] }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const { now } = useSession();
  if (halted === undefined) return null;
  const { because, at } = halted;
  return (
    <span className="item">
      <Chip tone={at === undefined ? 'plain' : 'ok'}>
        {at === undefined ? t('halted.never') : t(`halted.${because}`, { at: format.shortDate(at, now) })}
      </Chip>
    </span>
  );
}

/** The facts of a category, in a side column. */
export function CategoryFacts({ category, register }: { category: Schemas['Category']; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const recipients = register.recipients.filter(recipient => category.recipients.includes(recipient.id));
  const tools = register.tools.filter(tool => category.tools?.includes(tool.id));
  const bases = basesOf(category, register.purposes);
  return (
    <dl className="facts">
      <Fact label={t('fact.purposes')}>
        {register.purposes
          .filter(purpose => category.purposes.includes(purpose.id))
          .map(purpose => (
            <span key={purpose.id} className="item">
              <PageLink to={paths.data({ purpose: purpose.id })}>{purpose.label}</PageLink>
              {isGap(purpose.fact) ? <GapMark /> : null}
              <span className="term">{t(`basis.${purpose.basis}`)}</span>
              <Halted halted={purpose.halted} />
            </span>
          ))}
      </Fact>
      <Fact label={t('fact.basis')}>
        {register.bases
          .filter(basis => bases.includes(basis.id))
          .map(basis => (
            <span key={basis.id} className="item">
              <span>{`${basis.label} `}</span>
              <span className="term">{basis.explanation}</span>
            </span>
          ))}
      </Fact>
      <Fact label={t('fact.sources')}>{format.list(labelsOf(register.sources, category.sources))}</Fact>
      <Fact label={t('fact.systems')}>
        {category.systems.length === 0 ? (
          <span>{t('noSystems')}</span>
        ) : (
          <SystemNames ids={category.systems} register={register} gap={isGap(category.systemsFact)} />
        )}
      </Fact>
      <Fact label={t('fact.recipients')}>
        {recipients.length === 0
          ? t('noRecipients')
          : recipients.map(recipient => (
              <span key={recipient.id} className="item">
                <PageLink to={paths.data({ recipient: recipient.id })}>{recipient.label}</PageLink>
                <RecipientTerm recipient={recipient} />
              </span>
            ))}
      </Fact>
      <Fact label={t('fact.retention')}>
        {category.retention.map(rule => (
          <span key={rule.id} className="item">
            <RetentionFact rule={rule} brief />
          </span>
        ))}
      </Fact>
      {tools.length === 0 ? null : (
        <Fact label={t('fact.tools')}>
          {tools.map(tool => (
            <span key={tool.id} className="item">
              {tool.url === undefined ? (
                <span>{tool.label}</span>
              ) : (
                <OutLink href={tool.url}>{tool.label}</OutLink>
              )}
              <span className="term">{format.list(tool.what)}</span>
            </span>
          ))}
        </Fact>
      )}
      <Fact label={t('fact.rights')}>
        <RightsFact category={category} register={register} />
      </Fact>
    </dl>
  );
}
