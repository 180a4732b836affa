import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as flows from './flows.ts';
import { oneClick, openLinks } from './emails.ts';
import * as reads from './reads.ts';
import { createReport, print, type Finding, type Report } from './report.ts';
import { createServer, type Server, type ServerOptions } from './server.ts';
import { stateOf, type Visit } from './visit.ts';

/** Options of a run. */
export interface RunOptions extends ServerOptions {
  writes?: boolean;
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
const WRITING = [flows.person, flows.requestFlow, flows.exportFlow, oneClick, flows.choices, flows.refusals];

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
  const session = await signIn(server, report);
  if (session === undefined) report.skip('session and overview', 'everything else', 'nobody is signed in');
  else {
    const { writes = false, stepUp, origin } = options;
    const visit: Visit = { server, report, session, stepUp, origin };
    await readAll(visit, report);
    await reads.refusals(visit);
    await reads.origins(visit);
    if (writes) {
      for (const write of WRITING) await write(visit);
    } else report.skip('writing', 'everything that changes something', 'give --allow-writes');
  }
  const missed = server.seen();
  const failed = report.findings.filter(one => one.outcome === 'failed').length;
  return { findings: report.findings, text: print(report, missed), failed, ...missed };
}

const USAGE = `npm run test:contract -- --base-url <url> [--header 'Name: value']… [--allow-writes]
                         [--step-up method:secret] [--origin <origin>]

  --base-url      where the API is, for example https://panel.example/api/privacy/v1
  --header        what signs in: 'Cookie: …' or 'Authorization: Bearer …'; may be given several times
  --allow-writes  also change things, in a test account: what is made is withdrawn, revoked or undone
  --step-up       how to sign in freshly, for example password:…; needed by some writes
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
    writes: values['allow-writes'] === true,
    stepUp: method === undefined || method === '' ? undefined : { method, secret: secret.join(':') },
    origin: values.origin,
  });
  console.log(text);
  return failed > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main();
