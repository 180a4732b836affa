/** What an erasure does with a part of the data, in the order in which a summary names it. */
export const ERASURE_ACTIONS = ['delete', 'anonymise', 'ask-third-party', 'block', 'keep'] as const;

/** One of `ERASURE_ACTIONS`. */
export type ErasureAction = (typeof ERASURE_ACTIONS)[number];

/** How many kinds of data an action is done to. */
export interface KindsOfAction {
  readonly action: ErasureAction;
  readonly kinds: number;
}

/**
 * How many kinds of data each action is done to, in full or in part: the same rows that the table has. `split`: some
 * kind is counted with several actions. Actions without a row are left out.
 */
export const kindsByAction = (
  rows: readonly { readonly category: string; readonly action: ErasureAction }[],
): { readonly actions: readonly KindsOfAction[]; readonly split: boolean } => {
  const actions = ERASURE_ACTIONS.map(action => ({
    action,
    kinds: new Set(rows.filter(row => row.action === action).map(row => row.category)).size,
  })).filter(({ kinds }) => kinds > 0);
  const counted = actions.reduce((sum, { kinds }) => sum + kinds, 0);
  return { actions, split: counted > new Set(rows.map(row => row.category)).size };
};
