import type { CountQuery, PageQuery, Selection, StreamQuery } from '../../core/register/source-data.ts';
import type { Bind, Statement, Syntax } from './dialects/dialect.ts';
import { plainText } from '../../core/register/search-text.ts';
import { type Codes, type KindManifest, PART_COLUMNS, titlePieces } from './manifest.ts';

type Keys = Readonly<Record<string, unknown>>;
type Kinds = Readonly<Record<string, KindManifest>>;
/** The newest instant that is in an answer. */
type Latest = { readonly latest: Date };

/** An operator's query with the subject's keys bound in the place of `:name`. @throws Error for a name that the subject lacks */
function bound(query: string, keys: Keys, bind: Bind): string {
  // Two colons are a cast of PostgreSQL.
  return query.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!(name in keys)) throw new Error(`the subject has no «${name}»`);
    return bind(keys[name]);
  });
}

/** What the connector makes of each row, whatever the operator's query lacks. */
const COLUMNS = Object.values(PART_COLUMNS).flat();

/** A day is one of Moscow: `at` is its midnight there. */
const DAY_ZONE = 'Europe/Moscow';

/** The column of the attribute at a place of a kind's list. */
export const attributeColumn = (place: number) => `attribute_${place + 1}` as const;

/** Columns of the table `records` that not every category has. */
const columnsBeyond = (kinds: Kinds): string[] => [
  ...(Object.values(kinds).some(({ title }) => title !== undefined) ? ['title_en'] : []),
  ...Array.from(
    {
      length: Math.max(
        0,
        ...Object.values(kinds).map(({ attributes = {} }) => Object.keys(attributes).length),
      ),
    },
    (_, place) => attributeColumn(place),
  ),
];

/** «Ё» is searched as «е», and the signs of a pattern as themselves. */
const patternOf = (word: string) => `%${word.replaceAll('ё', 'е').replace(/[\\%_]/g, sign => `\\${sign}`)}%`;

/** The statements that answer the questions of the port `Sources`, around the operator's queries. */
export interface Statements {
  /** One page of a list. `byBytes`: titles are sorted by their bytes, where answers of several systems are merged. */
  page(kinds: Kinds, keys: Keys, query: PageQuery & Latest & { readonly byBytes?: boolean }): Statement;
  /** The number and the sums of the whole list; `wrong` counts the amounts that are no numbers. */
  totals(kinds: Kinds, keys: Keys, query: PageQuery & Latest): Statement;
  /** Counts by kind, and by year or day of Moscow. */
  count(kinds: Kinds, keys: Keys, query: CountQuery & Latest): Statement;
  /** The next records of a stream, after a record that is known. */
  stream(
    kinds: Kinds,
    keys: Keys,
    query: Omit<StreamQuery, 'upTo' | 'after'> & Latest & { readonly after?: { at: string; id: string } },
  ): Statement;
  /** About `count` records, evenly from the newest to the oldest. */
  sample(
    kinds: Kinds,
    keys: Keys,
    query: Pick<Selection, 'from' | 'before'> & Latest,
    count: number,
  ): Statement;
  /** One record by its id. */
  record(kinds: Kinds, keys: Keys, id: string, latest: Date): Statement;
  /** An operator's query as it is, for the subject and for single values. */
  plain(query: string, keys: Keys): Statement;
}

