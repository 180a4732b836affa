import type { UseFormReturn } from 'react-hook-form';
import type { RightKind } from '../../domain/ids.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { DeadlineClocks } from '../../shell/frame/DeadlineClocks.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Fact } from '../../ui/facts.tsx';
import { DetailsList, UserText } from '../labels.tsx';
import { deadlinesOfFiling } from '../wizard/deadlines.ts';
import { toDetails, type Values } from '../wizard/values.ts';
import type texts from '../wizard/texts.json';

/** How the confirmation would look if these answers were filed now; it has no number and no checksum. */
export function RehearsedReceipt({
  kind,
  form,
  right,
}: {
  kind: RightKind;
  form: UseFormReturn<Values>;
  right: Schemas['Right'] | undefined;
}) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const session = useSession();
  const details = toDetails(kind, form.watch());
  const deadlines = deadlinesOfFiling({ kind, scope: 'person', details, right, session });
  return (
    <section className="panel stack receipt" aria-label={t('rehearsal.receipt.heading')}>
      <div>
        <Chip tone="warn">{t('rehearsal.note.title')}</Chip>
      </div>
      <Heading level={2}>{t('rehearsal.receipt.heading')}</Heading>
      <dl className="facts">
        <Fact label={t('rehearsal.receipt.number')}>{t('rehearsal.receipt.later')}</Fact>
        <Fact label={t('rehearsal.receipt.filedAt')}>
          {t('rehearsal.receipt.ifNow', { at: format.dateTime(session.now) })}
        </Fact>
        <Fact label={t('rehearsal.receipt.account')}>
          <UserText>{session.account.name}</UserText>
          <span> </span>
          <span className="term num">{session.account.code}</span>
        </Fact>
        {deadlines.length === 0 ? null : (
          <Fact label={t('rehearsal.receipt.due')}>
            <DeadlineClocks deadlines={deadlines} now={session.now} />
          </Fact>
        )}
        <Fact label={t('rehearsal.receipt.digest')}>{t('rehearsal.receipt.later')}</Fact>
      </dl>
      <DetailsList kind={kind} details={details} scope="person" />
    </section>
  );
}
