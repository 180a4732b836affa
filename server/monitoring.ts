import { Hono } from 'hono';
import type { Pool } from 'pg';
import type { Metrics } from './metrics.ts';

/** What `/readyz` looks at. */
export interface MonitoringParts {
  readonly pool: Pool;
  readonly metrics: Metrics;
  /** False while the server starts or stops. */
  readonly isReady: () => boolean;
}

/**
 * What the operator's monitoring asks, on a port of its own: `/healthz` (the process lives), `/readyz` (it takes requests and its
 * database answers) and `/metrics`.
 */
export function createMonitoring({ pool, metrics, isReady }: MonitoringParts): Hono {
  const app = new Hono();
  app.get('/healthz', context => context.text('ok'));
  app.get('/readyz', async context => {
    const reachable = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    return isReady() && reachable ? context.text('ok') : context.text('not ready', 503);
  });
  app.get('/metrics', async context => {
    const { type, body } = await metrics.text();
    return context.body(body, 200, { 'Content-Type': type });
  });
  return app;
}
