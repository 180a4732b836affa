import { moscowDate } from '../domain/calendar.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { scopeQuery } from '../shell/kit/account-scope.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Button } from '../ui/base/button.tsx';
import { Note } from '../ui/base/note.tsx';
import { Fact } from '../ui/facts.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import { MaskedValue } from './MaskedValue.tsx';
import type texts from './texts.json';
import { companyLine, labelsOf, ReadTerm, RetentionFact, useHoldLine } from './labels.tsx';

/** One record, whole: what it holds, until when, and what can be done about it. */
export function RecordDialog({
  item,
  category,
  register,
  kinds,
  show,
  onClose,
}: {
  item: Schemas['Record'];
  category: string;
  register: Register;
  kinds: readonly Schemas['RecordKind'][];
  /** The id of the attribute that the reader asked for already. */
  show?: string | undefined;
  onClose: () => void;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const holdLine = useHoldLine();
  const kind = kinds.find(({ id }) => id === item.kind);
  const row = register.categories.find(({ id }) => id === category);
  const start = { category, record: item.id };
  const system = labelsOf(register.systems, [item.system]).join('');
  const { table, readAt } = kind?.provenance ?? {};
  const facts: [string, string | undefined][] = [
    [t('list.date'), item.day === undefined ? format.dateTime(item.at) : format.date(item.day)],
    [t('list.amount'), item.amount && format.money(item.amount)],
    [t('record.number'), item.number],
    [t('record.status'), item.status?.label],
    [t('record.service'), item.service],
    [t('record.channel'), item.channel],
    [t('record.counterparty'), item.counterparty],
    [t('record.size'), item.bytes === undefined ? undefined : format.bytes(item.bytes)],
    [t('record.length'), item.seconds === undefined ? undefined : format.duration(item.seconds)],
    [t('record.human'), item.humanCheckedAt && format.dateTime(item.humanCheckedAt)],
    [t('record.deleteOn'), item.deleteOn && format.date(item.deleteOn)],
  ];
  return (
    <Dialog title={item.title} onClose={onClose}>
      {kind === undefined ? null : <p className="muted small">{`${kind.label}. ${kind.note}`}</p>}
      {item.aboutThirdParty ? <Note>{t('record.third')}</Note> : null}
      <dl className="field-facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ),
        )}
        <Fact label={t('record.system')}>
          <span>{system}</span>
          {table === undefined || readAt === undefined ? null : (
            <ReadTerm system={system} table={table} readAt={readAt} />
          )}
        </Fact>
        {item.attributes.map(attribute => (
          <Fact key={attribute.id} label={attribute.label}>
            {attribute.sensitivity === 'open' ? (
              attribute.display
            ) : (
              <MaskedValue
                category={category}
                what={{ record: item.id, attribute: attribute.id }}
                label={attribute.label}
                masked={attribute.display ?? '••••••'}
                stepUp={attribute.sensitivity === 'step-up'}
                revealAtOnce={attribute.id === show}
              />
            )}
          </Fact>
        ))}
        {item.recipients?.map(({ id, label, members }) => (
          <Fact key={id} label={label}>
            {members.map(member => (
              <span key={member.name} className="item">
                {companyLine(member)}
              </span>
            ))}
            {members.length > 0 ? null : (
              <>
                <span>{`${t('record.notNamed')} `}</span>
                <PageLink
                  to={paths.category(category, { ...scopeQuery(register.scope), gaps: '1' })}
                  onClick={onClose}
                >
                  {t('record.gap')}
                </PageLink>
              </>
            )}
          </Fact>
        ))}
        {row === undefined || row.sources.length === 0 ? null : (
          <Fact label={t('fact.sources')}>{format.list(labelsOf(register.sources, row.sources))}</Fact>
        )}
        <Fact label={t('fact.retention')}>
          {item.retention === undefined ? (
            // A record without a rule of its own is kept as its kind of data is.
            row?.retention.map(rule => (
              <span key={rule.id} className="item">
                <RetentionFact rule={rule} />
              </span>
            ))
          ) : (
            <RetentionFact rule={item.retention} start={moscowDate(item.at)} />
          )}
        </Fact>
        {item.hold === undefined ? null : <Fact label={t('list.until')}>{holdLine(item.hold)}</Fact>}
      </dl>
      <div className="actions">
        <PageLink className="btn" to={paths.newRequest('rectification', start)}>
          {t('field.correct')}
        </PageLink>
        <PageLink className="btn" to={paths.newRequest('erasure', start)}>
          {t('field.delete')}
        </PageLink>
        <PageLink className="btn" to={paths.newRequest('restriction', start)}>
          {t('field.restrict')}
        </PageLink>
        {item.humanCheckedAt === undefined ? null : (
          <PageLink to={paths.newRequest('complaint', { ...start, topic: 'human' })}>
            {t('record.askHuman')}
          </PageLink>
        )}
        <Button kind="quiet" onClick={onClose}>
          {t('field.close')}
        </Button>
      </div>
    </Dialog>
  );
}
