import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '../../api/errors.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import type { Runtime } from '../../shell/frame/module-runtime.ts';
import type { CheckProgress, CheckResult } from './check.ts';
import { ArchiveProblem, type ArchiveReason } from './problem.ts';
import type { RunningCheck } from './start.ts';

/** What our own record says of an archive: nothing an archive says of itself can stand for it. */
export type OurRecord =
  | { kind: 'asking' }
  /** The checksum of the whole is the one we wrote down when we packed it. */
  | { kind: 'matches'; id: string; number: string; systems: ReadonlyMap<string, string> }
  /** We know the copy, and this is not the file we handed over. */
  | { kind: 'differs'; id: string; number: string; systems: ReadonlyMap<string, string> }
  /** It is what we handed over before the copy was collected again. */
  | { kind: 'earlier'; id: string; number: string; systems: ReadonlyMap<string, string> }
  /** The customer has no such copy. */
  | { kind: 'unknown' }
  | { kind: 'unanswered'; failure: Failure };

/** How it stands with the check. */
export type CheckState =
  | { kind: 'idle' }
  | { kind: 'running'; name: string; progress: CheckProgress }
  | { kind: 'refused'; name: string; reason: ArchiveReason; path: string | undefined }
  /** The file could not be read to its end: it was moved, changed or taken away. */
  | { kind: 'unreadable'; name: string }
  | { kind: 'checked'; name: string; file: File; result: CheckResult; record: OurRecord };

/** The check of one archive at a time. */
export interface ArchiveChecking {
  state: CheckState;
  start(file: File): void;
  cancel(): void;
  /** Asks our record again. */
  compare(): void;
  /** Puts the result away. */
  close(): void;
  /** How often something was stopped or put away: what was pressed is gone then, and the focus needs a place. */
  ended: number;
}

/** What our record says of this archive. */
async function recordOf(runtime: Runtime, { manifest, sha256 }: CheckResult): Promise<OurRecord> {
  try {
    const now = await runtime.api.call(getExport, { path: { id: manifest.export.id } });
    const { id, number } = now;
    const systems = new Map(now.systems.map(system => [system.id, system.label]));
    const holds = (parts: readonly { sha256: string }[]) => parts.some(part => part.sha256 === sha256);
    // Nothing the archive says of itself decides: only checksums we wrote down ourselves.
    const kind = holds(now.parts) ? 'matches' : holds(now.earlier ?? []) ? 'earlier' : 'differs';
    return { kind, id, number, systems };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return failure.kind === 'not-found' || failure.kind === 'validation'
      ? { kind: 'unknown' }
      : { kind: 'unanswered', failure };
  }
}

/** Checks archives on this device; only the checksum is held against our record, and nothing of the file is sent. */
export function useArchiveCheck(): ArchiveChecking {
  const runtime = useRuntime();
  const [state, setState] = useState<CheckState>({ kind: 'idle' });
  const [ended, setEnded] = useState(0);
  const running = useRef<RunningCheck | undefined>(undefined);
  /** Which check is the one on the screen: an earlier one has nothing more to say. */
  const sequence = useRef(0);
  useEffect(
    () => () => {
      sequence.current += 1;
      running.current?.cancel();
    },
    [],
  );
  return useMemo(() => {
    const compare = async (own: number, shown: Extract<CheckState, { kind: 'checked' }>) => {
      setState({ ...shown, record: { kind: 'asking' } });
      const record = await recordOf(runtime, shown.result);
      if (sequence.current === own) setState({ ...shown, record });
    };
    const start = async (file: File) => {
      running.current?.cancel();
      sequence.current += 1;
      const own = sequence.current;
      const { name } = file;
      const onChange = (next: CheckState) => {
        if (sequence.current === own) setState(next);
      };
      onChange({ kind: 'running', name, progress: { done: 0, total: file.size } });
      try {
        const { startCheck } = await import('./start.ts');
        if (sequence.current !== own) return;
        const check = startCheck(file, progress => onChange({ kind: 'running', name, progress }));
        running.current = check;
        const result = await check.result;
        if (sequence.current !== own) return;
        await compare(own, { kind: 'checked', name, file, result, record: { kind: 'asking' } });
      } catch (error) {
        if (sequence.current !== own) return;
        if (error instanceof ArchiveProblem)
          onChange({ kind: 'refused', name, reason: error.reason, path: error.path });
        else if (error instanceof DOMException && error.name === 'AbortError') onChange({ kind: 'idle' });
        else onChange({ kind: 'unreadable', name });
      }
    };
    return {
      state,
      ended,
      start: file => void start(file),
      cancel: () => {
        sequence.current += 1;
        running.current?.cancel();
        setState({ kind: 'idle' });
        setEnded(before => before + 1);
      },
      compare: () => {
        if (state.kind === 'checked') void compare(sequence.current, state);
      },
      close: () => {
        sequence.current += 1;
        setState({ kind: 'idle' });
        setEnded(before => before + 1);
      },
    };
  }, [runtime, state, ended]);
}
