import type { components } from '../../src/api/generated/schema.ts';
import type { LegalBasis } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';

type Schema = components['schemas'];

/** Who says so, in data. The day is that of the policy unless another is given. */
export interface FactRow {
  source: Schema['Fact']['source'];
  confirmed: boolean;
  asOf?: string;
  note?: Text;
}

/** By the policy, as it says. */
export const POLICY: FactRow = { source: 'policy', confirmed: true };
/** By the policy, but left unclear there. */
export const UNCLEAR: FactRow = { source: 'policy', confirmed: false };
/** Made up for the mock: shown as «политика не говорит», never as a promise. */
export const ASSUMED: FactRow = { source: 'assumed', confirmed: false };

export interface NamedRow {
  id: string;
  label: Text;
  term?: Text;
}

export interface PurposeRow extends NamedRow {
  description: Text;
  basis: LegalBasis;
  group: string;
  fact: FactRow;
}

export interface BasisRow {
  id: LegalBasis;
  label: Text;
  term: Text;
  explanation: Text;
  law?: { law: string; article?: string };
}

export interface SystemRow extends NamedRow {
  description: Text;
  keeper: Schema['System']['keeper'];
  fact: FactRow;
}

export interface RecipientRow extends NamedRow {
  what: Text;
  why: Text;
  basis?: LegalBasis;
  basisNote: Text;
  crossBorder: { status: Schema['Recipient']['crossBorder']['status']; countries: string[]; note: Text };
  generalOnly?: boolean;
  openList: boolean;
  fact: FactRow;
  url?: string;
}

export interface RetentionRow {
  id: string;
  kind: Schema['RetentionRule']['kind'];
  label: Text;
  period?: string;
  startsAt?: { event: string; label: Text };
  law?: { title: Text; article?: string; years?: number };
  url?: string;
  note: Text;
  fact: FactRow;
}

export interface ToolRow extends NamedRow {
  category: string;
  recipient: string;
  what: Text[];
  aboutPerson: boolean;
  url?: string;
  openList: boolean;
  retention: string;
}

export interface GapRow {
  id: string;
  title: Text;
  text: Text;
  categories: string[];
  purposes?: string[];
}

export interface CategoryRow {
  id: string;
  group: string;
  label: Text;
  term: Text;
  question: Text;
  holds: Text;
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
    /** What is said instead while the consent that the category needs is given. */
    given?: { label: Text; text: Text };
  }[];
  openList: boolean;
  consentNeeded?: 'correspondence-disclosure';
  /** Data of the account as such: a member without the right to it sees which roles have it. */
  ofAccount?: boolean;
}
