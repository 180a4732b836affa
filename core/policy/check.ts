import type { PolicyData } from './types.ts';

/** What is wrong in the data of a policy, and where: the table and the way to the member inside it. */
export interface PolicyError {
  readonly table: keyof PolicyData;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The effects that the code itself takes (`core/rights/erasure.ts`). */
const EFFECTS_OF_CODE: ReadonlySet<string> = new Set(['deleted', 'third-party', 'term-over']);

/** The tables whose rows have an `id`. */
const WITH_IDS = [
  'groups',
  'categories',
  'purposes',
  'bases',
  'recipients',
  'tools',
  'systems',
  'sources',
  'retention',
  'grounds',
  'effects',
  'gaps',
  'topics',
  'versions',
] as const;
type WithIds = (typeof WITH_IDS)[number];

/** The tables whose rows must be named somewhere, and by what. */
const NAMED_BY: Partial<Record<WithIds, string>> = {
  groups: 'no category or purpose is in it',
  purposes: 'no category needs it',
  bases: 'no purpose rests on it',
  recipients: 'no category or tool names it',
  tools: 'its category does not list it',
  systems: 'no category is kept in it',
  sources: 'no category comes from it',
  retention: 'no category or tool has it',
  grounds: 'no category is kept by it',
  effects: 'no category has it',
};

type Path = (string | number)[];

/**
 * Checks what a schema cannot: that ids are known, used and unique, that every category has a basis and a rule of
 * retention, that a rule says what its kind needs, and that one text of each consent is in force. The data must fit
 * `policy/schema.json`.
 * @returns the errors in the order of the tables; none when the policy can be taken into use
 */
export function checkPolicy(data: PolicyData): PolicyError[] {
  const errors: PolicyError[] = [];
  const used = new Map<WithIds, Set<string>>(WITH_IDS.map(table => [table, new Set()]));
  const known = new Map<WithIds, Set<string>>(
    WITH_IDS.map(table => [table, new Set(data[table].map(({ id }) => id))]),
  );
  const wrong = (table: keyof PolicyData, path: Path, message: string) => {
    errors.push({ table, path, message });
  };
  /** Notes that an id is named, and checks that it exists. */
  const names = (target: WithIds, id: string | undefined, table: keyof PolicyData, path: Path) => {
    if (id === undefined) return;
    used.get(target)?.add(id);
    if (known.get(target)?.has(id) !== true) wrong(table, path, `«${id}» is not in ${target}`);
  };
  const namesAll = (
    target: WithIds,
    ids: readonly string[] | undefined,
    table: keyof PolicyData,
    path: Path,
  ) => ids?.forEach((id, i) => names(target, id, table, [...path, i]));
  const unique = (table: keyof PolicyData, ids: readonly string[], pathOf: (i: number) => Path) =>
    ids.forEach((id, i) => {
      if (ids.indexOf(id) < i) wrong(table, pathOf(i), `«${id}» stands here twice`);
    });

  for (const table of WITH_IDS)
    unique(
      table,
      data[table].map(({ id }) => id),
      i => [i, 'id'],
    );

  data.categories.forEach((row, i) => {
    names('groups', row.group, 'categories', [i, 'group']);
    for (const [member, target] of [
      ['purposes', 'purposes'],
      ['sources', 'sources'],
      ['systems', 'systems'],
      ['recipients', 'recipients'],
      ['tools', 'tools'],
      ['retention', 'retention'],
      ['groundsToKeep', 'grounds'],
    ] as const)
      namesAll(target, row[member], 'categories', [i, member]);
    if (row.purposes.length === 0)
      wrong('categories', [i, 'purposes'], 'no purpose, so no basis: nothing allows to keep it');
    const isOnPaper = (id: string) => data.systems.find(one => one.id === id)?.paper === true;
    if (row.systems.length > 0 && row.systems.every(isOnPaper))
      wrong('categories', [i, 'systems'], 'only paper: no system has records that describe it');
    if (row.retention.length === 0) wrong('categories', [i, 'retention'], 'no rule of retention');
    names('purposes', row.consentNeeded, 'categories', [i, 'consentNeeded']);
    names('grounds', row.keptByYear, 'categories', [i, 'keptByYear']);
    row.erasure?.forEach((choice, j) => {
      names('effects', choice.effect, 'categories', [i, 'erasure', j, 'effect']);
      if (choice.system !== undefined && !row.systems.includes(choice.system))
        wrong('categories', [i, 'erasure', j, 'system'], `«${choice.system}» is not among its systems`);
    });
    unique(
      'categories',
      row.specials.map(({ id }) => id),
      j => [i, 'specials', j, 'id'],
    );
  });

  data.purposes.forEach((row, i) => {
    names('groups', row.group, 'purposes', [i, 'group']);
    if ((row.basis as string | undefined) === undefined) wrong('purposes', [i], 'no basis');
    names('bases', row.basis, 'purposes', [i, 'basis']);
  });
  data.recipients.forEach((row, i) => {
    names('bases', row.basis, 'recipients', [i, 'basis']);
    names('categories', row.records?.category, 'recipients', [i, 'records', 'category']);
    row.members?.forEach(({ services }, j) => {
      if (services !== undefined && row.records === undefined)
        wrong('recipients', [i, 'members', j, 'services'], 'needs «records»: whose services these are');
    });
    const { status, countries, transfers = [] } = row.crossBorder;
    if (status === 'not-stated' && countries.length + transfers.length > 0)
      wrong('recipients', [i, 'crossBorder', 'status'], 'countries are named, so it is stated');
    if (status === 'none' && countries.length + transfers.length > 0)
      wrong(
        'recipients',
        [i, 'crossBorder', 'status'],
        '«none» says that no data leaves the country: name no countries here',
      );
  });
  data.tools.forEach((row, i) => {
    names('categories', row.category, 'tools', [i, 'category']);
    names('recipients', row.recipient, 'tools', [i, 'recipient']);
    names('retention', row.retention, 'tools', [i, 'retention']);
  });
  data.retention.forEach((row, i) => {
    names('grounds', row.law?.ground, 'retention', [i, 'law', 'ground']);
    if (row.kind === 'fixed' && (row.period === undefined || row.startsAt === undefined))
      wrong('retention', [i], 'a fixed term needs a period and startsAt');
    if (row.kind !== 'fixed' && row.period !== undefined)
      wrong('retention', [i, 'period'], 'only a fixed term has a period');
    if (row.kind === 'set-by-tool' && row.url === undefined)
      wrong('retention', [i], 'a term that a tool sets needs its url');
  });
  data.grounds.forEach((row, i) => {
    const byYear = data.categories.some(({ keptByYear }) => keptByYear === row.id);
    if (byYear && row.why?.ru.includes('{year}') !== true)
      wrong('grounds', [i], 'a ground that keeps by year needs a why with {year}');
  });
  data.gaps.forEach((row, i) => {
    namesAll('categories', row.categories, 'gaps', [i, 'categories']);
    namesAll('purposes', row.purposes, 'gaps', [i, 'purposes']);
  });
  for (const id of EFFECTS_OF_CODE) names('effects', id, 'effects', []);

  unique(
    'consents',
    data.consents.map(({ purpose }) => purpose),
    i => [i, 'purpose'],
  );
  data.consents.forEach((row, i) => {
    names('purposes', row.purpose, 'consents', [i, 'purpose']);
    if (data.purposes.find(({ id }) => id === row.purpose)?.basis !== 'consent')
      wrong('consents', [i, 'purpose'], `the basis of «${row.purpose}» is no consent`);
    if (row.versions.filter(({ inForce }) => inForce).length !== 1 || row.versions.at(-1)?.inForce !== true)
      wrong('consents', [i, 'versions'], 'one version is in force, and it stands last');
    unique(
      'consents',
      row.versions.map(({ version }) => version),
      j => [i, 'versions', j, 'version'],
    );
  });
  data.purposes.forEach((row, i) => {
    if (row.basis === 'consent' && !data.consents.some(({ purpose }) => purpose === row.id))
      wrong('purposes', [i, 'basis'], `no text of a consent for «${row.id}»`);
  });

  data.versions.forEach((row, i) => {
    const sections = row.sections.map(({ id }) => id);
    unique('versions', sections, j => [i, 'sections', j, 'id']);
    row.sections.forEach((section, j) =>
      namesAll('categories', section.categories, 'versions', [i, 'sections', j, 'categories']),
    );
    const next = data.versions[i + 1];
    if (next !== undefined && next.effectiveFrom >= row.effectiveFrom)
      wrong('versions', [i, 'effectiveFrom'], 'the newest version stands first');
    if (row.changes === undefined) return;
    if (row.changes.since !== next?.id)
      wrong('versions', [i, 'changes', 'since'], 'changes are compared with the version before');
    const both = new Set([...sections, ...(next?.sections.map(({ id }) => id) ?? [])]);
    row.changes.items.forEach((item, j) => {
      if (!both.has(item.section))
        wrong(
          'versions',
          [i, 'changes', 'items', j, 'section'],
          `«${item.section}» is a section of neither version`,
        );
    });
  });

  for (const table of WITH_IDS) {
    const why = NAMED_BY[table];
    if (why === undefined) continue;
    data[table].forEach(({ id }, i) => {
      const listed =
        table === 'tools'
          ? data.categories.some(
              row => row.id === data.tools[i]?.category && row.tools?.includes(id) === true,
            )
          : used.get(table)?.has(id) === true;
      if (!listed) wrong(table, [i, 'id'], `«${id}» is not used: ${why}`);
    });
  }
  return errors;
}
