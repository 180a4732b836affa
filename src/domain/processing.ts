import type { LegalBasis } from './ids.ts';
import { LEGAL_BASES } from './ids.ts';

/** The part of a category that these functions need; the contract's `Category` fits. */
export interface CategoryLike {
  readonly id: string;
  readonly purposes: readonly string[];
  readonly sources: readonly string[];
  readonly systems: readonly string[];
  readonly recipients: readonly string[];
  /** The number of records; absent when hidden for the role. */
  readonly records?: number | undefined;
}

/** A purpose with its basis; the contract's `Purpose` fits. */
export interface PurposeLike {
  readonly id: string;
  readonly basis: LegalBasis;
}

/** A filter of the register; absent members do not filter. */
export interface CategoryFilter {
  readonly basis?: LegalBasis | undefined;
  readonly purpose?: string | undefined;
  readonly system?: string | undefined;
  readonly recipient?: string | undefined;
  readonly source?: string | undefined;
}

/**
 * The parts of a consent and of an objection that decide whether processing has stopped; the contract's `Consent` and
 * `Objection` fit.
 */
export interface Standing {
  readonly consents: readonly {
    readonly purpose: string;
    readonly status: 'given' | 'withdrawn';
    readonly withdrawnAt?: string | undefined;
  }[];
  readonly objections: readonly {
    readonly purpose: string;
    readonly state: 'none' | 'pending' | 'accepted' | 'refused';
    readonly at?: string | undefined;
  }[];
}

/** Why processing for a purpose has stopped, and since when (UTC). `at` is absent when it never started. */
export interface Halt {
  readonly because: 'objection' | 'no-consent';
  readonly at?: string;
}

/**
 * Whether processing for a purpose has stopped for one person: a purpose based on consent without a consent in force, a
 * purpose of a legitimate interest after an accepted objection. Other bases do not depend on the person. Source:
 * docs/domain.md#purposes; ст. 9 ч. 2, ст. 21 ч. 5.1 of 152-ФЗ.
 */
export const haltOf = ({ id, basis }: PurposeLike, standing: Standing): Halt | undefined => {
  if (basis === 'consent') {
    const own = standing.consents.filter(({ purpose }) => purpose === id);
    if (own.some(({ status }) => status === 'given')) return undefined;
    const [at] = own.flatMap(({ withdrawnAt = [] }) => withdrawnAt).toSorted((a, b) => b.localeCompare(a));
    return { because: 'no-consent', ...(at === undefined ? {} : { at }) };
  }
  const objected = standing.objections.find(
    ({ purpose, state }) => basis === 'legitimate-interest' && purpose === id && state === 'accepted',
  );
  if (objected === undefined) return undefined;
  return { because: 'objection', ...(objected.at === undefined ? {} : { at: objected.at }) };
};

/**
 * The purpose to which an objection against an analytics tool refers: the first purpose of its category for which an
 * objection is possible and does not take effect at once. undefined when there is none.
 */
export const toolPurpose = (
  category: CategoryLike | undefined,
  objections: readonly { readonly purpose: string; readonly instant: boolean }[],
): string | undefined =>
  category?.purposes.find(id => objections.some(({ purpose, instant }) => purpose === id && !instant));

/**
 * Separates the analytics tools of the site by whether refusing one has an effect for this person: a tool that only
 * measures the site has no data of theirs. A refusal in force can still be withdrawn, and a tool that the register does
 * not know keeps its switch.
 */
export function splitTools<T extends { readonly tool: string; readonly optedOut: boolean }>(
  tools: readonly T[],
  known: readonly { readonly id: string; readonly aboutPerson: boolean }[],
): { refusable: T[]; impersonal: T[] } {
  const impersonal = tools.filter(
    ({ tool, optedOut }) => !optedOut && known.some(one => one.id === tool && !one.aboutPerson),
  );
  return { refusable: tools.filter(tool => !impersonal.includes(tool)), impersonal };
}

const purposesOf = <P extends PurposeLike>(category: CategoryLike, purposes: readonly P[]): P[] =>
  purposes.filter(purpose => category.purposes.includes(purpose.id));

/** The bases of a category, each once, in the order of `LEGAL_BASES`. Source: docs/domain.md#purposes. */
export const basesOf = (category: CategoryLike, purposes: readonly PurposeLike[]): LegalBasis[] => {
  const found = new Set(purposesOf(category, purposes).map(purpose => purpose.basis));
  return LEGAL_BASES.filter(basis => found.has(basis));
};

/**
 * The categories that pass the whole filter, in the order given. With both basis and purpose, the category must have
 * that purpose on that basis. `source` is the filter of a node of the data-flow picture.
 */
export const filterCategories = <C extends CategoryLike>(
  categories: readonly C[],
  purposes: readonly PurposeLike[],
  { basis, purpose, system, recipient, source }: CategoryFilter,
): C[] =>
  categories.filter(
    category =>
      (source === undefined || category.sources.includes(source)) &&
      (system === undefined || category.systems.includes(system)) &&
      (recipient === undefined || category.recipients.includes(recipient)) &&
      (purpose === undefined || category.purposes.includes(purpose)) &&
      (basis === undefined ||
        purposesOf(category, purposes).some(
          own => own.basis === basis && (purpose === undefined || own.id === purpose),
        )),
  );

