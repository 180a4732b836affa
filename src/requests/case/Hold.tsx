import { useEffect } from 'react';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import type { RightsRequest } from '../queries.ts';
import { useServerTimeUntil } from '../../shell/kit/server-now.ts';
import { msUntilNextText, partsOf, timeLeft } from './countdown.ts';
import { Withdraw } from './Actions.tsx';
import { useLabels } from './labels.tsx';

/** The 72 hours in which an erasure can still be taken back. */
export function Hold({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const format = useFormat();
  const { holdUntil } = request;
  if (holdUntil === undefined) return null;
  return (
    <section className="panel stack" aria-labelledby="hold">
      <Heading level={2} id="hold">
        {t('hold.title')}
      </Heading>
      <Countdown until={holdUntil} />
      <p>{`${t('hold.until', { at: format.dateTime(holdUntil) })} ${t('hold.after')}`}</p>
      <Withdraw request={request} bare />
    </section>
  );
}

/** How often the server is asked again when it is late to notice that the time is over. */
const REFETCH_AFTER_MS = 5000;

/** What is left, by the server's clock. A timer is not read out as it ticks. */
function Countdown({ until }: { until: string }) {
  const t = useLabels();
  const runtime = useRuntime();
  const now = useServerTimeUntil(shown => msUntilNextText(until, shown) || REFETCH_AFTER_MS);
  const left = timeLeft(until, now);
  const over = left === undefined;
  useEffect(() => {
    if (!over) return undefined;
    const refetch = () => void runtime.invalidate(getRequest);
    refetch();
    const timer = setInterval(refetch, REFETCH_AFTER_MS);
    return () => clearInterval(timer);
  }, [runtime, over]);
  return (
    <p role="timer" className="countdown num" data-print="no">
      {over
        ? t('hold.over')
        : partsOf(left).map(({ unit, n }) => (
            <span key={unit} className="countdown-part">
              {`${t(`left.${unit}`, { n })} `}
            </span>
          ))}
    </p>
  );
}
