import { policyFiles } from '../../policy/index.ts';
import type { Text } from '../problem.ts';
import { loadPolicy, type Policy } from './load.ts';
import type { PolicyData } from './types.ts';

// One process has one policy (docs/decisions/0018-policy-as-data.md). The names in capitals are its tables; they are
// bindings, not copies: after `installPolicy` every importer reads the new ones.

/** The data of `policy/`, as a program that starts without another policy takes it. */
export const OWN_POLICY = policyFiles as PolicyData;

let installed: Policy = loadPolicy(OWN_POLICY);

/** The policy in use. */
export const policy = (): Policy => installed;

export let GROUPS = installed.groups;
export let CATEGORIES = installed.categories;
export let PURPOSES = installed.purposes;
export let BASES = installed.bases;
export let RECIPIENTS = installed.recipients;
export let TOOLS = installed.tools;
export let SYSTEMS = installed.systems;
export let SOURCES = installed.sources;
export let RETENTION = installed.retention;
export let GAPS = installed.gaps;
export let DOCUMENTS = installed.documents;
export let TOPICS = installed.topics;
export let SERVICE_NOTICES = installed.serviceNotices;
/** What each single value is called, wherever it is named: in the register, a copy, a request. */
export let FIELD_LABELS = installed.fields as Record<keyof typeof policyFiles.fields, Text>;

/** Takes the policy into use, in place of the one before. A server calls it once, before its first request. */
export function installPolicy(data: PolicyData): void {
  installed = loadPolicy(data);
  GROUPS = installed.groups;
  CATEGORIES = installed.categories;
  PURPOSES = installed.purposes;
  BASES = installed.bases;
  RECIPIENTS = installed.recipients;
  TOOLS = installed.tools;
  SYSTEMS = installed.systems;
  SOURCES = installed.sources;
  RETENTION = installed.retention;
  GAPS = installed.gaps;
  DOCUMENTS = installed.documents;
  TOPICS = installed.topics;
  SERVICE_NOTICES = installed.serviceNotices;
  FIELD_LABELS = installed.fields;
}
