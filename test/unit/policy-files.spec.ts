import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkPolicy } from '../../core/policy/check.ts';
import { OWN_POLICY, policy } from '../../core/policy/tables.ts';
import { findPolicyErrors } from '../../scripts/policy-files.ts';

const folder = resolve(import.meta.dirname, '../../policy');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The errors of the policy with one file changed by a replacement, each with file, line and pointer. */
function errorsWith(file: string, before: string | RegExp, after: string): string[] {
  const changed = read(file).replace(before, after);
  expect(changed).not.toBe(read(file));
  return findPolicyErrors(folder, name => (name === file ? changed : read(name))).map(
    error => `${error.file}:${error.line} ${error.pointer}: ${error.message}`,
  );
}

/** The line of a text in a file, from 1. */
const lineOf = (file: string, text: string): number =>
  read(file).slice(0, read(file).indexOf(text)).split('\n').length;

test('the policy files are valid, also as they are imported', () => {
  expect(findPolicyErrors(folder)).toEqual([]);
  expect(checkPolicy(OWN_POLICY)).toEqual([]);
});

const versionFiles = readdirSync(join(folder, 'versions')).toSorted();
/** The name under which the index imports a version. */
const importOf = (file: string): string =>
  new RegExp(`import (\\w+) from './versions/${file}'`).exec(read('index.ts'))?.[1] ?? '';

const PURPOSES = '"purposes": ["provide-services", "correspondence-disclosure"]';

test.each<[name: string, file: string, before: string | RegExp, after: string, errors: string[]]>([
  [
    'an unknown id',
    'categories.json',
    PURPOSES,
    '"purposes": ["provide-services", "correspondence-disclosure", "telepathy"]',
    [
      `categories.json:${lineOf('categories.json', PURPOSES)} /categories/3/purposes/2: «telepathy» is not in purposes`,
    ],
  ],
  [
    'an id that nobody uses',
    'systems.json',
    '"systems": [\n',
    `"systems": [\n{ "id": "attic", "label": { "ru": "чердак", "en": "attic" }, "description": { "ru": "Бумаги", "en": "Papers" },
    "keeper": "operator", "fact": { "source": "operator", "confirmed": true } },\n`,
    ['systems.json:4 /systems/0/id: «attic» is not used: no category is kept in it'],
  ],
  [
    'an id that stands twice',
    'purposes.json',
    '"id": "surveys"',
    '"id": "statistics"',
    [
      `purposes.json:${lineOf('purposes.json', '"id": "statistics"')} /purposes/5/id: «statistics» stands here twice`,
      `categories.json:${lineOf('categories.json', '"purposes": ["advertising", "offers", "surveys"]')} /categories/7/purposes/2: «surveys» is not in purposes`,
    ],
  ],
  [
    'a missing language',
    'systems.json',
    '{ "ru": "телефония", "en": "telephony" }',
    '{ "ru": "телефония" }',
    [
      `systems.json:${lineOf('systems.json', '"ru": "телефония"')} /systems/4/label: must have required property 'en'`,
    ],
  ],
  [
    'a purpose without a basis',
    'purposes.json',
    '      "basis": "contract",\n',
    '',
    ["purposes.json:4 /purposes/0: must have required property 'basis'"],
  ],
  [
    'a category without a rule of retention',
    'categories.json',
    '"retention": ["recording-3m"]',
    '"retention": []',
    [
      `categories.json:${lineOf('categories.json', '"retention": ["recording-3m"]')} /categories/8/retention: must NOT have fewer than 1 items`,
    ],
  ],
  [
    'a category on paper alone',
    'categories.json',
    '"systems": ["servicedesk", "paper"]',
    '"systems": ["paper"]',
    [
      `categories.json:${lineOf('categories.json', '"systems": ["servicedesk", "paper"]')} /categories/5/systems: only paper: no system has records that describe it`,
    ],
  ],
  [
    'a fixed term without its period',
    'retention.json',
    '      "period": "P3M",\n',
    '',
    [
      `retention.json:${lineOf('retention.json', '"id": "recording-3m"') - 1} /retention/2: a fixed term needs a period and startsAt`,
    ],
  ],
  [
    'a member that the schema does not know',
    'gaps.json',
    '"title"',
    '"tilte"',
    [
      "gaps.json:4 /gaps/0: must have required property 'title'",
      'gaps.json:4 /gaps/0: must NOT have additional properties: "tilte"',
    ],
  ],
  [
    'a section that points to no category',
    'versions/2020-10-21.json',
    '"categories": ["services"]',
    '"categories": ["horoscope"]',
    [
      `versions/2020-10-21.json:${lineOf('versions/2020-10-21.json', '"categories": ["services"]')} /version/sections/7/categories/0: «horoscope» is not in categories`,
    ],
  ],
  [
    'a consent without a text in force',
    'consents.json',
    /"inForce": true/,
    '"inForce": false',
    [
      `consents.json:${lineOf('consents.json', '"versions"')} /consents/0/versions: one version is in force, and it stands last`,
    ],
  ],
  [
    'a missing comma, at the end of its line',
    'purposes.json',
    '"basis": "contract",\n',
    '"basis": "contract"\n',
    [
      `purposes.json:${lineOf('purposes.json', '"basis": "contract"')} : Expected ',' or '}' after property value`,
    ],
  ],
  [
    'a value that is not among those to choose from',
    'purposes.json',
    '"basis": "contract"',
    '"basis": "agreement"',
    [
      `purposes.json:${lineOf('purposes.json', '"basis": "contract"')} /purposes/0/basis: "agreement" is not allowed, choose one of: contract, legal-requirement, legitimate-interest, consent`,
    ],
  ],
  [
    'a recipient in the country with countries abroad',
    'recipients.json',
    '"status": "possible",\n        "countries": []',
    '"status": "none",\n        "countries": [{ "ru": "Казахстан", "en": "Kazakhstan" }]',
    [
      `recipients.json:${lineOf('recipients.json', '"status": "possible"')} /recipients/2/crossBorder/status: «none» says that no data leaves the country: name no countries here`,
    ],
  ],
  [
    'a version that the list of the index leaves out',
    'index.ts',
    /const versions = \[.*\];/,
    'const versions = [];',
    versionFiles.map(
      file =>
        `index.ts:${lineOf('index.ts', 'const versions')} : versions/${file} is not in the list of versions: add ${importOf(file)}`,
    ),
  ],
  [
    'a version whose id is not the name of its file',
    'versions/2020-10-21.json',
    '"id": "2020-10-21"',
    '"id": "2020-10"',
    [
      `versions/2020-10-21.json:${lineOf('versions/2020-10-21.json', '"id": "2020-10-21"')} /version/id: the id is «2020-10», so the file is named 2020-10.json`,
    ],
  ],
  [
    'a file that the index leaves out',
    'index.ts',
    "'./gaps.json'",
    "'./holes.json'",
    ['index.ts:1 : gaps.json is not imported'],
  ],
])('the check finds %s', (_name, file, before, after, errors) => {
  expect(errorsWith(file, before, after)).toEqual(errors);
});

