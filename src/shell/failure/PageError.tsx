import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router';
import { Failure } from '../../api/errors.ts';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { FailureActions, useFailureWords } from './FailureView.tsx';
import { useRuntime } from '../hooks.tsx';
import { PageHead, PageLink } from '../page.tsx';
import type texts from './texts.json';

/** The page that could not be shown: what happened, what is safe, what to do next. */
export function PageError() {
  const raw = useRouteError();
  const error = useMemo(
    () =>
      isRouteErrorResponse(raw) && raw.status === 404
        ? new Failure('page', 'not-found', { status: 404 })
        : raw,
    [raw],
  );
  const t = useTexts<typeof texts>('failure');
  const { title, text } = useFailureWords(error);
  const { revalidate } = useRevalidator();
  const { reset } = useQueryErrorResetBoundary();
  const { report, emit } = useRuntime();
  const gone = error instanceof Failure && error.kind === 'not-found';
  useEffect(() => {
    if (error instanceof Failure) return;
    // A fault of ours, not of the way to the server: the operator may want to know.
    report({ kind: 'error', name: error instanceof Error ? error.name : 'unknown' });
    emit('privacy-error', { kind: 'page' });
  }, [error, report, emit]);
  return (
    <div className="stack" role="alert" data-failure={error instanceof Failure ? error.kind : undefined}>
      <PageHead name={title} heading={title} lead={text} />
      {gone ? (
        <p>
          <PageLink to={paths.overview()}>{t('toOverview')}</PageLink>
        </p>
      ) : (
        <FailureActions
          error={error}
          onRetry={() => {
            reset();
            void revalidate();
          }}
        />
      )}
    </div>
  );
}
