import type { components } from '../../src/api/generated/schema.ts';
import { exportersOf } from '../../src/domain/roles.ts';
import { systemsOf } from '../policy/catalogue.ts';
import { CATEGORIES } from '../policy/tables.ts';
import { seesCategory } from '../register/visibility.ts';
import { partialOf, statedAmount } from '../partial.ts';
import { statementOf } from '../statement/statement.ts';
import { t } from '../text.ts';
import {
  type Caller,
  collectedAtOnce,
  contentOf,
  hiddenValues,
  isSensitive,
  sourcesOf,
  systemsFor,
} from '../archive/content.ts';
import type { Copy } from '../archive/copy.ts';
import { problem } from '../problem.ts';
import { COLLECT_MS, PACK_MS, QUEUED_MS } from './durations.ts';
import { categorySize, commonSize, dealt } from '../archive/sizes.ts';
import type { ExportSpec } from './state.ts';

type Schema = components['schemas'];

/** Bytes packed and stored in a second on an ordinary machine. */
const PACK_SPEED = 12_000_000;

/** So many copies are needed before they say more than a reckoning. */
const ENOUGH = 3;

/**
 * How long a copy of so many systems usually takes to be collected, ms: the middle of what this customer's own copies took
 * for a system; reckoned where there are too few of them.
 */
const usualWork = ({ db, me }: Pick<Caller, 'db' | 'me'>, systems: number): number => {
  const took = db.exports
    .filter(row => row.accountId === me.accountId && row.createdBy.id === me.userId)
    .flatMap(({ wholeAt, runs }) => {
      const last = runs.at(-1);
      if (wholeAt === undefined || last === undefined || last.systems.length === 0) return [];
      return [(Date.parse(wholeAt) - Date.parse(last.at)) / last.systems.length];
    })
    .filter(ms => ms > 0)
    .toSorted((a, b) => a - b);
  const usual = took.length < ENOUGH ? undefined : took[Math.floor(took.length / 2)];
  return usual === undefined ? QUEUED_MS + systems * COLLECT_MS + PACK_MS : systems * usual + PACK_MS;
};

/** What an export would hold: every category with its size in the chosen formats, the chosen ones counted together. */
export const estimateOf = async (
  asking: Caller,
  spec: ExportSpec,
  consent: boolean,
): Promise<Schema['ExportEstimate']> => {
  const caller: Caller = { ...asking, sources: sourcesOf(asking.sources, spec) };
  const { lang, me, now, directory } = caller;
  const account = directory.account(me.accountId);
  if (account === undefined) throw problem('internal');
  const ids = CATEGORIES.map(row => row.id);
  const all = await contentOf(caller, { ...spec, categories: ids }, collectedAtOnce(systemsFor(ids), now));
  const chosen = all.filter(one => spec.categories.includes(one.id));
  const copy: Copy = {
    id: 'ex-0000000000',
    number: 'E-26-0000',
    account,
    spec,
    caller,
    readyAt: now.toISOString(),
    content: chosen,
    hidden: await hiddenValues(caller, spec),
    missing: [],
    sealed: false,
    parts: [chosen.map(({ id }) => id)],
    // In the language of the copy, not of the page.
    statement: await statementOf({ ...caller, lang: spec.language }),
  };
  const sizes = new Map<string, number>();
  for (const content of all) {
    const whole = chosen.includes(content) ? copy : { ...copy, content: [...chosen, content] };
    sizes.set(content.id, await categorySize(whole, content));
  }
  const categories = CATEGORIES.map((row): Schema['ExportEstimate']['categories'][number] => {
    const isChosen = spec.categories.includes(row.id);
    const { visible } = seesCategory(row, caller);
    const offered = exportersOf(row.id, spec.scope).includes(me.role);
    const reason = visible
      ? isChosen
        ? undefined
        : offered
          ? t('Вы не выбрали этот вид данных.', 'You did not choose this kind of data.')
          : t(
              'Для вашей роли эти данные в копию не входят.',
              'With your role, this data is not included in any copy.',
            )
      : t('Для вашей роли эти данные скрыты.', 'Your role does not let you see this data.');
    const content = all.find(one => one.id === row.id);
    const amount = { fields: content?.fields.length ?? 0, records: content?.records ?? 0 };
    const { notConnected } = statedAmount(row, amount, caller.sources);
    return {
      id: row.id,
      label: row.label[lang],
      ...amount,
      bytes: sizes.get(row.id) ?? 0,
      included: isChosen && visible,
      ...(reason === undefined ? {} : { reason: reason[lang] }),
      systems: [...systemsOf(row.id)],
      ...(notConnected === undefined || !visible ? {} : { notConnected }),
    };
  });
  const included = categories.filter(row => row.included);
  const parts = dealt(included.map(({ id, bytes }) => ({ id, size: bytes })));
  let commonBytes = 0;
  if (included.length > 0) {
    for (const n of parts.keys()) commonBytes += await commonSize({ ...copy, parts }, n + 1);
    commonBytes = Math.round(commonBytes);
  }
  const bytes = included.reduce((sum, row) => sum + row.bytes, commonBytes);
  const systems = systemsFor(included.map(row => row.id)).length;
  const wantsText = spec.includeCorrespondence && spec.categories.includes('correspondence');
  const work = usualWork(caller, systems);
  return {
    categories,
    fields: included.reduce((sum, row) => sum + row.fields, 0),
    records: included.reduce((sum, row) => sum + row.records, 0),
    bytes,
    commonBytes,
    parts: included.length === 0 ? 0 : parts.length,
    usualSeconds: Math.ceil(work / 1000 + bytes / PACK_SPEED),
    needsStepUp: isSensitive(chosen, spec),
    needsConsent: wantsText && !consent,
    partial: partialOf(caller),
  };
};