test('the check finds broken JSON, and names its line', () => {
  // The words are those of the engine, which differ from one version to the next.
  expect(errorsWith('fields.json', '"inn":', '"inn"')).toEqual([
    expect.stringMatching(new RegExp(`^fields\\.json:${lineOf('fields.json', '"inn"')} : \\S`)),
  ]);
});

test('the check finds a version that stands after an older one', () => {
  const copy = mkdtempSync(join(tmpdir(), 'policy-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(folder, copy, { recursive: true });
  const newest = [...read('index.ts').matchAll(/'\.\/versions\/([^']+)'/g)].at(-1)?.[1] ?? '';
  const version = read(`versions/${newest}`)
    .replace(/"id": "[^"]+"/, '"id": "2999-01-01"')
    .replace(/"effectiveFrom": "[^"]+"/, '"effectiveFrom": "2999-01-01"');
  writeFileSync(join(copy, 'versions/2999-01-01.json'), version);
  const index = read('index.ts')
    .replace(/^/, "import future from './versions/2999-01-01.json' with { type: 'json' };\n")
    .replace(/const versions = \[(.*)\];/, 'const versions = [$1, future];');
  writeFileSync(join(copy, 'index.ts'), index);
  const last = policy().versions.at(-1);
  expect(findPolicyErrors(copy)).toEqual([
    {
      file: 'index.ts',
      line: lineOf('index.ts', 'const versions') + 1,
      pointer: '',
      message: `the newest version stands first: versions/2999-01-01.json (2999-01-01) before versions/${last?.id}.json (${last?.effectiveFrom})`,
    },
  ]);
});

test('the example of policy/README.md is a valid change', () => {
  const rows = [...read('README.md').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
  const additions = [
    ['categories.json', '"groups": ['],
    ['purposes.json', '"purposes": ['],
    ['retention.json', '"retention": ['],
    ['systems.json', '"systems": ['],
    ['systems.json', '"sources": ['],
    ['recipients.json', '"recipients": ['],
    ['categories.json', '"categories": ['],
  ] as const;
  // The last example is a version, a file of its own.
  expect(rows.length).toBe(additions.length + 1);
  const changed = new Map<string, string>();
  additions.forEach(([file, table], i) => {
    changed.set(file, (changed.get(file) ?? read(file)).replace(table, `${table}${rows[i]},`));
  });
  const errors = findPolicyErrors(folder, file => changed.get(file) ?? read(file));
  expect(errors).toEqual([]);
  // The category alone, without what it names, is not.
  const alone = findPolicyErrors(folder, file =>
    file === 'categories.json' ? (changed.get(file) ?? '') : read(file),
  );
  expect(alone.map(({ file, message }) => [file, message])).toEqual([
    ['categories.json', '«loyalty» is not in purposes'],
    ['categories.json', '«shop» is not in sources'],
    ['categories.json', '«bonus-system» is not in systems'],
    ['categories.json', '«bonus-partner» is not in recipients'],
    ['categories.json', '«points-year» is not in retention'],
  ]);
  // The version with the rows that it speaks of, after the newest one.
  const copy = mkdtempSync(join(tmpdir(), 'policy-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(folder, copy, { recursive: true });
  for (const [file, content] of changed) writeFileSync(join(copy, file), content);
  const version = (rows.at(-1) ?? '').replace(/"since": "[^"]+"/, `"since": "${policy().versions[0]?.id}"`);
  const { id } = (JSON.parse(version) as { version: { id: string } }).version;
  writeFileSync(join(copy, `versions/${id}.json`), version);
  writeFileSync(
    join(copy, 'index.ts'),
    `import example from './versions/${id}.json' with { type: 'json' };\n${read('index.ts').replace('const versions = [', 'const versions = [example, ')}`,
  );
  expect(findPolicyErrors(copy)).toEqual([]);
});
