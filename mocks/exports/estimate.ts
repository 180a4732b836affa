import type { components } from '../../src/api/generated/schema.ts';
import { systemsOf } from '../catalogue.ts';
import { CATEGORIES } from '../register/data/categories.ts';
import { type Caller, seesCategory } from '../register/handlers.ts';
import { t } from '../words.ts';
import { contentOf, isSensitive, systemsFor, type CategoryContent } from './content.ts';
import { csvOf, RECORD_COLUMNS } from './formats.ts';
import { PACE } from './progress.ts';
import type { ExportSpec } from './state.ts';

type Schema = components['schemas'];

const SAMPLE = 20;
const PART_BYTES = 24 * 1_048_576;
/** Index, README, statement, schemas: what every archive has. */
const COMMON_BYTES = 24_000;

const encoder = new TextEncoder();

/** The size of a category from a few of its records: close, and told before anything is made. */
const bytesOf = (content: CategoryContent, spec: ExportSpec): number => {
  const sample = content.read(SAMPLE);
  const each = (text: string): number =>
    sample.length === 0 ? 0 : encoder.encode(text).length / sample.length;
  const perRecord =
    (spec.formats.includes('json')
      ? each(sample.map(record => `${JSON.stringify(record)},\n`).join(''))
      : 0) + (spec.formats.includes('csv') ? each(csvOf(RECORD_COLUMNS[spec.language], sample)) : 0);
  return Math.round(perRecord * content.records) + content.fields.length * 220;
};

/** What an export would hold: every category with its size, the chosen ones counted together. */
export const estimateOf = (
  caller: Caller,
  spec: ExportSpec,
  consent: boolean,
  partial: Schema['PartialSource'][],
): Schema['ExportEstimate'] => {
  const { lang } = caller;
  const all = contentOf(caller, { ...spec, categories: CATEGORIES.map(row => row.id) }, []);
  const categories = CATEGORIES.map((row): Schema['ExportEstimate']['categories'][number] => {
    const content = all.find(one => one.id === row.id);
    const chosen = spec.categories.includes(row.id);
    const visible = seesCategory(row, caller).visible;
    const reason = visible
      ? chosen
        ? undefined
        : t('Вы не выбрали этот вид данных.', 'You did not choose this kind of data.')
      : t('Для вашей роли эти данные скрыты.', 'This data is hidden for your role.');
    return {
      id: row.id,
      label: row.label[lang],
      records: content?.records ?? 0,
      bytes: content === undefined ? 0 : bytesOf(content, spec),
      included: chosen && visible,
      ...(reason === undefined ? {} : { reason: reason[lang] }),
      systems: [...systemsOf(row.id)],
    };
  });
  const included = categories.filter(row => row.included);
  const bytes = included.reduce((sum, row) => sum + row.bytes, COMMON_BYTES);
  const systems = systemsFor(included.map(row => row.id)).length;
  const wantsText = spec.includeCorrespondence && spec.categories.includes('correspondence');
  return {
    categories,
    records: included.reduce((sum, row) => sum + row.records, 0),
    bytes: included.length === 0 ? 0 : bytes,
    parts: included.length === 0 ? 0 : Math.ceil(bytes / PART_BYTES),
    usualSeconds: Math.ceil((PACE.queued + systems * PACE.system + PACE.packing) / 1000),
    needsStepUp: isSensitive(
      all.filter(one => spec.categories.includes(one.id)),
      spec,
    ),
    needsConsent: wantsText && !consent,
    partial,
  };
};
