import type { components } from '../../src/api/generated/schema.ts';
import { RECIPIENTS } from '../policy/tables.ts';
import type { CompanyRow, RecipientRow } from '../policy/types.ts';
import type { RegisterCaller } from '../ports.ts';
import type { Lang, Text } from '../problem.ts';
import { say } from '../text.ts';
import { categoryById } from './amounts.ts';
import { plainText } from './search-text.ts';
import type { RecordKind, SourceRecord } from './source-data.ts';
import { seesCategory, subjectOf } from './visibility.ts';

// Companies by name: those of a class of recipients, and among them those of single records, such as the vendor of a service.

type Schema = components['schemas'];
type NamingRecord = Pick<SourceRecord, 'kind' | 'title' | 'attributes'>;

/** Records in one request to a system. */
const PAGE_SIZE = 200;

const companyView = ({ name, what, country }: CompanyRow, lang: Lang): Schema['Company'] => ({
  name: say(name, lang),
  ...(what === undefined ? {} : { what: say(what, lang) }),
  ...(country === undefined ? {} : { country: say(country, lang) }),
});

/** Whether a text names one of the services. Titles may be in either language, or in both. */
const namesService = (title: Text | string, services: readonly string[]): boolean => {
  const titles = [say(title, 'ru'), say(title, 'en')].map(plainText);
  return services.some(service => titles.some(one => one.includes(plainText(service))));
};

/** The id of the open attribute in which the records of a class name their company; undefined where they have none. */
const companyAttribute = ({ records }: RecipientRow, kinds: readonly RecordKind[]): string | undefined =>
  kinds
    .find(({ id }) => id === records?.kind)
    ?.attributes?.find(({ id, sensitivity }) => id === records?.attribute && sensitivity === 'open')?.id;

/**
 * The companies of a record: that which its system names, and those of the policy for its service.
 * @param attribute see `companyAttribute`
 */
const membersOfRecord = (
  row: RecipientRow,
  record: NamingRecord,
  attribute: string | undefined,
): CompanyRow[] => {
  const named = record.attributes?.find(({ id }) => id === attribute)?.value;
  const ofService = (row.members ?? []).filter(
    ({ services }) => services !== undefined && namesService(record.title, services),
  );
  if (named === undefined) return ofService;
  const [ru, en] = [say(named, 'ru'), say(named, 'en')];
  const own = row.members?.find(({ name }) => name.ru === ru || name.en === en) ?? { name: { ru, en } };
  return [own, ...ofService.filter(company => company !== own)];
};

/**
 * The classes of recipients in which a record has companies of its own, with those that are named.
 * @returns none for records that the policy does not name so
 */
export const recipientsOfRecord = (
  category: string,
  record: NamingRecord,
  kinds: readonly RecordKind[],
  lang: Lang,
): NonNullable<Schema['Record']['recipients']> =>
  RECIPIENTS.flatMap(row =>
    row.records?.category === category && row.records.kind === record.kind
      ? [
          {
            id: row.id,
            label: say(row.records.label, lang),
            members: membersOfRecord(row, record, companyAttribute(row, kinds)).map(company =>
              companyView(company, lang),
            ),
          },
        ]
      : [],
  );

/** Whether an attribute is shown as the company of a recipient, so not as an attribute. */
export const isCompanyAttribute = (category: string, kind: RecordKind, attribute: string): boolean =>
  RECIPIENTS.some(
    row =>
      row.records?.category === category &&
      row.records.kind === kind.id &&
      companyAttribute(row, [kind]) === attribute,
  );

/** All records of a kind that the caller sees, page by page. */
async function* recordsOfKind(
  { category, kind }: NonNullable<RecipientRow['records']>,
  caller: RegisterCaller,
): AsyncGenerator<SourceRecord> {
  const row = categoryById(category);
  if (!seesCategory(row, caller).visible) return;
  for (let offset = 0, total = 1; offset < total; offset += PAGE_SIZE) {
    // oxlint-disable-next-line no-await-in-loop -- the first page says whether there is a second one
    const page = await caller.sources.page(category, subjectOf(row, caller), {
      upTo: caller.now,
      kind,
      sort: '-date',
      lang: caller.lang,
      offset,
      limit: PAGE_SIZE,
    });
    yield* page.records;
    total = page.total;
  }
}

/**
 * The companies of a class by name. Where they depend on records, only those of the caller's own records are named.
 * @returns no members where nobody names one
 */
export const companiesOf = async (
  row: RecipientRow,
  caller: RegisterCaller,
): Promise<Pick<Schema['Recipient'], 'members' | 'ownMembers'>> => {
  const { records, members = [] } = row;
  const always = members.filter(({ services }) => services === undefined);
  const all = (companies: readonly CompanyRow[]) =>
    companies.length === 0 ? {} : { members: companies.map(company => companyView(company, caller.lang)) };
  const attribute =
    records === undefined ? undefined : companyAttribute(row, caller.sources.kinds(records.category));
  if (records === undefined || (always.length === members.length && attribute === undefined))
    return all(members);
  const own = new Map<string, CompanyRow>();
  for await (const record of recordsOfKind(records, caller))
    for (const company of membersOfRecord(row, record, attribute)) own.set(company.name.ru, company);
  return { ...all([...always, ...own.values()]), ownMembers: true };
};