/** The part of a category that says how much is kept; the contract's `Category` fits. */
export interface CategoryAmount {
  readonly visibility: 'visible' | 'hidden';
  /** Absent when the category is hidden, or none of its systems is connected. */
  readonly records?: number | undefined;
  readonly fields?: number | undefined;
  /** Its systems that were never connected. */
  readonly notConnected?: readonly string[] | undefined;
}

/**
 * The categories that hold data. Hidden categories count: the page must not show less data than there may be.
 */
export const heldCategories = <C extends CategoryAmount>(categories: readonly C[]): C[] =>
  categories.filter(
    ({ visibility, records = 0, fields = 0 }) => visibility === 'hidden' || records + fields > 0,
  );

/**
 * Whether it is open that a category holds data: nothing was found, and not all of its systems are connected. Nobody may
 * say then that there is none.
 */
export const isUnknown = ({
  visibility,
  records = 0,
  fields = 0,
  notConnected,
}: Partial<CategoryAmount>): boolean =>
  visibility !== 'hidden' && notConnected !== undefined && records + fields === 0;

/** The amount of data: single values (`fields`) and records. */
export interface Amount {
  readonly fields: number;
  readonly records: number;
}

/** The amount of data in all categories. */
export interface Holdings extends Amount {
  /** Categories that hold data, including hidden ones; see `heldCategories`. */
  readonly kinds: number;
  /** Categories hidden for the role; their values and records are not counted. */
  readonly hidden: number;
  /** Categories that may hold data or not, see `isUnknown`; absent when there are none. */
  readonly notConnected?: number;
}

/** Counts the data of the register. Register, overview, statement and exports all show this count. */
export const holdingsOf = (categories: readonly CategoryAmount[]): Holdings => {
  const visible = categories.filter(({ visibility }) => visibility === 'visible');
  const unknown = categories.filter(isUnknown).length;
  return {
    kinds: heldCategories(categories).length,
    hidden: categories.length - visible.length,
    fields: visible.reduce((sum, { fields = 0 }) => sum + fields, 0),
    records: visible.reduce((sum, { records = 0 }) => sum + records, 0),
    ...(unknown === 0 ? {} : { notConnected: unknown }),
  };
};

/** The four columns of the data-flow picture, left to right. */
export const FLOW_KINDS = ['source', 'category', 'system', 'recipient'] as const;
/** One of `FLOW_KINDS`. */
export type FlowKind = (typeof FLOW_KINDS)[number];

/** A node of the picture: `id` is `<kind>:<ref>`, `ref` is the id in the register. */
export interface FlowNode {
  readonly id: string;
  readonly kind: FlowKind;
  readonly ref: string;
}

/** A link between two nodes, by their ids; `weight` ≥ 1 on a logarithmic scale. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** Sources → categories → systems → recipients, without loops. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** The part of the register that the picture needs; the contract's `Register` fits. */
export interface FlowInput {
  readonly categories: readonly CategoryLike[];
  readonly sources: readonly { readonly id: string }[];
  readonly systems: readonly { readonly id: string }[];
  readonly recipients: readonly { readonly id: string }[];
}

/** The weight of a number of records: 1 for up to one, 2 for ten, about 5.7 for 50,000. */
const softWeight = (records: number): number => 1 + Math.log10(Math.max(1, records));

const nodeId = (kind: FlowKind, ref: string): string => `${kind}:${ref}`;

/**
 * The graph of sources, categories, systems and recipients. A recipient is linked to the systems of the categories it
 * receives, or to the category itself when its systems are not stated. Nodes without a link are omitted; an id that the
 * lists do not name gets a node after the named ones.
 */
export const flowGraph = ({ categories, sources, systems, recipients }: FlowInput): FlowGraph => {
  const records = new Map<string, FlowLink>();
  const linked = new Map<string, FlowNode>();
  const link = (from: FlowNode, to: FlowNode, count: number): void => {
    // No id has a space in it.
    const key = `${from.id} ${to.id}`;
    records.set(key, { from: from.id, to: to.id, weight: (records.get(key)?.weight ?? 0) + count });
    linked.set(from.id, from).set(to.id, to);
  };
  const node = (kind: FlowKind, ref: string): FlowNode => ({ id: nodeId(kind, ref), kind, ref });

  for (const category of categories) {
    const self = node('category', category.id);
    const count = category.records ?? 0;
    const keepers = category.systems.map(system => node('system', system));
    for (const source of category.sources) link(node('source', source), self, count);
    for (const keeper of keepers) link(self, keeper, count);
    for (const recipient of category.recipients) {
      for (const from of keepers.length === 0 ? [self] : keepers) {
        link(from, node('recipient', recipient), count);
      }
    }
  }

  const lists = { source: sources, category: categories, system: systems, recipient: recipients };
  // A set keeps the place of the first mention: the order of the lists, then what they do not name.
  const ordered = new Set([
    ...FLOW_KINDS.flatMap(kind => lists[kind].map(({ id }) => nodeId(kind, id))),
    ...linked.keys(),
  ]);
  return {
    nodes: [...ordered].flatMap(id => linked.get(id) ?? []),
    links: [...records.values()].map(({ from, to, weight }) => ({ from, to, weight: softWeight(weight) })),
  };
};
