import { useFormat } from '../../i18n/react.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { UserText } from '../labels.tsx';
import { LetterButton } from './LetterButton.tsx';
import { useComplaintBodies, useRegulator, useWhen, useLabels } from './labels.tsx';

const FIRST = ['overdue', 'extended', 'blockedData', 'legalHold'];

/** What lies upon the case besides its state: late, extended, data not used, data kept; what it means for the reader. */
export function Marks({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const marks = request.marks.toSorted((a, b) => FIRST.indexOf(a.kind) - FIRST.indexOf(b.kind));
  if (marks.length === 0) return null;
  return (
    <Section title={t('marks.title')}>
      {marks.map(mark =>
        mark.kind === 'overdue' ? (
          <Overdue key={mark.kind} request={request} />
        ) : (
          <Mark key={`${mark.kind} ${mark.at}`} mark={mark} />
        ),
      )}
    </Section>
  );
}

function Mark({ mark }: { mark: Schemas['Mark'] }) {
  const t = useLabels();
  const format = useFormat();
  const when = useWhen();
  const extended = mark.kind === 'extended';
  return (
    <Note tone={extended ? 'warn' : 'plain'}>
      <p>
        <strong>
          {extended && mark.until !== undefined
            ? t('mark.extended.until', { date: format.date(mark.until) })
            : t(`mark.${mark.kind}`)}
        </strong>
        <span> </span>
        <UserText>{mark.reason}</UserText>
        <span> </span>
        <span className="term">{`${t(extended ? 'mark.decided' : 'mark.since', { at: when(mark.at) })}${
          mark.confirmed === false ? `\u00a0· ${t('due.unconfirmed')}` : ''
        }`}</span>
      </p>
      {mark.kind === 'extended' || mark.kind === 'legalHold' ? <p>{t(`mark.${mark.kind}.what`)}</p> : null}
    </Note>
  );
}

/** The head of the page says that the request is overdue; this says what the customer can do. */
function Overdue({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const bodies = useComplaintBodies();
  return (
    <>
      <Note tone="bad">
        <p>
          <strong>{t('mark.overdue')}</strong>
          <span>{` ${t('mark.overdue.what', { bodies })}`}</span>
        </p>
      </Note>
      <LetterButton request={request} about="late" label={t('complain')} />
    </>
  );
}

/** A complaint that goes to the supervisory body: we only hold a copy, the customer sends it. */
export function RegulatorLetter({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const body = useRegulator();
  const { kind, status, submittedAt } = request;
  const meant = kind === 'complaint' && detailsOf(request).to === 'regulator';
  if (!meant || submittedAt === undefined || status === 'withdrawn') return null;
  return (
    <section className="panel stack" aria-labelledby="regulator">
      <Heading level={2} id="regulator">
        {t('regulator.title', { body })}
      </Heading>
      <p>{t('regulator.text')}</p>
      <LetterButton request={request} about="complaint" label={t('letter.show')} />
    </section>
  );
}
