/** How one check ended. */
export interface Finding {
  readonly area: string;
  readonly title: string;
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** What is wrong, or why it was not tried. */
  readonly details: readonly string[];
}

/** Ends a check: what comes after it would make no sense. */
export class Broken extends Error {}

/** Ends a check that this account cannot try. */
export class Unable extends Error {}

/** The checks of one run, in their order. */
export interface Report {
  readonly findings: readonly Finding[];
  /** What is no fault, but worth a look. */
  readonly notes: ReadonlySet<string>;
  note(text: string): void;
  /** Something is not as the contract says; the check goes on, so that one run reports all faults. */
  fault(text: string): void;
  /** A fault unless it holds. */
  expect(holds: boolean, otherwise: string): void;
  /**
   * One check under its own name.
   * @returns the result of `action`; undefined when it threw
   */
  check<T>(area: string, title: string, action: () => Promise<T>): Promise<T | undefined>;
  skip(area: string, title: string, reason: string): void;
  /** A check of the whole run: `missing` is what it lacks. */
  conclude(area: string, title: string, missing: readonly string[]): void;
}

/** An empty report. */
export function createReport(): Report {
  const findings: Finding[] = [];
  const notes = new Set<string>();
  let faults: string[] = [];
  return {
    findings,
    notes,
    note: text => notes.add(text),
    fault: text => faults.push(text),
    expect: (holds, otherwise) => {
      if (!holds) faults.push(otherwise);
    },
    async check(area, title, action) {
      faults = [];
      let given: Awaited<ReturnType<typeof action>> | undefined;
      try {
        given = await action();
      } catch (thrown) {
        if (thrown instanceof Unable && faults.length === 0) {
          findings.push({ area, title, outcome: 'skipped', details: [thrown.message] });
          return undefined;
        }
        faults.push(thrown instanceof Error ? thrown.message : String(thrown));
      }
      findings.push({ area, title, outcome: faults.length === 0 ? 'ok' : 'failed', details: faults });
      return given;
    },
    conclude: (area, title, missing) =>
      findings.push({ area, title, outcome: missing.length === 0 ? 'ok' : 'failed', details: missing }),
    skip: (area, title, reason) => findings.push({ area, title, outcome: 'skipped', details: [reason] }),
  };
}

const MARKS = { ok: 'ok     ', failed: 'FAILED ', skipped: 'skipped' } as const;

/** The report to read: by area, then what was left out, then the sum. */
export function print(
  { findings, notes }: Pick<Report, 'findings' | 'notes'>,
  missed: { refusedOnly: readonly string[]; never: readonly string[] },
): string {
  const lines: string[] = [];
  for (const area of new Set(findings.map(one => one.area))) {
    lines.push('', area);
    for (const { title, outcome, details } of findings.filter(one => one.area === area)) {
      const reason = outcome === 'skipped' ? `: ${details.join('; ')}` : '';
      lines.push(`  ${MARKS[outcome]} ${title}${reason}`);
      if (outcome === 'failed') lines.push(...details.map(detail => `            ${detail}`));
    }
  }
  if (notes.size > 0) lines.push('', 'Worth a look', ...[...notes].map(note => `  ${note}`));
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
  const count = (outcome: Finding['outcome']) => findings.filter(one => one.outcome === outcome).length;
  lines.push(
    '',
    `Operations seen only in a refusal: ${list(missed.refusedOnly)}`,
    `Operations not exercised: ${list(missed.never)}`,
    ...(count('skipped') === 0 ? [] : [`${count('skipped')} skipped`]),
    `${count('ok')} passed, ${count('failed')} failed`,
  );
  return lines.join('\n');
}
