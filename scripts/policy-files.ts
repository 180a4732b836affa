import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { checkPolicy } from '../core/policy/check.ts';
import type { PolicyData } from '../core/policy/types.ts';

/** Something wrong in a file of a policy. */
export interface PolicyFileError {
  /** Path below the folder of the policy. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** RFC 6901. */
  readonly pointer: string;
  readonly message: string;
}

type Path = readonly (string | number)[];

interface PolicyFile {
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly content: Record<string, unknown>;
}

const pointerOf = (path: Path): string =>
  path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The line of the member, or of the nearest one around it. */
function lineOf({ document, lines }: PolicyFile, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map(part => (/^\d+$/.test(String(part)) ? Number(part) : part));
    const node = document.getIn(keys, true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range !== undefined && range !== null) return lines.linePos(range[0]).line;
  }
  return 1;
}

/** What the schema found, with the value that is wrong and what may stand there instead. */
const nameOf = (error: ErrorObject): string => {
  const extra = error.params as Record<string, unknown>;
  const allowed = extra['allowedValues'];
  if (Array.isArray(allowed))
    return `${JSON.stringify(error.data)} is not allowed, choose one of: ${allowed.join(', ')}`;
  const detail = extra['additionalProperty'] ?? extra['allowedValue'];
  return detail === undefined ? (error.message ?? '') : `${error.message ?? ''}: ${JSON.stringify(detail)}`;
};

/** The files of a policy: JSON in the folder and in `versions/`, the schema apart. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /^(versions\/)?[^/]+\.json$/.test(name) && name !== 'schema.json')
    .toSorted();

/** What `JSON.parse` says of a broken text, and the line to mend: of a missing comma, the line it is missing from. */
function brokenJson(text: string, error: Error): { line: number; message: string } {
  const position = Number(/at position (\d+)/.exec(error.message)?.[1]);
  const message = error.message.replace(/( in JSON at position|, (\.\.\.)?").*$/s, '');
  if (Number.isNaN(position)) {
    const lines = new LineCounter();
    const [broken] = parseDocument(text, { lineCounter: lines }).errors;
    return { line: broken?.linePos?.[0].line ?? 1, message };
  }
  const before = text.slice(0, position);
  return { line: (message.includes("','") ? before.trimEnd() : before).split('\n').length, message };
}

/** Takes the text of `policy/index.ts`, and returns what it imports as which name and the names in its list of versions, with lines. */
function readIndex(text: string) {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const names = new Map(
    [...text.matchAll(/import (\w+) from '\.\/([^']+)'/g)].map(([, name = '', file = '']) => [file, name]),
  );
  const list = /const versions = \[([^\]]*)\]/.exec(text);
  const start = (list?.index ?? 0) + (list?.[0].indexOf('[') ?? 0) + 1;
  return {
    names,
    listLine: lineAt(list?.index ?? 0),
    listed: [...(list?.[1] ?? '').matchAll(/\w+/g)].map(({ 0: name, index }) => ({
      name,
      line: lineAt(start + index),
    })),
  };
}

/**
 * Takes the folder of a policy and the text of each file (read from the folder by default), and returns what is wrong:
 * first what the schema finds; when it finds nothing, what only shows in all files together.
 */
export function findPolicyErrors(
  folder: string,
  read: (file: string) => string = file => readFileSync(join(folder, file), 'utf8'),
): PolicyFileError[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
  addFormats.default(ajv);
  const schema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')) as {
    properties: Record<string, unknown>;
  };
  const validate = ajv.compile(schema);
  const errors: PolicyFileError[] = [];
  const files = filesIn(folder).flatMap((name): PolicyFile[] => {
    const text = read(name);
    const lines = new LineCounter();
    let content: Record<string, unknown>;
    try {
      content = JSON.parse(text) as Record<string, unknown>;
    } catch (error) {
      errors.push({ file: name, pointer: '', ...brokenJson(text, error as Error) });
      return [];
    }
    // YAML holds all of JSON; this parser knows where each member stands and refuses a member that stands twice.
    const document = parseDocument(text, { lineCounter: lines, version: '1.2' });
    const [broken] = document.errors;
    if (broken === undefined) return [{ name, document, lines, content }];
    errors.push({ file: name, line: broken.linePos?.[0].line ?? 1, pointer: '', message: broken.message });
    return [];
  });
  for (const file of files) {
    if (validate(file.content)) continue;
    for (const error of validate.errors ?? []) {
      const path = pathOf(error.instancePath);
      errors.push({
        file: file.name,
        line: lineOf(file, path),
        pointer: error.instancePath,
        message: nameOf(error),
      });
    }
  }
  const { names, listLine, listed } = readIndex(read('index.ts'));
  for (const { name } of files) {
    const imported = names.get(name);
    if (imported === undefined)
      errors.push({ file: 'index.ts', line: 1, pointer: '', message: `${name} is not imported` });
    else if (name.startsWith('versions/') && !listed.some(one => one.name === imported))
      errors.push({
        file: 'index.ts',
        line: listLine,
        pointer: '',
        message: `${name} is not in the list of versions: add ${imported}`,
      });
  }
  if (errors.length > 0) return errors;

  /** In which file a table is, and for versions each row. */
  const homes = new Map<string, PolicyFile>();
  const data: Record<string, unknown> = {};
  for (const file of files.filter(({ name }) => !name.startsWith('versions/')))
    for (const [table, rows] of Object.entries(file.content)) {
      if (table === '$schema') continue;
      const before = homes.get(table);
      if (before !== undefined)
        errors.push({
          file: file.name,
          line: lineOf(file, [table]),
          pointer: `/${table}`,
          message: `${before.name} has it too`,
        });
      homes.set(table, file);
      data[table] = rows;
    }
  for (const table of Object.keys(schema.properties))
    if (!homes.has(table) && table !== '$schema' && table !== 'version')
      errors.push({ file: 'index.ts', line: 1, pointer: '', message: `no file has «${table}»` });
  if (errors.length > 0) return errors;
  // In the order of the list in `policy/index.ts`.
  const versions = listed.flatMap(({ name, line }) =>
    files
      .filter(file => names.get(file.name) === name)
      .map(file => ({ file, line, version: file.content['version'] as PolicyData['versions'][number] })),
  );
  for (const { file, version } of versions)
    if (file.name !== `versions/${version.id}.json`)
      errors.push({
        file: file.name,
        line: lineOf(file, ['version', 'id']),
        pointer: '/version/id',
        message: `the id is «${version.id}», so the file is named ${version.id}.json`,
      });
  versions.forEach(({ file, line, version }, i) => {
    const before = versions[i - 1];
    if (before !== undefined && before.version.effectiveFrom <= version.effectiveFrom)
      errors.push({
        file: 'index.ts',
        line,
        pointer: '',
        message: `the newest version stands first: ${file.name} (${version.effectiveFrom}) before ${before.file.name} (${before.version.effectiveFrom})`,
      });
  });
  if (errors.length > 0) return errors;
  data['versions'] = versions.map(({ version }) => version);
  for (const { table, path, message } of checkPolicy(data as unknown as PolicyData)) {
    const [index, ...rest] = path;
    const version = table === 'versions' ? versions[Number(index)]?.file : undefined;
    const file = version ?? homes.get(table);
    if (file === undefined) continue;
    const full = version === undefined ? [table, ...path] : ['version', ...rest];
    errors.push({ file: file.name, line: lineOf(file, full), pointer: pointerOf(full), message });
  }
  return errors;
}
