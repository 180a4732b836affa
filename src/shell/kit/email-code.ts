import { useEffect, useRef, useState } from 'react';
import { Failure } from '../../api/errors.ts';
import { sendStepUpCode } from '../../api/generated/ops/sendStepUpCode.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { mayRetry } from '../../api/transfer/write-failures.ts';
import { useRuntime } from '../frame/runtime-context.tsx';

/** What is known of the code that was asked for. */
export type CodeState =
  | { kind: 'none' }
  /** The email is on its way. */
  | { kind: 'sent'; address: string; minutes: number; failure?: undefined }
  /** None was sent: too many were, or too many secrets were wrong. A code that came before still counts. */
  | { kind: 'early' }
  | { kind: 'failed'; failure: Failure };

/** A code by email for one action. */
export interface EmailCode {
  readonly state: CodeState;
  readonly busy: boolean;
  /** Seconds until another one may be asked for; 0 when it may be now. */
  readonly waitSeconds: number;
  send(): Promise<void>;
}

const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

/** Asks for codes that confirm an action; `action` is undefined where no code is offered. */
export function useEmailCode(action: Schemas['StepUpAction'] | undefined): EmailCode {
  const { api } = useRuntime();
  const [state, setState] = useState<CodeState>({ kind: 'none' });
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState<{ until: number; left: number }>();
  /** Of a code that may have been sent although no answer came: the next press sends no second one. */
  const key = useRef<string>(undefined);

  const until = wait?.until;
  useEffect(() => {
    if (until === undefined) return undefined;
    // By the clock, not by counting: the timer of a tab in the background is slow.
    const timer = setInterval(() => {
      const left = Math.ceil((until - Date.now()) / 1000);
      setWait(left > 0 ? { until, left } : undefined);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const waitFor = (left: number) => setWait({ until: Date.now() + left * 1000, left: Math.ceil(left) });

  async function send() {
    if (action === undefined) return;
    setBusy(true);
    key.current ??= newKey();
    try {
      const sent = await api.call(sendStepUpCode, { body: { action }, key: key.current });
      key.current = undefined;
      const minutes = Math.round(seconds(sent.sentAt, sent.expiresAt) / 60);
      setState({ kind: 'sent', address: sent.sentTo, minutes });
      waitFor(seconds(sent.sentAt, sent.nextAt));
    } catch (error) {
      if (!mayRetry(error)) key.current = undefined;
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'rate-limited') {
        setState({ kind: 'early' });
        waitFor(error.problem?.retryAfter ?? error.retryAfter ?? 60);
      } else setState({ kind: 'failed', failure: error });
    } finally {
      setBusy(false);
    }
  }
  return { state, busy, waitSeconds: wait?.left ?? 0, send };
}
