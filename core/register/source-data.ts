import type { components } from '../../src/api/generated/schema.ts';
import type { Text } from '../problem.ts';

// What is asked of the systems that keep personal data, and what they answer. Plain data in the words of no language:
// who may see it, what is masked and how it is worded is decided by the core.

type Schema = components['schemas'];

/** Whose data is asked for. What the role may see is decided before a system is asked. */
export interface Subject {
  readonly userId: string;
  readonly accountId: string;
  /** The number of the account, where the directory has one. */
  readonly accountCode?: string;
  /** `own`: what the person did or is named in; `account`: all that belongs to the account. */
  readonly part: 'own' | 'account';
}

/** Where a value was read: system, table, when, and by which version of the description of the system. */
export type Provenance = Schema['Provenance'];

/** A single value of a category as the system keeps it, unmasked. */
export interface SourceField {
  readonly id: string;
  readonly label: Text;
  readonly value: string;
  /** The value in words, where the system keeps a code. */
  readonly words?: Text;
  readonly type: NonNullable<Schema['Field']['valueType']>;
  readonly sensitivity: Schema['Field']['sensitivity'];
  /** Id of the way it came. */
  readonly source: string;
  readonly systems: readonly string[];
  /** Where it was read, by system; undefined when that is not known. */
  readonly provenance?: readonly Provenance[];
  /** Day, `YYYY-MM-DD`. */
  readonly collectedAt: string;
  readonly updatedAt?: string;
  readonly correction: { readonly how: Schema['Field']['correction']['how']; readonly note: Text };
  /** Listed by the operator, not by the policy. */
  readonly assumed?: boolean;
  /** Belongs to the account rather than to the person. */
  readonly ofAccount?: boolean;
  /** Earlier values: who changed them and by which way, and the value that followed, where the system knows it. */
  readonly history?: readonly {
    readonly at: string;
    readonly by: Text;
    readonly channel?: Text;
    readonly value: string;
    readonly next?: string;
  }[];
}

/** What records of a kind can have besides their time and title. */
export type RecordPart =
  'amount' | 'status' | 'channel' | 'text' | 'caller' | 'third-party' | 'size' | 'duration' | 'human-check';

/** A named value that records of a kind may have besides the parts above. */
export interface AttributeKind {
  readonly id: string;
  readonly label: Text;
  readonly type: SourceField['type'];
  readonly sensitivity: SourceField['sensitivity'];
}

/** A kind of record. Records of one kind lie in one system. */
export interface RecordKind {
  readonly id: string;
  readonly label: Text;
  readonly note: Text;
  readonly system: string;
  /** Where its records are read. */
  readonly origin?: Pick<Provenance, 'table' | 'manifest'>;
  /** Id of the retention rule that deletes its records, where it has one of its own. */
  readonly retention?: string;
  readonly has: readonly RecordPart[];
  readonly attributes?: readonly AttributeKind[];
  /** True when the operator makes such records, such as acts: no customer has provided them. */
  readonly byOperator?: boolean;
}

/** One record as the system keeps it, unmasked. */
export interface SourceRecord {
  /** Unique among the records of the category that the subject has, and the same each time. */
  readonly id: string;
  readonly kind: string;
  /** RFC 3339. */
  readonly at: string;
  /** `YYYY-MM-DD` where the system keeps a day and no time; `at` is its midnight in Moscow. */
  readonly day?: string;
  readonly title: Text;
  /** Of the document, without a sign before it. */
  readonly number?: string;
  readonly amount?: Schema['Money'];
  readonly status?: { readonly id: string; readonly label: Text };
  readonly system: string;
  /** Another person or firm it names. */
  readonly counterparty?: string;
  readonly aboutThirdParty: boolean;
  readonly channel?: Text;
  readonly direction?: 'in' | 'out';
  readonly bytes?: number;
  readonly seconds?: number;
  /** How many files a server holds. */
  readonly files?: number;
  /** RFC 3339. */
  readonly humanCheckedAt?: string;
  /** Why it is kept past its time; days. */
  readonly hold?: { readonly reason: Text; readonly since: string; readonly reviewAt: string };
  /** The customer's own number a call came from. */
  readonly caller?: string;
  /** Values of the attributes of its kind, unmasked. */
  readonly attributes?: readonly { readonly id: string; readonly value: Text }[];
  /** Only where it was asked for. */
  readonly text?: Text;
  /** The text speaks of another person; only where texts were asked for. */
  readonly textOfOthers?: true;
  /** The files the customer sent with it; only where they were asked for. */
  readonly attachments?: readonly { readonly id: string; readonly name: Text }[];
}

