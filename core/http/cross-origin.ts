/**
 * What a module of another origin may send and read (CORS, Fetch Standard): all that the contract names. The options are
 * those of Hono's `cors`.
 */
export const CROSS_ORIGIN = {
  credentials: true,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'X-CSRF-Token',
    'Idempotency-Key',
    'If-Match',
    'If-Range',
    'Range',
    'Upload-Offset',
    'Last-Event-ID',
  ],
  exposeHeaders: [
    'ETag',
    'Content-Range',
    'Content-Disposition',
    'Repr-Digest',
    'Retry-After',
    'Upload-Offset',
  ],
  /** How long a browser keeps the answer of a preflight, seconds. */
  maxAge: 600,
};
