import type { components } from '../../src/api/generated/schema.ts';
import { DOCUMENTS } from '../policy/tables.ts';
import type { DocumentRow } from '../policy/types.ts';
import type { Lang } from '../problem.ts';

type Schema = components['schemas'];

/** The text of a consent in force now. */
export const documentInForce = (purpose: string): DocumentRow | undefined =>
  DOCUMENTS.find(row => row.purpose === purpose && row.inForce);

/** The text of the version that was agreed to. */
export const documentOf = (purpose: string, version: string): DocumentRow | undefined =>
  DOCUMENTS.find(row => row.purpose === purpose && row.version === version);

/** A fact with its note in the language asked for. */
export const factView = ({ note, ...fact }: DocumentRow['fact'], lang: Lang): Schema['Fact'] => ({
  ...fact,
  ...(note === undefined ? {} : { note: note[lang] }),
});

/** A document as the customer reads it before agreeing. */
export const documentView = (row: DocumentRow, lang: Lang): Schema['ConsentDocument'] => ({
  purpose: row.purpose,
  version: row.version,
  title: row.title[lang],
  text: row.text.map(one => one[lang]),
  allows: row.allows[lang],
  refusing: row.refusing[lang],
  withdrawal: row.withdrawal.map(one => one[lang]),
  form: row.form,
  fact: factView(row.fact, lang),
  needsStepUp: row.needsStepUp,
  roles: [...row.roles],
});
