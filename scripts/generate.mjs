// Makes everything that is derived from openapi.yaml:
//   src/api/generated/schema.ts        types (openapi-typescript)
//   src/api/generated/ops/<id>.ts      one operation with its answer check, so that a page carries only its own
//   mocks/generated/contract.json      the whole contract, for the strict checks of the mock backend
// `node scripts/generate.mjs --check` writes nothing and fails when something on disk is stale.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const source = await readFile(join(root, 'openapi.yaml'), 'utf8');
const contract = parse(source);
const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head'];

/** Keeps of a schema what a page relies on: types, required members, closed lists, nesting. */
function shape(schema) {
  if (schema === null || typeof schema !== 'object') return schema;
  if (Array.isArray(schema)) return schema.map(shape);
  if (schema.$ref) return { $ref: schema.$ref };
  const out = {};
  for (const key of ['type', 'required', 'enum', 'const']) if (key in schema) out[key] = schema[key];
  if (schema.properties)
    out.properties = Object.fromEntries(Object.entries(schema.properties).map(([k, v]) => [k, shape(v)]));
  if (typeof schema.additionalProperties === 'object')
    out.additionalProperties = shape(schema.additionalProperties);
  if (schema.items) out.items = shape(schema.items);
  for (const key of ['oneOf', 'anyOf', 'allOf']) if (schema[key]) out[key] = shape(schema[key]);
  return out;
}

const shapes = {
  $id: 'contract',
  components: {
    schemas: Object.fromEntries(
      Object.entries(contract.components.schemas).map(([name, schema]) => [name, shape(schema)]),
    ),
  },
};

/** The compiled check of one answer, as the source of a module without `eval` (Ajv standalone). */
function checkOf(schema) {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: false, optimize: 2 },
    strict: false,
    validateFormats: false,
    messages: false,
    inlineRefs: true,
  });
  ajv.addSchema(shapes);
  const target = JSON.parse(JSON.stringify(shape(schema)).replaceAll('"#/components', '"contract#/components'));
  return (
    standalone(ajv, ajv.compile(target))
      .replace(/^"use strict";/, '')
      .replace(/export default \w+;/, '')
      // Where the answer went wrong is all we report; the rest of each error would travel to the customer for nothing.
      .replaceAll(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
      .replaceAll(/,params:\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g, '')
      .replaceAll(/const evaluated\d+ = \w+\.evaluated;if\(evaluated\d+\.dynamicProps\)\{evaluated\d+\.props = undefined;\}if\(evaluated\d+\.dynamicItems\)\{evaluated\d+\.items = undefined;\}/g, '')
      .replaceAll(/(\w+)\.evaluated = \{[^{}]*\};/g, '')
  );
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
    const body = schema ? checkOf(schema) : 'const validate = () => true;\n';
    const source = body
      .replace(/export const validate = (\w+);/, 'const validate = $1;')
      .replace(/;\s*function /g, ';\nfunction ');
    if (/require\(|new Function|\beval\(/.test(source)) throw new Error(`${id}: the compiled check needs a runtime part`);
    files.set(
      `src/api/generated/ops/${id}.ts`,
      `// @ts-nocheck\n${header}import type { Operation } from '../../operation.ts';\n${source}\nexport const ${id}: Operation<'${id}'> = { id: '${id}', method: '${method}', path: '${path}', check: validate };\n`,
    );
  }
}
files.set('mocks/generated/contract.json', `${JSON.stringify(contract)}\n`);

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
for (const name of await readdir(join(root, 'src/api/generated/ops')).catch(() => [])) {
  const file = `src/api/generated/ops/${name}`;
  if (files.has(file)) continue;
  stale.push(file);
  if (!check) await rm(join(root, file));
}
if (check && stale.length > 0) {
  console.error(`Stale, run npm run generate:\n  ${stale.join('\n  ')}`);
  process.exitCode = 1;
} else console.log(`${operations.length} operations, ${stale.length} files ${check ? 'stale' : 'written'}`);
