import type { components } from '../../src/api/generated/schema.ts';
import type { Jurisdiction, LegalBasis, Role } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';

// The rows of `policy/*.json`. `policy/schema.json` describes the same members to an editor.

type Schema = components['schemas'];

/** Who states it. `asOf` is the day of the policy of 2020 unless another is given. */
export interface FactRow {
  source: Schema['Fact']['source'];
  confirmed: boolean;
  asOf?: string;
  note?: Text;
}

/** A row with a name, and the term of the law or of the policy beside it. */
export interface NamedRow {
  id: string;
  label: Text;
  term?: Text;
}

/** Who decides about the data, and what the policy says of itself as a whole. */
export interface ControllerRow {
  name: string;
  legalName: string;
  contactsUrl: string;
  /** What the policy covers. */
  scope: Text[];
  humanHelp: Text;
  automatedDecisions: Text;
  /** Who answers questions about personal data: a role, never a name. */
  contact: { role: Text; channel: Text; hours?: Text; fact: FactRow };
  /** Incidents that customers are notified of, newest first. */
  incidents: IncidentRow[];
}

/** An incident with personal data (152-ФЗ ст. 21 ч. 3.1). */
export interface IncidentRow {
  id: string;
  /** The day it became known, `YYYY-MM-DD`. */
  on: string;
  what: Text;
  /** What was done about it. */
  done: Text;
  categories: string[];
}

/** A purpose; its basis is the basis of every category that needs it. */
export interface PurposeRow extends NamedRow {
  description: Text;
  basis: LegalBasis;
  group: string;
  /** How to do without it: said beside the objection. */
  instead?: Text;
  /** True when visits are measured for it: a browser that asks not to be tracked objects to it. */
  tracking?: boolean;
  fact: FactRow;
}

/** A legal basis. */
export interface BasisRow {
  id: LegalBasis;
  label: Text;
  term: Text;
  explanation: Text;
  law?: { law: string; article?: string };
}

/** A way by which data comes. */
export interface SourceRow extends NamedRow {
  /** True when what comes this way was provided by the customer. */
  provided?: boolean;
}

/** A system that keeps data. */
export interface SystemRow extends NamedRow {
  description: Text;
  keeper: Schema['System']['keeper'];
  /** Originals on paper: never connected or collected, and described by records of another system of the category. */
  paper?: true;
  fact: FactRow;
}

/** A company that receives data. */
export interface CompanyRow {
  name: Text;
  what?: Text;
  country?: Text;
  /** Names of services, whole or in part, as their system has them: only customers with one of them read this company. */
  services?: string[];
}

/** Who receives data. */
export interface RecipientRow extends NamedRow {
  what: Text;
  why: Text;
  basis?: LegalBasis;
  basisNote: Text;
  crossBorder: {
    status: Schema['Recipient']['crossBorder']['status'];
    /** The countries data goes to, where no more is known of them than their names. */
    countries: Text[];
    note: Text;
    /** What is known of each country. */
    transfers?: { country: Text; protection: 'adequate' | 'not-adequate' | 'not-stated'; ground?: Text }[];
  };
  /** The companies of this class by name. */
  members?: CompanyRow[];
  /** The records that each have companies of their own, such as services and their vendors. */
  records?: {
    category: string;
    kind: string;
    /** What the companies are to such a record. */
    label: Text;
    /** The open attribute of the records in which their system names the company. */
    attribute?: string;
  };
  generalOnly?: boolean;
  openList: boolean;
  fact: FactRow;
  url?: string;
}

/** A rule of retention (docs/domain.md#retention). */
export interface RetentionRow {
  id: string;
  kind: Schema['RetentionRule']['kind'];
  label: Text;
  /** ISO 8601, from the event of `startsAt`. */
  period?: string;
  startsAt?: { event: string; label: Text };
  law?: { title: Text; article?: string; years?: number };
  url?: string;
  note: Text;
  fact: FactRow;
}

/** A tool of statistics. */
export interface ToolRow extends NamedRow {
  category: string;
  recipient: string;
  what: Text[];
  aboutPerson: boolean;
  url?: string;
  openList: boolean;
  retention: string;
}

/** What the policy leaves open. */
export interface GapRow {
  id: string;
  title: Text;
  text: Text;
  categories: string[];
  purposes?: string[];
  /** The day on which the operator was asked about it; `assumed` is an example. */
  asked?: { at: string; source: 'operator' | 'assumed' };
}

/** A law by which data is kept although its erasure was asked for. */
export interface GroundRow {
  id: string;
  label: Text;
  law: { law: string; article?: string };
  /** Years after the year of the document; left out while no term is confirmed. */
  years?: number;
  /** Why documents of a year are kept; `{year}` stands for the year. */
  why?: Text;
  fact: FactRow;
}

/** What an erasure does to data, and the reason a customer reads. */
export interface EffectRow {
  id: string;
  action: Schema['ErasureRow']['action'];
  why: Text;
}

