/**
 * Milliseconds after which a step of a test that nothing comes of is taken for a hang: a press, a wait for what a person
 * would see. A busy machine is late, not wrong, so that no whole test has a limit of its own.
 */
export const STEP_MS = 30_000;

/** Milliseconds after which a whole test that has no waits to limit, only computation, is taken for a hang. */
export const TEST_MS = 180_000;
