import { isUnanswered } from '../../src/domain/request-states.ts';
import type { Text } from '../problem.ts';
import type { RequestRow } from '../requests/state.ts';
import { t } from '../text.ts';
import type { SourceField } from './source-data.ts';

/** One change of a value, unmasked. */
export interface ValueChange {
  /** ISO 8601. */
  readonly at: string;
  readonly by: Text;
  readonly channel?: Text;
  readonly before: string;
  readonly after?: string;
  readonly requestId?: string;
}

/** Whose requests may have changed the value. */
interface Owner {
  readonly userId: string;
  readonly accountId: string;
}

/** True when the answer says that the value of this category was corrected. */
const isDone = ({ outcomes }: RequestRow, category: string): boolean =>
  outcomes.some(one => one.kind === 'done' && (one.category ?? category) === category);

/**
 * How a value changed, newest first: what the system kept of it, and the corrections that this person's requests asked
 * for. A correction counts only once the system shows its value, or has replaced it by a later one.
 */
export function changesOf(
  field: Pick<SourceField, 'id' | 'value' | 'history'>,
  category: string,
  requests: readonly RequestRow[],
  me: Owner,
): ValueChange[] {
  const kept = (field.history ?? []).map(({ at, by, channel, value, next }): ValueChange => ({
    at,
    by,
    ...(channel === undefined ? {} : { channel }),
    before: value,
    ...(next === undefined ? {} : { after: next }),
  }));
  const made = requests
    .filter(
      row =>
        row.kind === 'rectification' &&
        row.preparedBy.id === me.userId &&
        row.accountId === me.accountId &&
        !isUnanswered(row.status) &&
        isDone(row, category),
    )
    .flatMap(row =>
      (row.details.items ?? []).flatMap((item): ValueChange[] =>
        item.category !== category ||
        item.field !== field.id ||
        item.old === undefined ||
        row.answeredAt === undefined
          ? []
          : [
              {
                at: row.answeredAt,
                by: t('сотрудник ActiveCloud', 'ActiveCloud staff'),
                channel: t(`обращение ${row.number}`, `request ${row.number}`),
                before: item.old,
                after: item.new,
                requestId: row.id,
              },
            ],
      ),
    );
  const shown = new Set([field.value, ...[...kept, ...made].map(({ before }) => before)]);
  return [...kept, ...made.filter(({ after }) => after !== undefined && shown.has(after))].toSorted((a, b) =>
    b.at.localeCompare(a.at),
  );
}
