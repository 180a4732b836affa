import type { LegalBasis } from '../../src/domain/ids.ts';
import type { Lang, Text } from '../problem.ts';
import { t } from '../text.ts';
import { policy } from './tables.ts';
import type { ToolRow } from './types.ts';

// What the other areas look up in the policy: names, and how ids hang together.

/** Ids of all categories, in the order of the register. */
export const categoryIds = (): string[] => policy().categories.map(row => row.id);
/** Ids of all purposes. */
export const purposeIds = (): string[] => policy().purposes.map(row => row.id);
/** The category’s name. */
export const categoryLabel = (id: string, lang: Lang): string =>
  policy().categoryById.get(id)?.label[lang] ?? id;
/** The purpose’s name. */
export const purposeLabel = (id: string, lang: Lang): string =>
  policy().purposeById.get(id)?.label[lang] ?? id;
/** What the purpose is, in a sentence. */
export const purposeDescription = (id: string, lang: Lang): string =>
  policy().purposeById.get(id)?.description[lang] ?? '';
/** The purpose’s basis. */
export const basisOf = (id: string): LegalBasis | undefined => policy().purposeById.get(id)?.basis;
/** How to do without what the purpose is reached by, where the policy of the operator has a way. */
export const insteadOf = (id: string, lang: Lang): string | undefined =>
  policy().purposeById.get(id)?.instead?.[lang];
/** Whether visits are measured for the purpose. */
export const isTracking = (id: string): boolean => policy().purposeById.get(id)?.tracking === true;
/** The name of a legal basis. */
export const basisLabel = (id: LegalBasis, lang: Lang): string =>
  policy().bases.find(row => row.id === id)?.label[lang] ?? id;
/** What the system is for, and what it is called itself, where a label is all an answer has of it: `почта и чат (Kayako)`. */
export const systemLabel = (id: string, lang: Lang): string => {
  const row = policy().systemById.get(id);
  if (row === undefined) return id;
  return row.term === undefined ? row.label[lang] : `${row.label[lang]} (${row.term[lang]})`;
};
/** Whether another company keeps the system: what lies there is theirs to delete. */
export const isThirdParty = (id: string): boolean => policy().systemById.get(id)?.keeper === 'third-party';
/** The id of a record as an address names it: its kind and its place. */
const RECORD_ID = /^[a-z][a-z-]*-\d{1,7}$/;

/** The name of a field, or of a record named in its place; undefined for what a person named in their own words. */
export const fieldLabel = (id: string): Text | undefined =>
  policy().fields[id] ??
  (RECORD_ID.test(id) ? t(`Запись с кодом ${id}`, `Record with the code ${id}`) : undefined);
/** Whether a place of data is a computer system, which can be connected, rather than paper. */
export const isComputerSystem = (id: string): boolean => policy().systemById.get(id)?.paper !== true;
/** The computer systems that keep the category: what is on paper is not collected. */
export const systemsOf = (id: string): readonly string[] =>
  (policy().categoryById.get(id)?.systems ?? []).filter(isComputerSystem);
/** What the category is needed for. */
export const purposesOf = (id: string): readonly string[] => policy().categoryById.get(id)?.purposes ?? [];
/** Whether the customer gave the data. */
export const isProvided = (id: string): boolean => policy().categoryById.get(id)?.providedByCustomer ?? false;
/** The analytics tools. */
export const analyticsTools = (): readonly ToolRow[] => policy().tools;