/** Which effect an erasure has on a category. The first row that fits counts; without one the data is deleted. */
export interface ErasureChoice {
  effect: string;
  /** Only in this system. */
  system?: string;
  /** Only after the contract has ended. */
  contract?: 'ended';
}

/** A body outside the company that takes complaints. */
export interface ComplaintBodyRow {
  id: string;
  jurisdiction: Jurisdiction;
  name: Text;
  how: Text;
  address?: Text;
  url?: string;
  fact: FactRow;
}

/** A category of data (docs/domain.md#categories). */
export interface CategoryRow {
  id: string;
  group: string;
  label: Text;
  term: Text;
  question: Text;
  holds: Text;
  /** The section of the policy; empty where the policy does not name the category. */
  policySection: string;
  purposes: string[];
  sources: string[];
  systems: string[];
  systemsFact: FactRow;
  recipients: string[];
  tools?: string[];
  retention: string[];
  providedByCustomer: boolean;
  specials: {
    id: string;
    label: Text;
    text: Text;
    kind?: string;
    /** A copy may be made without records of `kind`. */
    ownChoice?: boolean;
    /** What is said instead while the consent that the category needs is given. */
    given?: { label: Text; text: Text };
  }[];
  openList: boolean;
  consentNeeded?: 'correspondence-disclosure';
  /** Data of the account as such: a member without the right to it sees which roles have it. */
  ofAccount?: boolean;
  erasure?: ErasureChoice[];
  /** The ground by which its records are kept, each year of them with its own date. */
  keptByYear?: string;
  /** The grounds that may keep a part of it. */
  groundsToKeep?: string[];
}

/** What all versions of a consent have in common. */
interface ConsentRow {
  purpose: string;
  title: Text;
  allows: Text;
  refusing: Text;
  withdrawal: Text[];
  form: 'electronic' | 'written';
  fact: Omit<Schema['Fact'], 'note'> & { note?: Text };
  needsStepUp: boolean;
  roles: Role[];
}

/** A text of a consent in one version. Withdrawing and refusing are explained in the same document. */
export interface DocumentRow extends ConsentRow {
  version: string;
  inForce: boolean;
  text: Text[];
}

/** A topic of mailings. */
export interface TopicRow {
  id: string;
  label: Text;
  description: Text;
  sampleSubject: Text;
  why: Text;
  /** How recipients are chosen, and by which kinds of data. */
  selection?: { rule: Text; basis: LegalBasis; categories: string[] };
  fact: Omit<Schema['Fact'], 'note'> & { note?: Text };
}

/** Service notices, which cannot be turned off (docs/domain.md#mailings). */
export interface ServiceNotices {
  label: Text;
  reason: Text;
  examples: Text[];
}

/** A section of a version of the policy, retold. */
export interface SectionRow {
  id: string;
  number: string;
  title: Text;
  paragraphs: Text[];
  categories: string[];
  /** What the section leaves open. */
  gap?: Text;
}

/** A difference between two versions. */
export interface ChangeRow {
  section: string;
  title: Text;
  kind: 'added' | 'removed' | 'changed';
  before?: Text;
  after?: Text;
  meaning: Text;
}

/** A version of the policy, without its day. */
export interface VersionText {
  id: string;
  title: Text;
  summary: Text;
  originalUrl: string;
  source: 'policy' | 'assumed';
  sections: SectionRow[];
  /** Compared with the version before. */
  changes?: { since: string; summary: Text; items: ChangeRow[] };
}

/** A version of the policy. */
export interface VersionRow extends VersionText {
  /** The first day it is in force, `YYYY-MM-DD` in Moscow. */
  effectiveFrom: string;
  /** When it was published, RFC 3339; without it nine in the morning of its first day. */
  announcedAt?: string;
}

/** All that `policy/` holds. Another policy is another value of this type. */
export interface PolicyData {
  controller: ControllerRow;
  groups: NamedRow[];
  categories: (Omit<CategoryRow, 'policySection'> & { policySection?: string })[];
  purposes: PurposeRow[];
  bases: BasisRow[];
  recipients: RecipientRow[];
  tools: ToolRow[];
  systems: SystemRow[];
  sources: SourceRow[];
  /** `ground` gives the article and the years of a law that `grounds` lists. */
  retention: (Omit<RetentionRow, 'law'> & { law?: { title: Text; ground: string } })[];
  grounds: GroundRow[];
  effects: EffectRow[];
  gaps: GapRow[];
  /** The supervisory body of a jurisdiction comes first. */
  complaintBodies: ComplaintBodyRow[];
  /** What each single value is called, by its id. */
  fields: Record<string, Text>;
  consents: (ConsentRow & { versions: Pick<DocumentRow, 'version' | 'inForce' | 'text'>[] })[];
  topics: TopicRow[];
  serviceNotices: ServiceNotices;
  /** Newest first. */
  versions: VersionRow[];
}
