import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { estimateExport } from '../../api/generated/ops/estimateExport.ts';
import { writeJson } from '../../api/write-json.ts';
import { useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { apiQuery } from '../../api/query.ts';
import type { ExportSpec } from '../queries.ts';

/** A pause in ticking boxes after which the copy is counted anew. */
const PAUSE = 250;

/** The same value, once it has stood still for a moment. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/**
 * How large a copy would be, counted live by the server. The last count stays until the next is here, but not while the
 * days are wrong: what it counted is not what is chosen.
 */
export function useEstimate(spec: ExportSpec, possible: boolean) {
  // By value: the form makes the object anew with every letter.
  const text = useSettled(writeJson(spec), PAUSE);
  const settled = JSON.parse(text) as ExportSpec;
  const { data, isError, isFetching, refetch } = useQuery({
    ...apiQuery(useQueryContext(), estimateExport, { body: settled }),
    enabled: possible && settled.categories.length > 0 && settled.formats.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data: possible ? data : undefined, isError, isFetching, refetch };
}