/** The statements in the SQL of a database. */
export function statementsIn(syntax: Syntax): Statements {
  /** A statement that is written with values. Its text binds them from its beginning to its end. */
  const statement = (write: (bind: Bind) => string): Statement => {
    const values: unknown[] = [];
    const text = write(value => {
      values.push(syntax.valueOf(value));
      return syntax.place(values.length);
    });
    return { text, values };
  };

  /** A column as text, with the words of its codes. */
  const worded = (column: string, codes: Codes | undefined, lang: 'ru' | 'en', bind: Bind): string => {
    const value = () => syntax.text(`q.${column}`);
    if (codes === undefined) return value();
    const words = Object.entries(codes).map(
      ([code, label]) => `when ${syntax.text(bind(code))} then ${syntax.text(bind(label[lang]))}`,
    );
    return `case ${value()} ${words.join(' ')} else ${value()} end`;
  };

  const titleOf = ({ title, codes }: KindManifest, lang: 'ru' | 'en', bind: Bind): string => {
    if (title === undefined) return syntax.title('q.title');
    const pieces = titlePieces(title[lang]).map(({ text = '', column }) =>
      column === undefined
        ? syntax.text(bind(text))
        : `coalesce(${worded(column, codes?.[column], lang, bind)}, '')`,
    );
    return syntax.title(`concat(${pieces.join(', ')}, '')`);
  };

  const instantOf = ({ at, zone }: KindManifest): string => {
    if (at === 'day') return syntax.zonedInstant('q.at', DAY_ZONE);
    return zone === undefined ? syntax.storedInstant('q.at') : syntax.zonedInstant('q.at', zone);
  };

  /** All kinds of a category as one table `records`, and the conditions of a selection. */
  function records(
    kinds: Kinds,
    keys: Keys,
    { from, before, latest }: Pick<Selection, 'from' | 'before'> & Latest,
    bind: Bind,
  ): { table: string; where: string[] } {
    const beyond = columnsBeyond(kinds);
    const parts = Object.entries(kinds).map(([kind, manifest]) => {
      const { query, has, attributes = {} } = manifest;
      const given = new Set(has.flatMap(part => PART_COLUMNS[part]));
      const columns = () => [
        ...COLUMNS.map(name => `${syntax.text(given.has(name) ? `q.${name}` : 'null')} as ${name}`),
        ...beyond.map(name => {
          if (name === 'title_en') return `${titleOf(manifest, 'en', bind)} as title_en`;
          const column = Object.keys(attributes).find((_, place) => attributeColumn(place) === name);
          return `${syntax.text(column === undefined ? 'null' : `q.${column}`)} as ${name}`;
        }),
      ];
      // The id is made unique among the kinds of a category, and sorts by its bytes: answers of several systems are merged.
      return `select ${syntax.text(bind(kind))} as kind, ${syntax.id(bind(kind), 'q.id')} as id,
        ${instantOf(manifest)} as at, ${titleOf(manifest, 'ru', bind)} as title, ${columns().join(', ')}
        from (${bound(query, keys, bind)}) q`;
    });
    const where = [
      // A record without an instant is in no list: it is found here, and the system is named as one that answers wrongly.
      `(at is null or at <= ${syntax.instant(bind(latest))})`,
      ...(from === undefined ? [] : [`at >= ${syntax.instant(bind(from))}`]),
      ...(before === undefined ? [] : [`at < ${syntax.instant(bind(before))}`]),
    ];
    return { table: `(${parts.join('\nunion all\n')}) records`, where };
  }

  /** The column with the titles of a language. */
  const titleColumn = (kinds: Kinds, lang: 'ru' | 'en'): string =>
    lang === 'en' && columnsBeyond(kinds).includes('title_en') ? 'title_en' : 'title';

  /** A word in the status, the channel or an open attribute of a kind's records: a masked value is not found by what it hides. */
  function searchedColumns(
    kind: string,
    { has, codes, attributes = {} }: KindManifest,
    word: string,
    lang: 'ru' | 'en',
    bind: Bind,
  ): string[] {
    const columns = [
      ...(['status', 'channel'] as const).flatMap(name =>
        has.includes(name) ? [[name, name] as const] : [],
      ),
      ...Object.entries(attributes).flatMap(([name, { sensitivity = 'open' }], place) =>
        sensitivity === 'open' ? [[name, attributeColumn(place)] as const] : [],
      ),
    ];
    return columns.flatMap(([name, column]) => {
      const table = codes?.[name];
      if (table === undefined)
        return [
          `(kind = ${bind(kind)} and ${syntax.searched(`coalesce(${column}, '')`)} like ${bind(patternOf(word))})`,
        ];
      const found = Object.entries(table).flatMap(([code, label]) =>
        plainText(label[lang]).includes(word) ? [code] : [],
      );
      return found.length === 0
        ? []
        : [`(kind = ${bind(kind)} and ${column} in (${found.map(code => bind(code)).join(', ')}))`];
    });
  }

  /** What narrows a list: also what its sums are of. */
  function narrowed(kinds: Kinds, keys: Keys, query: PageQuery & Latest, bind: Bind): string {
    const { table, where } = records(kinds, keys, query, bind);
    if (query.kind !== undefined) where.push(`kind = ${bind(query.kind)}`);
    if (query.thirdParty !== undefined) where.push(`(third_party is not null) = ${bind(query.thirdParty)}`);
    for (const word of query.words ?? []) {
      const has = (column: string) => `${syntax.searched(column)} like ${bind(patternOf(word))}`;
      where.push(
        `(${[
          has(titleColumn(kinds, query.lang)),
          has("coalesce(number, '')"),
          ...Object.entries(kinds).flatMap(([kind, manifest]) =>
            searchedColumns(kind, manifest, word, query.lang, bind),
          ),
        ].join(' or ')})`,
      );
    }
    return `from ${table} where ${where.join(' and ')}`;
  }

  return {
    page: (kinds, keys, query) =>
      statement(bind => {
        const from = narrowed(kinds, keys, query, bind);
        const title = titleColumn(kinds, query.lang);
        const order = syntax.orders[query.sort].replace(
          /^title/,
          query.byBytes ? syntax.byBytes(title) : title,
        );
        return `select ${syntax.columns(columnsBeyond(kinds))}, ${syntax.exact} as exact ${from} order by ${order} limit ${bind(query.limit)} offset ${bind(query.offset)}`;
      }),

    totals: (kinds, keys, query) =>
      statement(
        bind => `select kind, count(*) as records, count(amount) as amounts,
          ${syntax.text(`sum(${syntax.decimal('amount')})`)} as amount, max(currency) as currency,
          count(case when amount is not null and not ${syntax.isDecimal('amount')} then 1 end) as wrong
          ${narrowed(kinds, keys, query, bind)} group by kind`,
      ),

    count: (kinds, keys, query) =>
      statement(bind => {
        const { table, where } = records(kinds, keys, query, bind);
        if (query.kinds !== undefined)
          where.push(
            query.kinds.length === 0
              ? '1 = 0'
              : `kind in (${query.kinds.map(kind => bind(kind)).join(', ')})`,
          );
        const period = query.by === undefined ? syntax.text('null') : syntax.moscowPeriod(query.by);
        return `select kind, ${period} as period, count(*) as records, count(third_party) as third_parties
          from ${table} where ${where.join(' and ')} group by 1, 2`;
      }),

    stream: (kinds, keys, query) =>
      statement(bind => {
        const { table, where } = records(kinds, keys, query, bind);
        if (query.after !== undefined) where.push(syntax.isAfter(bind, query.after));
        return `select ${syntax.columns(columnsBeyond(kinds))}, ${syntax.exact} as exact from ${table} where ${where.join(' and ')}
          order by at desc, id desc limit ${bind(query.pageSize)}`;
      }),

    sample: (kinds, keys, query, count) =>
      statement(bind => {
        const { table, where } = records(kinds, keys, query, bind);
        return `select * from (
            select ${syntax.columns(columnsBeyond(kinds))}, row_number() over (order by at desc, id desc) - 1 as place, count(*) over () as whole
            from ${table} where ${where.join(' and ')}
          ) sampled where place % greatest(1, ${syntax.quotient('whole', syntax.integer(bind(count)))}) = 0 order by place`;
      }),

    record: (kinds, keys, id, latest) =>
      statement(bind => {
        const { table, where } = records(kinds, keys, { latest }, bind);
        return `select ${syntax.columns(columnsBeyond(kinds))}, ${syntax.exact} as exact from ${table} where ${where.join(' and ')} and id = ${bind(id)}`;
      }),

    plain: (query, keys) => statement(bind => bound(query, keys, bind)),
  };
}
