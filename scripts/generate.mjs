// Makes everything that is derived from openapi.yaml:
//   src/api/generated/schema.ts        types (openapi-typescript)
//   src/api/generated/checks/<Name>.ts  the compiled check of an answer's shape
//   src/api/generated/ops/<id>.ts      one operation with its check, so that a page carries only its own
//   core/generated/contract.json      the whole contract, for the strict checks of the backend
// From openapi-staff.yaml:
//   core/generated/staff-schema.ts    types
//   core/generated/staff-contract.json  the whole contract
// And from core/archive/reader/page.ts and page.css:
//   core/generated/reader.json        the script and the style of the offline reader, letter for letter
// `node scripts/generate.mjs --check` writes nothing and fails when something on disk is stale.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { eraseTypes } from './erase-types.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const source = await readFile(join(root, 'openapi.yaml'), 'utf8');
const contract = parse(source);
const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head'];

const PARTS = { string: 'str', number: 'num', integer: 'int', boolean: 'bool', null: 'nil' };

/** The check of a schema as an expression over the parts of src/api/shape-checks.ts; `needs` collects what it imports. */
function checkOf(schema, needs) {
  const part = name => {
    needs.parts.add(name);
    return name;
  };
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    const named = contract.components.schemas[name];
    // A named string that is no closed list (an id) needs no module of its own.
    if (named.type === 'string' && !named.enum && !('const' in named)) return part('str');
    needs.checks.add(name);
    return name;
  }
  const options = schema.oneOf ?? schema.anyOf;
  if (options) return `${part('any')}(${options.map(option => checkOf(option, needs)).join(', ')})`;
  if ('const' in schema) return `${part('one')}(${JSON.stringify(schema.const)})`;
  if (schema.enum) return `${part('one')}(${schema.enum.map(value => JSON.stringify(value)).join(', ')})`;
  if (Array.isArray(schema.type))
    return `${part('any')}(${schema.type.map(type => checkOf({ ...schema, type }, needs)).join(', ')})`;
  if (schema.type === 'array') return `${part('list')}(${checkOf(schema.items, needs)})`;
  if (schema.type === 'object') {
    const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
      const key = schema.required?.includes(name) ? name : `${name}?`;
      return `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${checkOf(member, needs)}`;
    });
    return `${part('obj')}({ ${members.join(', ')} })`;
  }
  const name = PARTS[schema.type];
  if (!name) throw new Error(`no check for ${JSON.stringify(schema)}`);
  return part(name);
}

/** The module of a check: a type predicate of the schema's type, or of the answer of an operation whose schema has no name. */
function checkModule(name, schema) {
  const isNamed = name in contract.components.schemas;
  const [alias, file, type] = isNamed
    ? ['Schemas', 'schema-types.ts', `Schemas['${name}']`]
    : ['Answer', 'operation.ts', `Answer<'${name}'>`];
  const needs = { parts: new Set(), checks: new Set() };
  const expression = checkOf(schema, needs);
  const imports = [...needs.checks].map(other => `import { ${other} } from './${other}.ts';\n`).join('');
  const parts = `import { ${['type Check', ...needs.parts].join(', ')} } from '../../shape-checks.ts';\n`;
  return {
    text: `${header}${parts}${imports}import type { ${alias} } from '../../${file}';\n\nexport const ${name}: Check<${type}> = /* @__PURE__ */ ${expression};\n`,
    needs,
  };
}

/** Adds the check of a schema and of all it refers to. */
function addCheck(name, schema) {
  const file = `src/api/generated/checks/${name}.ts`;
  if (files.has(file)) return;
  const { text, needs } = checkModule(name, schema);
  files.set(file, text);
  for (const other of needs.checks) addCheck(other, contract.components.schemas[other]);
}

const files = new Map();
const header = '// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.\n';

files.set(
  'src/api/generated/schema.ts',
  `/* eslint-disable */\n${header}${astToString(await openapiTS(new URL(`file://${join(root, 'openapi.yaml')}`), { alphabetize: false, rootTypes: false }))}`,
);

const operations = [];
for (const [path, item] of Object.entries(contract.paths)) {
  for (const method of METHODS) {
    const operation = item[method];
    if (!operation) continue;
    const id = operation.operationId;
    const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
    const schema = success?.[1].content?.['application/json']?.schema;
    operations.push(id);
    // Answers that share a schema share its check.
    const name = schema?.$ref?.split('/').at(-1) ?? (schema ? id : undefined);
    if (name !== undefined) addCheck(name, schema.$ref ? contract.components.schemas[name] : schema);
    const imported =
      name === undefined
        ? `import { noBody } from '../../shape-checks.ts';\n`
        : `import { ${name} } from '../checks/${name}.ts';\n`;
    files.set(
      `src/api/generated/ops/${id}.ts`,
      `${header}${imported}import type { Operation } from '../../operation.ts';\n\nexport const ${id}: Operation<'${id}'> = { id: '${id}', method: '${method}', path: '${path}', check: ${name ?? 'noBody'} };\n`,
    );
  }
}
// The mock makes its answers itself; examples of them would only make it slow to start.
for (const operation of Object.values(contract.paths).flatMap(item => Object.values(item))) {
  for (const response of Object.values(operation.responses))
    for (const media of Object.values(response.content ?? {})) delete media.examples;
}
for (const response of Object.values(contract.components.responses))
  for (const media of Object.values(response.content ?? {})) delete media.examples;
files.set('core/generated/contract.json', `${JSON.stringify(contract)}\n`);

const staffSource = await readFile(join(root, 'openapi-staff.yaml'), 'utf8');
files.set(
  'core/generated/staff-schema.ts',
  `/* eslint-disable */\n${header.replace('openapi', 'openapi-staff')}${astToString(await openapiTS(new URL(`file://${join(root, 'openapi-staff.yaml')}`), { alphabetize: false, rootTypes: false }))}`,
);
files.set('core/generated/staff-contract.json', `${JSON.stringify(parse(staffSource))}\n`);

// A copy has the same bytes wherever it is made, so its pages carry these texts as they are written.
const page = await readFile(join(root, 'core/archive/reader/page.ts'), 'utf8');
const style = await readFile(join(root, 'core/archive/reader/page.css'), 'utf8');
files.set(
  'core/generated/reader.json',
  `${JSON.stringify({
    script: `\n${eraseTypes(page.slice(page.indexOf("'use strict';\n(")))}`,
    // Without the comment at its beginning, which is for whoever reads the source.
    style: `\n${style.slice(style.indexOf('*/\n') + 3)}`,
  })}\n`,
);

const stale = [];
for (const [name, text] of files) {
  const file = join(root, name);
  const old = await readFile(file, 'utf8').catch(() => undefined);
  if (old === text) continue;
  stale.push(name);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
for (const name of await readdir(join(root, 'src/api/generated'), { recursive: true }).catch(() => [])) {
  const file = `src/api/generated/${name}`;
  if (!name.endsWith('.ts')) continue;
  if (files.has(file)) continue;
  stale.push(file);
  if (!check) await rm(join(root, file));
}
if (check && stale.length > 0) {
  console.error(`Stale, run npm run generate:\n  ${stale.join('\n  ')}`);
  process.exitCode = 1;
} else console.log(`${operations.length} operations, ${stale.length} files ${check ? 'stale' : 'written'}`);
