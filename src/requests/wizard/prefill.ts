import { getRecord } from '../../api/generated/ops/getRecord.ts';
import { apiQuery, type QueryContext } from '../../api/query.ts';
import { basesAllowing } from '../../domain/eligibility.ts';
import type { Translate } from '../../i18n/react.tsx';
import type { RequestStart } from '../../paths.ts';
import type { Runtime } from '../../shell/frame/module-runtime.ts';
import { categoryQuery } from '../../api/queries/register-category.ts';
import { registerQuery } from '../../api/queries/register.ts';
import { prefillOf } from '../prefill.ts';
import type { PrefillLabels } from './values.ts';

/** The record beside which the link was. */
export const recordQuery = (context: QueryContext, category = '', record = '') =>
  apiQuery(context, getRecord, { path: { category, record } });

/**
 * What the address prefills, without ids that the register does not know (a link may be old or typed by hand), and the
 * labels of those ids. Reads only the query cache, which the loader of the page has filled.
 */
export function knownPrefillOf(
  runtime: Runtime,
  search: URLSearchParams,
  t: Translate<
    'record.label' | 'start.opening' | 'start.entry' | 'start.law' | 'start.human' | 'start.notice'
  >,
): { start: RequestStart; labels: PrefillLabels } {
  const { client } = runtime;
  const register = client.getQueryData(registerQuery(runtime, 'person').queryKey);
  const { category, field, record, purpose, entry, topic } = prefillOf(search);
  const detail = client.getQueryData(categoryQuery(runtime, category ?? '').queryKey);
  const kind = register?.categories.find(one => one.id === category);
  const purposes = register?.purposes ?? [];
  const named =
    record === undefined ? undefined : client.getQueryData(recordQuery(runtime, category, record).queryKey);
  const label =
    detail?.fields.find(one => one.id === field)?.label ??
    (named === undefined
      ? record === undefined
        ? ''
        : t('record.label', { id: record })
      : [named.title, named.number].filter(Boolean).join(', '));
  return {
    start: {
      ...(kind === undefined ? {} : { category: kind.id }),
      ...(kind === undefined || field === undefined ? {} : { field }),
      ...(kind === undefined || record === undefined ? {} : { record }),
      ...(purpose !== undefined && purposes.some(one => one.id === purpose) ? { purpose } : {}),
      ...(entry === undefined ? {} : { entry }),
    },
    labels: {
      label,
      opening: [
        ...(label === '' ? [] : [t('start.opening', { label })]),
        ...(entry === undefined ? [] : [t('start.entry')]),
        ...(topic === undefined ? [] : [t(`start.${topic}`)]),
      ].join(' '),
      purposes: purposes
        .filter(({ id, basis }) => basesAllowing('objection').includes(basis) && kind?.purposes.includes(id))
        .map(({ id }) => id),
    },
  };
}
