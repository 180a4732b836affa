import type { components } from '../../src/api/generated/schema.ts';
import type { Context, TwoPartHandler } from '../context.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { RegisterCaller } from '../ports.ts';
import { fieldError, problem, type Text } from '../problem.ts';
import { scopesOf } from '../session/scopes.ts';
import { requireStepUp } from '../session/step-up.ts';
import { say, t } from '../text.ts';
import { categoryById, fieldsSeen } from './amounts.ts';
import { attributeText, mayShowTexts } from './records.ts';
import { seesCategory, subjectOf } from './visibility.ts';

type Schema = components['schemas'];
type Sensitivity = Schema['Field']['sensitivity'];

/** How long a value stays on the screen. */
const REVEAL_SECONDS = 60;
const NAME_IT = t(
  'Назовите поле или запись с её частью',
  'Specify a detail, or a record and one of its parts',
);
const CALLER = t('номер, с которого звонили', 'number of a call');
const MESSAGE = t('текст сообщения', 'text of a message');

/** A value the caller may be shown; `read` fetches it, which nothing does before a step-up. */
interface Revealable {
  label: Text;
  sensitivity: Sensitivity;
  /** Whether it is the text of correspondence, which needs the consent. */
  ofCorrespondence: boolean;
  read(): Promise<string | undefined>;
}

/** A value that was read, with what the log says of it. */
type Revealed = Pick<Revealable, 'label' | 'ofCorrespondence'> & { value: string };

/** The part of a record that is asked for. @throws Problem `source-unavailable` */
const partOfRecord = async (
  row: CategoryRow,
  { record: id, attribute }: Schema['Reveal'],
  caller: RegisterCaller,
): Promise<Revealable | undefined> => {
  if (id === undefined) return undefined;
  const { sources, lang, now } = caller;
  const subject = subjectOf(row, caller);
  const record = await sources.record(row.id, id, subject, now);
  if (record === undefined) return undefined;
  const { caller: number } = record;
  if (attribute === 'caller' && number !== undefined)
    return { label: CALLER, sensitivity: 'masked', ofCorrespondence: false, read: async () => number };
  const kind = sources.kinds(row.id).find(one => one.id === record.kind);
  const named = kind?.attributes?.find(one => one.id === attribute);
  const value = record.attributes?.find(one => one.id === attribute)?.value;
  if (named !== undefined && value !== undefined)
    return {
      label: named.label,
      sensitivity: named.sensitivity,
      ofCorrespondence: false,
      read: async () => attributeText(named.type, value, lang),
    };
  if (attribute !== 'body' || kind?.has.includes('text') !== true || !mayShowTexts(caller)) return undefined;
  // The system keeps the text itself: a list is remembered, a text is not.
  if (sources.unavailable().some(({ system }) => system === record.system))
    throw problem('source-unavailable', { system: record.system });
  const read = async () => {
    const text = await sources.text(row.id, id, subject);
    return text && say(text, lang);
  };
  return { label: MESSAGE, sensitivity: 'step-up', ofCorrespondence: true, read };
};

const revealable = async (
  row: CategoryRow,
  body: Schema['Reveal'],
  caller: RegisterCaller,
): Promise<Revealable | undefined> => {
  if (body.field === undefined) return partOfRecord(row, body, caller);
  const field = (await fieldsSeen(row, caller)).find(one => one.id === body.field);
  return (
    field && {
      label: field.label,
      sensitivity: field.sensitivity,
      ofCorrespondence: false,
      read: async () => say(field.words ?? field.value, caller.lang),
    }
  );
};

/** Finds the value that is asked for. @throws Problem `validation`, `not-found`, `step-up-required`, `source-unavailable` */
const gather = async (context: Context<'revealValue'>): Promise<Revealed> => {
  const { params, body, lang } = context;
  const row = categoryById(params.category);
  if (body.field === undefined && (body.record === undefined || body.attribute === undefined))
    throw problem('validation', { errors: [fieldError('/field', 'required', say(NAME_IT, lang))] });
  // A reveal has no scope of its own: what one may see in any of one's scopes can be shown.
  const [scope] = seesCategory(row, context).visible ? scopesOf(context.me) : [];
  if (scope === undefined) throw problem('not-found');
  const found = await revealable(row, body, { ...context, scope });
  if (found === undefined) throw problem('not-found');
  if (found.sensitivity === 'step-up')
    requireStepUp(context, found.ofCorrespondence ? 'show-message' : 'show-passport');
  const value = await found.read();
  if (value === undefined) throw problem('not-found');
  return { value, label: found.label, ofCorrespondence: found.ofCorrespondence };
};

/** Shows one value, and writes that into the access log the customer sees. */
export const revealValue: TwoPartHandler<'revealValue', Revealed> = {
  gather,
  decide: (context, { value, label, ofCorrespondence }) => {
    // The consent may have been withdrawn while the system was asked.
    if (ofCorrespondence && !mayShowTexts(context)) throw problem('not-found');
    const entry = context.record({
      own: { code: 'show-value', what: label },
      category: context.params.category,
      scope: 'person',
    });
    return {
      body: {
        value,
        revealedAt: context.now.toISOString(),
        hideAfterSeconds: REVEAL_SECONDS,
        logEntryId: entry.id,
      },
    };
  },
};
