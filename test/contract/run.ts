import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as flows from './flows.ts';
import { oneClick, openLinks } from './emails.ts';
import * as reads from './reads.ts';
import { createReport, print, type Finding, type Report } from './report.ts';
import { createServer, missedBy, type Server, type ServerOptions } from './server.ts';
import { afterOthers, twoPeople } from './two-people.ts';
import { stateOf, type Visit } from './visit.ts';

/** Options of a run. */
export interface RunOptions extends ServerOptions {
  writes?: boolean;
  /** The headers of a second sign-in: an admin of the same account. */
  also?: Record<string, string> | undefined;
  /** Whether everything has to succeed: what was skipped, and an operation that never succeeded, is a failure. */
  all?: boolean;
  stepUp?: { method: string; secret: string } | undefined;
  origin?: string | undefined;
}

/** What came of it. */
export interface Outcome {
  findings: readonly Finding[];
  text: string;
  failed: number;
  never: readonly string[];
  refusedOnly: readonly string[];
}

const READING = [
  reads.session,
  reads.register,
  reads.access,
  reads.exports,
  reads.choices,
  reads.requests,
  reads.lists,
  openLinks,
];
const WRITING = [
  flows.person,
  flows.requestFlow,
  flows.exportFlow,
  afterOthers,
  oneClick,
  flows.choices,
  twoPeople,
  flows.refusals,
];

/** Everything is read between two looks at the state. */
async function readAll(visit: Visit, report: Report): Promise<void> {
  const area = 'reading changes nothing';
  const before = await report.check(area, 'the state before', () => stateOf(visit));
  for (const read of READING) await read(visit);
  if (before === undefined) return;
  await report.check(area, 'the state after every read is the same', async () => {
    const after = await stateOf(visit);
    for (const [name, was] of Object.entries(before))
      report.expect(after[name] === was, `${name}: was ${was}, is ${after[name]}`);
  });
}

async function signIn(server: Server, report: Report) {
  return report.check('session and overview', 'the session', async () => {
    const { json } = await server.call('getSession');
    server.csrfToken = json.csrfToken;
    server.role = json.role;
    return json;
  });
}

/**
 * Holds a server against the contract.
 * @returns the findings, and the report to print
 */
export async function testContract(options: RunOptions): Promise<Outcome> {
  const report = createReport();
  const server = createServer(options, report);
  const also = options.also && createServer({ ...options, headers: options.also }, report);
  const session = await signIn(server, report);
  if (session === undefined) report.skip('session and overview', 'everything else', 'nobody is signed in');
  else {
    const { writes = false, stepUp, origin } = options;
    const visit: Visit = { server, also, report, session, stepUp, origin };
    await readAll(visit, report);
    await reads.refusals(visit);
    await reads.origins(visit);
    if (writes) {
      for (const write of WRITING) await write(visit);
    } else report.skip('writing', 'everything that changes something', 'give --allow-writes');
  }
  const missed = missedBy(also === undefined ? [server] : [server, also]);
  if (options.all === true) requireAll(report, missed);
  const failed = report.findings.filter(one => one.outcome === 'failed').length;
  return { findings: report.findings, text: print(report, missed), failed, ...missed };
}

/** With `--all` what was left out is a failure of its own. */
function requireAll(report: Report, { refusedOnly, never }: ReturnType<typeof missedBy>): void {
  const skipped = report.findings.filter(one => one.outcome === 'skipped');
  report.conclude(
    'all of the contract',
    'nothing was skipped',
    skipped.map(({ title }) => title),
  );
  report.conclude('all of the contract', 'every operation has succeeded', [...refusedOnly, ...never]);
}

const USAGE = `npm run test:contract -- --base-url <url> [--header 'Name: value']… [--allow-writes]
                         [--also 'Name: value']… [--all] [--step-up method:secret] [--origin <origin>]

  --base-url      where the API is, for example https://panel.example/api/privacy/v1
  --header        what signs in: 'Cookie: …' or 'Authorization: Bearer …'; may be given several times
  --allow-writes  also change things, in a test account: what is made is withdrawn, revoked or undone
  --also          what signs in a second person, an admin of the same account: tries what one prepares and the other approves
  --all           what was skipped, and an operation that never succeeded, is a failure
  --step-up       how to sign in freshly, for example password:…, or panel where the panel has just done it;
                  needed by some writes
  --origin        an origin the module may be served from: tries CORS`;

/** `Name: value` as a pair. */
function headerPair(text: string): [string, string] {
  const at = text.indexOf(':');
  if (at < 1) throw new Error(`«${text.split(':')[0]}» is no header: write 'Name: value'`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'base-url': { type: 'string' },
      header: { type: 'string', multiple: true },
      'allow-writes': { type: 'boolean' },
      also: { type: 'string', multiple: true },
      all: { type: 'boolean' },
      'step-up': { type: 'string' },
      origin: { type: 'string' },
    },
  });
  if (values['base-url'] === undefined) {
    console.log(USAGE);
    return 2;
  }
  const [method, ...secret] = (values['step-up'] ?? '').split(':');
  const { text, failed } = await testContract({
    baseUrl: values['base-url'],
    headers: Object.fromEntries((values.header ?? []).map(headerPair)),
    also: values.also && Object.fromEntries(values.also.map(headerPair)),
    all: values.all === true,
    writes: values['allow-writes'] === true,
    stepUp: method === undefined || method === '' ? undefined : { method, secret: secret.join(':') },
    origin: values.origin,
  });
  console.log(text);
  return failed > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main();
