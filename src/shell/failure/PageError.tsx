import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { isRouteErrorResponse, useLocation, useNavigate, useRouteError } from 'react-router';
import { Failure } from '../../api/errors.ts';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { FailureActions, useFailureLabels } from './FailureView.tsx';
import { useRuntime } from '../frame/runtime-context.tsx';
import { PageLink } from '../frame/links.tsx';
import { PageHead } from '../frame/page-head.tsx';
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
  const { title, text } = useFailureLabels(error);
  const { reset } = useQueryErrorResetBoundary();
  const runtime = useRuntime();
  const { report, emit, sessionLost } = runtime;
  const navigate = useNavigate();
  const { pathname, search, state } = useLocation();
  // Navigates to the same address instead of revalidating: react-router keeps the error when the answer comes before the
  // loading state is rendered. Then the focus moves to the new heading, unless the customer has gone to another page.
  const again = useCallback(() => {
    reset();
    if ((runtime.destination ?? pathname) === pathname)
      void navigate({ pathname, search }, { replace: true, state });
  }, [reset, runtime, navigate, pathname, search, state]);
  useEffect(
    () =>
      sessionLost.subscribe(() => {
        if (!sessionLost.get()) again();
      }),
    [sessionLost, again],
  );
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
        <FailureActions error={error} onRetry={again} />
      )}
    </div>
  );
}
