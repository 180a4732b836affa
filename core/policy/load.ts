import type {
  CategoryRow,
  DocumentRow,
  EffectRow,
  GroundRow,
  PolicyData,
  PurposeRow,
  RetentionRow,
  SystemRow,
  TopicRow,
} from './types.ts';

/** The policy as the core reads it: the tables in the order of the files, and what is looked up by id. */
export interface Policy extends Omit<PolicyData, 'categories' | 'consents' | 'retention'> {
  readonly categories: CategoryRow[];
  readonly retention: RetentionRow[];
  /** Every text that was ever agreed to; the one in force last of its purpose. */
  readonly documents: readonly DocumentRow[];
  readonly categoryById: ReadonlyMap<string, CategoryRow>;
  readonly purposeById: ReadonlyMap<string, PurposeRow>;
  readonly systemById: ReadonlyMap<string, SystemRow>;
  readonly retentionById: ReadonlyMap<string, RetentionRow>;
  readonly groundById: ReadonlyMap<string, GroundRow>;
  readonly effectById: ReadonlyMap<string, EffectRow>;
  readonly topicById: ReadonlyMap<string, TopicRow>;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map(row => [row.id, row]));

/** Takes the data of a policy that `checkPolicy` finds nothing wrong with, and returns it indexed. */
export function loadPolicy({ consents, ...data }: PolicyData): Policy {
  const categories = data.categories.map(row => ({ ...row, policySection: row.policySection ?? '' }));
  const groundById = byId(data.grounds);
  const retention = data.retention.map(({ law, ...row }): RetentionRow => {
    const ground = groundById.get(law?.ground ?? '');
    if (law === undefined) return row;
    return {
      ...row,
      law: {
        title: law.title,
        ...(ground?.law.article === undefined ? {} : { article: ground.law.article }),
        ...(ground?.years === undefined ? {} : { years: ground.years }),
      },
    };
  });
  return {
    ...data,
    categories,
    retention,
    documents: consents.flatMap(({ versions, ...shared }) =>
      versions.map(version => ({ ...shared, ...version })),
    ),
    categoryById: byId(categories),
    purposeById: byId(data.purposes),
    systemById: byId(data.systems),
    retentionById: byId(retention),
    groundById,
    effectById: byId(data.effects),
    topicById: byId(data.topics),
  };
}
