// `node scripts/server.mjs build`: the server as a package in server/dist: JavaScript without types, with the core, the policy, the
// rules and the contract inside, the migrations beside it. What it needs besides is in its package.json with exact versions. Neither
// the demo nor a test goes in.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const server = join(root, 'server');
const out = join(server, 'dist');
const { version, license, engines, dependencies } = JSON.parse(
  readFileSync(join(server, 'package.json'), 'utf8'),
);
const external = [
  /^node:/,
  ...builtinModules,
  ...Object.keys(dependencies).map(name => new RegExp(`^${name}(/|$)`)),
];

rmSync(out, { recursive: true, force: true });
await build({
  configFile: false,
  root: server,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: out,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { cli: join(server, 'cli.ts') },
      external,
      // All files lie beside the migrations: the code finds them from where it is.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
cpSync(join(server, 'postgres/migrations'), join(out, 'migrations'), { recursive: true });
for (const name of ['postgres/roles.sql', 'retention.example.yaml', 'retention.schema.json', 'own-data.yaml'])
  cpSync(join(server, name), join(out, name.split('/').at(-1)));
cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify(
    {
      name: 'activecloud-privacy-server',
      version,
      license,
      private: true,
      type: 'module',
      bin: { 'privacy-server': './cli.js' },
      engines,
      dependencies,
    },
    undefined,
    2,
  )}\n`,
);
