import { useQuery } from '@tanstack/react-query';
import { useFormat, useTexts } from '../../../i18n/react.tsx';
import { useSession, useQueryContext } from '../../../shell/frame/runtime-context.tsx';
import { registerQuery } from '../../../api/queries/register.ts';
import { Section } from '../../../ui/base/section.tsx';
import { rightsQuery } from '../../queries.ts';
import { LetterPaper } from '../../LetterPaper.tsx';
import { useEntryLabel } from '../../access-entry.ts';
import type texts from '../texts.json';
import type { StepProps } from './step-props.ts';

/** A complaint to the supervisory body, filled from the form; the customer sends it. */
export default function Letter({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const session = useSession();
  const controller = useQuery(registerQuery(useQueryContext())).data?.controller;
  const { words, unlawful, accessEntry } = form.getValues();
  const entry = useEntryLabel(accessEntry);
  const name = controller?.legalName ?? 'ActiveCloud';
  const lines = [
    t('letter.to', { body: t(`body.${session.jurisdiction}`) }),
    t('letter.from', { name: session.user.name }),
    t('letter.contact'),
    '',
    t('letter.title'),
    '',
    t('letter.controller', {
      name,
      account: session.account.name,
      code: session.account.code,
    }),
    words,
    ...(unlawful === 'yes' ? [t(`letter.unlawful.${session.jurisdiction}`)] : []),
    ...(entry === undefined ? [] : [t('letter.entry', { entry: entry ?? '' })]),
    t('letter.ask'),
    '',
    t('letter.date', { date: format.date(session.now) }),
    t('letter.sign'),
  ];
  return (
    <Section title={t('letter.where')}>
      <LetterPaper
        bodies={useQuery(rightsQuery(useQueryContext(), 'person')).data?.complaintBodies ?? []}
        lines={lines}
        title={t('letter.title')}
        controller={name}
        file={t('letter.file')}
        copy={t('letter.copy')}
        save={t('letter.save')}
      />
    </Section>
  );
}