/**
 * The moment whose state is asked for: what came later, or was deleted before, is not in the answer. One instant for
 * all systems, or one for each: a system that is not named is not asked then.
 */
export type UpTo = Date | ReadonlyMap<string, Date>;

/** A part of the records of a category. */
export interface Selection {
  readonly upTo: UpTo;
  /** The first instant. */
  readonly from?: Date;
  /** The first instant that is not in it any more. */
  readonly before?: Date;
}

/** One page of a sorted, filtered list. Pages are asked for by their place, because the contract lets a list be entered anywhere. */
export interface PageQuery extends Selection {
  readonly kind?: string;
  readonly thirdParty?: boolean;
  /** All of them occur in title, kind or number; as `plainText` writes them. */
  readonly words?: readonly string[];
  readonly sort: Schema['RecordSort'];
  /** Titles are sorted and searched in this language. */
  readonly lang: 'ru' | 'en';
  readonly offset: number;
  readonly limit: number;
}

/** A page, and what holds of the whole list it is of. */
export interface SourcePage {
  readonly records: readonly SourceRecord[];
  readonly total: number;
  /** Sums of the kinds that have amounts. */
  readonly totals: readonly {
    readonly kind: string;
    readonly count: number;
    readonly amount: Schema['Money'];
  }[];
  /** Systems that keep such records and cannot look for words: theirs are not in the list. */
  readonly notSearched?: readonly string[];
}

/** What is counted. */
export interface CountQuery extends Selection {
  /** Only these kinds; without it all. */
  readonly kinds?: readonly string[];
  /** By the Moscow year (`2026`) or day (`2026-11-30`) of the records, too. */
  readonly by?: 'year' | 'day';
  /** Counts texts and attachments, too: they may have to be looked at one by one. */
  readonly contents?: boolean;
}

/** Records of one kind, and of one year or day where that was asked for. Those without a record are left out. */
export interface RecordCount {
  readonly kind: string;
  readonly period?: string;
  readonly records: number;
  /** Of them: kept past their time for a reason. */
  readonly held: number;
  /** Of them: those that name another person or firm. */
  readonly thirdParty: number;
  /** Of them: those whose text speaks of another person; 0 unless contents were asked for. */
  readonly maskedTexts: number;
  /** Of them: those the customer sent a file with; 0 unless contents were asked for. */
  readonly attachments: number;
  /** The sum of their sizes. */
  readonly bytes: number;
}

/** A count that records are added to. */
export type RunningCount = { -readonly [Key in keyof RecordCount]: RecordCount[Key] };

/** The count of a kind before a record is added. @param period the year or day, where counts are by one */
export const emptyCount = (kind: string, period?: string): RunningCount => ({
  kind,
  ...(period === undefined ? {} : { period }),
  records: 0,
  held: 0,
  thirdParty: 0,
  maskedTexts: 0,
  attachments: 0,
  bytes: 0,
});

/** What is wanted of each record besides what lists show. */
export interface Contents {
  readonly texts?: boolean;
  readonly attachments?: boolean;
}

/** Records from the newest to the oldest, in pages. */
export interface StreamQuery extends Selection, Contents {
  /** The id of the last record that is known already: the stream goes on after it. */
  readonly after?: string;
  /** Records in a page; the last one may be shorter. */
  readonly pageSize: number;
}

/** A system that does not answer now. */
export type UnavailableSystem =
  | {
      readonly system: string;
      /** When it last answered, RFC 3339; undefined when it never did. */
      readonly lastGoodAt: string | undefined;
      readonly notConnected?: undefined;
    }
  /** It was never connected: nothing of it is known. */
  | { readonly system: string; readonly notConnected: true; readonly lastGoodAt?: undefined };
