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
  'rate-limited',
  'maintenance',
  'conflict',
  'source-down',
] as const;
/** One of `SCENARIOS`. */
export type Scenario = (typeof SCENARIOS)[number];

/** Whether the text names a scenario. */
export const isScenario = (text: string): text is Scenario => (SCENARIOS as readonly string[]).includes(text);

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
