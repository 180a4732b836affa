import type { Lang } from '../../problem.ts';

/** A detail as the offline reader shows it. */
export interface ReaderField {
  label: string;
  value: string;
  /** `YYYY-MM-DD`. */
  collectedAt: string;
  updatedAt?: string;
  systems: readonly string[];
}

/** What the reader knows of one kind of data before it reads its records. */
export interface ReaderCategory {
  id: string;
  label: string;
  /** How many records the whole copy holds of it. */
  records: number;
  /** The part of the archive it lies in, from 1. */
  part: number;
  fields: readonly ReaderField[];
  /** Names of the systems it was collected from. */
  systems: readonly string[];
}

/** The copy as a whole: what every page of the reader says of it. */
export interface ReaderHead {
  number: string;
  account: { name: string; code: string };
  /** The controller's legal name. */
  controller: string;
  scope: 'person' | 'account';
  /** RFC 3339. */
  readyAt: string;
  /** The language of the data; the reader itself speaks both. */
  language: Lang;
  /** `YYYY-MM-DD`, both ends included. */
  from?: string;
  to?: string;
  parts: number;
  /** Which of the other formats lie beside: `json` in data/, `csv` in csv/, `html` in reader/. */
  formats: readonly ('json' | 'csv' | 'html')[];
  categories: readonly ReaderCategory[];
  excluded: readonly { what: string; reason: string }[];
  masked: readonly { what: string; count: number; reason: string }[];
}

/** A record as the reader shows it. */
export interface ReaderRecord {
  id: string;
  /** Name of its kind. */
  kind: string;
  /** RFC 3339. */
  at: string;
  /** `YYYY-MM-DD` where the system keeps no time. */
  day?: string;
  title: string;
  number?: string;
  amount?: { amount: string; currency: string };
  status?: string;
  /** Name of the system. */
  system: string;
  channel?: string;
  direction?: 'in' | 'out';
  /** Another person, masked. */
  counterparty?: string;
  /** Other named values, each with its name. */
  attributes?: readonly string[];
  bytes?: number;
  seconds?: number;
  /** Text of an email or message, where the consent to disclose it was given. */
  text?: string;
  /** Paths of attachments in the archive. */
  attachments?: readonly string[];
}

/** What the script has to know of a page. */
export interface PageFacts {
  language: Lang;
  /** Number of the first record on the page, from 1. */
  first?: number;
  /** Records of this kind in the whole copy. */
  total?: number;
  pages?: number;
  /** How to climb to the root of the archive: empty, or `../`. */
  root: string;
}
