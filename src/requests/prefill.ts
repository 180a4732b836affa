import type { RequestStart } from '../paths.ts';

/** What an address names to begin with; ids that cannot be are left out. */
export function prefillOf(search: URLSearchParams): RequestStart {
  const start: RequestStart = {};
  for (const name of ['category', 'field', 'record', 'purpose', 'entry'] as const) {
    const value = search.get(name);
    if (value && value.length <= 120) start[name] = value;
  }
  const topic = search.get('topic');
  if (topic === 'law' || topic === 'human' || topic === 'notice') start.topic = topic;
  return start;
}
