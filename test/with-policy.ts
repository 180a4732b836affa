import { onTestFinished } from 'vitest';
import { checkPolicy } from '../core/policy/check.ts';
import { installPolicy, OWN_POLICY } from '../core/policy/tables.ts';
import type { PolicyData } from '../core/policy/types.ts';

/** The row with this id. @throws Error when the table has none */
export function rowOf<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find(one => one.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

/**
 * Takes a change of the policy and installs a changed copy until the test ends. The copy must be in order.
 * @throws Error with the errors of the copy
 */
export function installChanged(change: (policy: PolicyData) => void): void {
  const copy = structuredClone(OWN_POLICY);
  change(copy);
  const errors = checkPolicy(copy);
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  installPolicy(copy);
  onTestFinished(() => installPolicy(OWN_POLICY));
}
