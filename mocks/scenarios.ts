/** The scenarios of the mock; each combines with any persona. */
export const SCENARIOS = [
  'normal',
  'slow',
  'flaky',
  'error-500',
  'html-502',
  'malformed',
  'truncated',
  'offline',
  'session-expired',
  'session-ending',
  'rate-limited',
  'maintenance',
  'conflict',
  'source-down',
] as const;
/** One of `SCENARIOS`. */
export type Scenario = (typeof SCENARIOS)[number];

/** Whether the text names a scenario. */
export const isScenario = (text: string): text is Scenario => (SCENARIOS as readonly string[]).includes(text);

/** How long a session lasts after the last call that prolonged it, in ms: 30 s until the module warns of its end. */
export const SHORT_SESSION_MS = 150_000;
/** How long a session lasts in the other scenarios, in ms. */
export const LONG_SESSION_MS = 8 * 3_600_000;
/** The playground has no page to sign in on: this long after its end, in ms, the next call begins another session. */
export const SIGNED_OUT_MS = 20_000;

/** Systems that do not answer under a scenario. */
export const downSystems = (scenario: Scenario): ReadonlySet<string> =>
  new Set(scenario === 'source-down' ? ['kayako'] : []);

/** The page a proxy shows when what stands behind it is away: no JSON at all. */
export const PROXY_PAGE = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>
`;

/** Valid JSON of a shape no operation of the contract has. */
export const WRONG_SHAPE = '{"data":[{"value":1}],"ok":"да"}';
