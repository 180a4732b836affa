/** Who makes a transition; `system` stands for time, progress, and consequences of other actions. */
export type Actor = 'customer' | 'staff' | 'owner' | 'system';

/** One row of a state machine: the action leads from any of these states to one state. */
export interface Transition<S extends string = string> {
  readonly action: string;
  readonly from: readonly S[];
  readonly to: S;
  readonly by: Actor;
}
