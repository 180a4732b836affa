import { useQuery } from '@tanstack/react-query';
import { citation } from '../../domain/citations.ts';
import { governing } from '../../domain/clocks.ts';
import { useFormat, useLocale } from '../../i18n/react.tsx';
import { useSession, useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { registerQuery } from '../../api/queries/register.ts';
import { useEntryLabel } from '../access-entry.ts';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { LetterPaper } from '../LetterPaper.tsx';
import { useLabels } from './labels.tsx';

/** The subject of the letter to the supervisory body: that there is no answer, the answer, or what the complaint itself is about. */
export type About = 'late' | 'complaint' | 'answer';

/** A letter to the supervisory body, filled from the case; the customer sends it. */
export default function CaseLetter({ request, about }: { request: RightsRequest; about: About }) {
  const t = useLabels();
  const controller =
    useQuery(registerQuery(useQueryContext(), request.scope)).data?.controller.legalName ?? 'ActiveCloud';
  const title = t(about === 'complaint' ? 'letter.title' : `letter.title.${about}`);
  const lines = useLines(request, about, controller, title);
  return (
    <div className="stack">
      {about === 'answer' ? null : <Heading level={3}>{t('letter.where')}</Heading>}
      <LetterPaper
        // After an answer they stand on the page already.
        bodies={about === 'answer' ? [] : (request.complaintBodies ?? [])}
        lines={lines}
        title={title}
        controller={controller}
        file={t('letter.file', { number: request.number })}
        copy={t('letter.copy')}
        save={t('letter.save')}
      />
    </div>
  );
}

/** The letter, line by line. */
function useLines(request: RightsRequest, about: About, controller: string, title: string): string[] {
  const t = useLabels();
  const format = useFormat();
  const locale = useLocale();
  const { account, user, jurisdiction, now } = useSession();
  const { about: complaint, unlawful, accessEntry } = detailsOf(request);
  const entry = useEntryLabel(accessEntry);
  const { submittedAt, dueBy } = request;
  const first = governing(request.deadlines);
  const filed = submittedAt === undefined ? '' : format.date(submittedAt);
  const late =
    dueBy === undefined || first === undefined
      ? []
      : [
          t('letter.late', {
            due: format.date(dueBy),
            source: citation(first, locale, 'full'),
            today: format.date(now),
          }),
        ];
  const answer =
    request.answeredAt === undefined
      ? []
      : [
          t('letter.answered', { date: format.date(request.answeredAt) }),
          ...request.outcomes
            .filter(({ kind }) => kind !== 'done')
            .map(({ label, kind, text, law }) =>
              t('letter.outcome', {
                label,
                outcome: t(`outcome.${kind}`),
                text: law === undefined ? text : `${text} (${citation(law, locale, 'full')})`,
              }),
            ),
          t('letter.disagree'),
        ];
  return [
    t(`letter.to.${jurisdiction}`),
    t('letter.from', { name: user.name }),
    t('letter.contact'),
    '',
    title,
    '',
    t('letter.controller', { name: controller, account: account.name, code: account.code }),
    t('letter.case', { number: request.number, title: request.title, filed }),
    ...(about === 'late' ? late : []),
    ...(about === 'answer' ? answer : []),
    ...(complaint === undefined ? [] : [complaint]),
    ...(unlawful === true ? [t(`letter.unlawful.${jurisdiction}`)] : []),
    ...(entry === undefined ? [] : [t('letter.entry', { entry })]),
    t(about === 'complaint' ? 'letter.ask' : `letter.ask.${about}`),
    '',
    t('letter.date', { date: format.date(now) }),
    t('letter.sign'),
  ];
}
