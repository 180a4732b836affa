import { useSearchParams } from 'react-router';
import { eligibilityOf } from '../domain/eligibility.ts';
import type { RightKind } from '../domain/ids.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { CopyButton } from '../shell/kit/CopyButton.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { HiddenForRole } from '../shell/kit/hidden-for-role.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Fact, Breadcrumb } from '../ui/facts.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import { MaskedValue } from './MaskedValue.tsx';
import type texts from './texts.json';
import { labelsOf, processingOf, ReadTerm, RetentionFact, SystemNames, useHoldLine } from './labels.tsx';
import { RecipientTerm } from './RecipientTerm.tsx';

type Field = Schemas['Field'];
type Category = Schemas['Category'];

/** The fields: value, origin and use, and the available actions. */
export function Fields({
  category,
  fields,
  register,
}: {
  category: Category;
  fields: readonly Field[];
  register: Register;
}) {
  const t = useTexts<typeof texts>('register');
  return (
    <table className="table cards fields">
      <thead>
        <tr>
          <th scope="col">{t('category.data')}</th>
          <th scope="col">{t('category.value')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(field => (
          <FieldRow key={field.id} category={category} field={field} register={register} />
        ))}
      </tbody>
    </table>
  );
}

function FieldRow({ category, field, register }: { category: Category; field: Field; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const recipients = labelsOf(register.recipients, field.recipients);
  return (
    <tr>
      <th scope="row">
        <div className="field-label">
          <span>{`${field.label} `}</span>
          {field.term === undefined ? null : <span className="term">{field.term}</span>}
        </div>
        <div className="field-road">
          <Breadcrumb
            steps={[
              field.source?.label ?? t('silent'),
              labelsOf(register.systems, field.systems).join(', ') || t('noSystems'),
              recipients.join(', ') || t('noRecipients'),
            ]}
          />
        </div>
        <FieldDetails category={category} field={field} register={register} />
      </th>
      <td className="value-cell">
        {field.visibility === 'hidden' ? (
          <HiddenForRole visibleTo={field.visibleTo} />
        ) : field.sensitivity === 'open' ? (
          <>
            <span className={field.valueType === 'code' || field.valueType === 'date' ? 'code' : undefined}>
              {field.display}
            </span>
            <span> </span>
            {field.valueType === 'code' ? (
              <CopyButton value={field.display ?? ''} label={field.label} />
            ) : null}
          </>
        ) : (
          <MaskedValue
            category={category.id}
            what={{ field: field.id }}
            label={field.label}
            masked={field.display ?? ''}
            stepUp={field.sensitivity === 'step-up'}
          />
        )}
        <span> </span>
        {field.contested === true ? <Chip tone="warn">{t('field.contested')}</Chip> : null}
        {field.aboutThirdParty ? <Chip tone="wait">{t('field.thirdParty')}</Chip> : null}
      </td>
    </tr>
  );
}

/** The origin and use of one value: when it was received, where it is stored, who receives it, until when, and how to change it. */
function FieldDetails({
  category,
  field,
  register,
}: {
  category: Category;
  field: Field;
  register: Register;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const holdLine = useHoldLine();
  const purposes = register.purposes.filter(purpose => field.purposes.includes(purpose.id));
  const recipients = register.recipients.filter(recipient => field.recipients.includes(recipient.id));
  const objectionFits = processingOf(category, register).some(
    cell => field.purposes.includes(cell.purpose) && eligibilityOf('objection', cell).eligible,
  );
  const start = { category: category.id, field: field.id };
  const rights: [RightKind, string][] = [
    ['rectification', t('field.correct')],
    ['objection', t('field.object')],
    ['restriction', t('field.restrict')],
    ['erasure', t('field.delete')],
  ];
  const fits = (right: RightKind): boolean =>
    right === 'rectification' ? field.correction.how !== 'none' : right !== 'objection' || objectionFits;
  // The value that an address names, such as one found by a search, shows its details.
  const named = useSearchParams()[0].get('field') === field.id;
  return (
    <details className="more field-more" open={named}>
      <summary>
        <span>{t('field.about')}</span>
        <span className="sr">{`: ${field.label}`}</span>
      </summary>
      <dl className="field-facts small">
        {field.source === undefined ? null : (
          <Fact label={t('fact.sources')}>
            <span>
              {field.source.at === undefined
                ? field.source.label
                : t('field.source', { source: field.source.label, date: format.date(field.source.at) })}
            </span>
            {field.updatedAt === undefined ? null : (
              <span className="term">{t('field.updatedAt', { date: format.date(field.updatedAt) })}</span>
            )}
          </Fact>
        )}
        <Fact label={t('fact.purposes')}>
          <span>{purposes.map(purpose => purpose.label).join(' · ')}</span>
          <span className="term">
            {format.list([...new Set(purposes.map(purpose => t(`basis.${purpose.basis}`)))])}
          </span>
        </Fact>
        <Fact label={t('fact.systems')}>
          {field.systems.length === 0 ? (
            <span>{t('noSystems')}</span>
          ) : (
            <SystemNames ids={field.systems} register={register} />
          )}
          {field.provenance?.map(({ system, table, readAt }) => (
            <ReadTerm
              key={system}
              system={labelsOf(register.systems, [system]).join('')}
              table={table}
              readAt={readAt}
            />
          ))}
        </Fact>
        <Fact label={t('fact.recipients')}>
          {recipients.length === 0
            ? t('noRecipients')
            : recipients.map(recipient => (
                <span key={recipient.id}>
                  <span>{recipient.label}</span>
                  <RecipientTerm recipient={recipient} />
                </span>
              ))}
        </Fact>
        <Fact label={t('fact.retention')}>
          <RetentionFact rule={field.retention} start={field.collectedAt} brief />
          {field.hold === undefined ? null : <span className="term">{holdLine(field.hold)}</span>}
        </Fact>
        <Fact label={t('fact.correction')}>{field.correction.note}</Fact>
        {field.history === undefined || field.history.length === 0 ? null : (
          <Fact label={t('fact.history')}>
            {field.history.map(change => (
              <ValueChange key={change.at} change={change} />
            ))}
          </Fact>
        )}
      </dl>
      {field.visibility === 'hidden' ? null : (
        <p className="actions small" data-print="no">
          {rights
            .filter(([right]) => fits(right))
            .map(([right, label]) => (
              <PageLink key={right} to={paths.newRequest(right, start)}>
                <span>{label}</span>
                <span className="sr">{`: ${field.label}`}</span>
              </PageLink>
            ))}
        </p>
      )}
    </details>
  );
}

/** One change of a value: when, who, by which way, and the values before and after it. */
function ValueChange({ change }: { change: NonNullable<Field['history']>[number] }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const { at, by, channel, display, after, requestId } = change;
  return (
    <span className="item">
      {display === undefined ? null : after === undefined ? (
        <span>{t('history.before', { before: display })}</span>
      ) : (
        <>
          <span aria-hidden="true">{`${display} → ${after}`}</span>
          <span className="sr">{t('history.pair', { before: display, after })}</span>
          {display === after ? <span className="term">{t('history.masked')}</span> : null}
        </>
      )}
      <span className="term">
        <span>{`${format.date(at)}: ${by}`}</span>
        {channel === undefined ? null : requestId === undefined ? (
          <span>{`, ${channel}`}</span>
        ) : (
          <>
            <span>, </span>
            <PageLink to={paths.request(requestId)}>{channel}</PageLink>
          </>
        )}
      </span>
    </span>
  );
}
