import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { getStatement } from '../api/generated/ops/getStatement.ts';
import type { Schemas } from '../api/schema-types.ts';
import { writeJson } from '../api/write-json.ts';
import { citation } from '../domain/citations.ts';
import { useFormat, useLocale, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { CopyButton } from '../shell/kit/CopyButton.tsx';
import { useRuntime, useQueryContext, useSession } from '../shell/frame/runtime-context.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { saveFile } from '../shell/kit/save-file.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Fact } from '../ui/facts.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import css from './statement.css?inline';
import type texts from './texts.json';

type Statement = Schemas['Statement'];

const statementQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, getStatement, { query: scopeQuery(scopeOf(search)) });

export async function loader({ runtime, search }: LoaderInput) {
  await runtime.client.ensureQueryData(statementQuery(runtime, search));
}

/** «Сведения об обработке» (152-ФЗ ст. 14 ч. 7): the information the law lists, for printing and as JSON. */
export default function StatementPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('statement');
  const format = useFormat();
  const runtime = useRuntime();
  const [search] = useSearchParams();
  const paper = useRef<HTMLDivElement>(null);
  const { data: statement } = useSuspenseQuery(statementQuery(useQueryContext(), search));
  const { controller, subject } = statement;
  const { jurisdiction } = useSession();
  return (
    <div className="stack-l">
      <div ref={paper} className="stack-l">
        <PageHead
          name={t('name')}
          heading={t(
            statement.processingConfirmed
              ? 'heading'
              : statement.partial.some(({ reason }) => reason === 'not-connected')
                ? 'heading.unknown'
                : 'heading.none',
          )}
          lead={statement.summary}
          trail={t(`term.${jurisdiction}`)}
        />
        <div className="actions" data-print="no">
          <PrintButton title={t('name')} controller={controller.name} content={paper} />
          <Button onClick={() => downloadJson(statement)}>{t('json')}</Button>
          <ScopeSwitch />
        </div>
        <dl className="doc-facts">
          <Fact label={t('number')}>
            <span className="code" translate="no">
              {statement.number}
            </span>
            <span> </span>
            <CopyButton value={statement.number} label={t('number')} />
          </Fact>
          <Fact label={t('issued')}>{format.dateTime(statement.issuedAt)}</Fact>
          <Fact label={t('subject')}>{subject.name}</Fact>
          <Fact label={t('account')}>
            <span>{`${subject.accountName} `}</span>
            <span className="term num">{subject.accountCode}</span>
          </Fact>
          <Fact label={t('controller')}>
            <span>{`${controller.name} `}</span>
            <span className="term">{controller.address ?? t('address.silent')}</span>
            <span className="term">
              <OutLink href={controller.contactsUrl}>{t('contacts')}</OutLink>
            </span>
          </Fact>
        </dl>
        <PartialNotes partial={statement.partial} onRetry={() => void runtime.invalidate(getStatement)} />
        {statement.sections.map(section => (
          <StatementSection key={section.id} section={section} />
        ))}
      </div>
      <p className="small muted">
        <span>{`${t(`law.${jurisdiction}`)} `}</span>
        <PageLink to={paths.newRequest('complaint', { topic: 'law' })}>{t('law.dispute')}</PageLink>
      </p>
      <p className="small muted">{t('fresh')}</p>
    </div>
  );
}

function StatementSection({ section }: { section: Statement['sections'][number] }) {
  const locale = useLocale();
  const t = useTexts<typeof texts>('statement');
  return (
    <section className="doc-section">
      <div className="split">
        <Heading level={2}>{section.title}</Heading>
        <span className="small doc-law">{citation(section.law, locale)}</span>
      </div>
      {section.state === 'stated' ? null : (
        <p>
          <Chip tone={section.state === 'partly' ? 'wait' : 'warn'}>{t(`state.${section.state}`)}</Chip>
        </p>
      )}
      <div className="prose">
        {section.paragraphs.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </div>
      {section.table === undefined ? null : (
        <div className="doc-scroll">
          <table className="table cards">
            <thead>
              <tr>
                {section.table.columns.map(column => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) =>
                    column === 0 ? (
                      <th key={column} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={column} data-label={section.table?.columns[column]}>
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {section.fact.source === 'assumed' ? <p className="term">{t('assumed')}</p> : null}
    </section>
  );
}

/** Saves the loaded statement as a file; a new request to the server would create one with another number. */
function downloadJson(statement: Statement): void {
  const text = `${writeJson(statement, 2)}\n`;
  saveFile(new Blob([text], { type: 'application/json' }), `${statement.number}.json`);
}
