import { useRef } from 'react';
import { getRegister } from '../../../api/generated/ops/getRegister.ts';
import { COMPLAINT_BODIES } from '../../../domain/requests.ts';
import { useFormat, useTexts } from '../../../i18n/react.tsx';
import { CopyButton } from '../../../shell/CopyButton.tsx';
import { useLate, useSession } from '../../../shell/hooks.tsx';
import { PrintButton } from '../../../shell/PrintButton.tsx';
import { ask } from '../../../shell/runtime.ts';
import { saveFile } from '../../../shell/save-file.ts';
import { Button, Section } from '../../../ui/parts.tsx';
import type texts from '../texts.json';
import type { StepProps } from './step-props.ts';

/** A filled draft of a complaint to the supervisory body, made here and sent by the customer. */
export default function Letter({ form }: StepProps) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const session = useSession();
  const paper = useRef<HTMLDivElement>(null);
  const controller = useLate(ask(getRegister)).data?.controller;
  const { words, unlawful, accessEntry } = form.getValues();
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
    ...(accessEntry === '' ? [] : [t('letter.entry', { id: accessEntry })]),
    t('letter.ask'),
    '',
    t('letter.date', { date: format.date(session.now) }),
    t('letter.sign'),
  ];
  const text = lines.join('\n');
  return (
    <>
      <Section title={t('letter.where')}>
        <ul className="plain-list">
          {COMPLAINT_BODIES[session.jurisdiction].map(body => (
            <li key={body}>{t(`letter.body.${body}`)}</li>
          ))}
        </ul>
      </Section>
      <div ref={paper} className="letter said" dir="auto">
        {text}
      </div>
      <div className="actions">
        <CopyButton value={text} label={t('letter.copy')} />
        <Button
          onClick={() => saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), `${t('letter.file')}.txt`)}
        >
          {t('letter.save')}
        </Button>
        <PrintButton title={t('letter.title')} controller={name} content={paper} />
      </div>
    </>
  );
}
