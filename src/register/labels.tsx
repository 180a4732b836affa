import { moscowDate } from '../domain/calendar.ts';
import { isGap } from '../domain/gaps.ts';
import { isUnknown } from '../domain/processing.ts';
import { periodOf, type Retention, retentionOf, termOf } from '../domain/retention.ts';
import { rightsFor } from '../domain/eligibility.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../shell/frame/runtime-context.tsx';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type { Register } from './queries.ts';
import type texts from './texts.json';

type Category = Schemas['Category'];
type Rule = Schemas['RetentionRule'];

/** Labels of ids, from the register's own lists; an id without one shows itself. */
export function labelsOf(items: readonly { id: string; label: string }[], ids: readonly string[]): string[] {
  const byId = new Map(items.map(item => [item.id, item.label]));
  return ids.map(id => byId.get(id) ?? id);
}

/** A company: its name, for which service, and its country, as far as they are known. */
export const companyLine = ({ name, what, country }: Schemas['Company']): string =>
  [name, what, country].filter(Boolean).join(', ');

/** Where and when data was read, in words; the name of the table, which is for programs, is small after it. */
export function ReadTerm({
  system,
  table,
  readAt,
}: {
  system: string;
  table: string | undefined;
  readAt: string;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  return (
    <>
      <span className="term">{t('field.read', { system, at: format.dateTime(readAt) })}</span>
      {table === undefined ? null : <span className="term">{t('field.table', { table })}</span>}
    </>
  );
}

/** Systems by what they are for, with what each is called itself small beside it. */
export function SystemNames({
  ids,
  register,
  gap = false,
}: {
  ids: readonly string[];
  register: Register;
  /** Whether the policy does not say where the data is kept. */
  gap?: boolean;
}) {
  return ids.map((id, index) => {
    const system = register.systems.find(one => one.id === id);
    return (
      <span key={id} className="item">
        <span>{system?.label ?? id}</span>
        {system?.term === undefined ? null : (
          <>
            <span> </span>
            <span className="term system-term" translate="no">
              {system.term}
            </span>
          </>
        )}
        {gap && index === ids.length - 1 ? <GapMark /> : null}
      </span>
    );
  });
}

/**
 * What is said of a category with systems that are not connected: that it cannot be shown, or for which systems the rest
 * speaks; undefined when all are connected.
 */
export function useNotConnectedText(register: Register) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  return (category: Category): string | undefined => {
    const { notConnected, records } = category;
    if (notConnected === undefined) return undefined;
    const state = records === undefined ? 'none' : isUnknown(category) ? 'unknown' : 'held';
    const systems = format.list(labelsOf(register.systems, notConnected));
    return t(`notConnected.${state}`, { n: notConnected.length, systems });
  };
}

/** «3 месяца», «1 неделя»: a period in words. */
export function usePeriod() {
  const t = useTexts<typeof texts>('register');
  return (period: { years: number; months: number; weeks: number; days: number }) =>
    t('period', { ...period }).trim();
}

/** The retention as one short line: the date, or that it is unknown. */
export function useRetentionLine() {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  return (rule: Rule, start?: string) => {
    const retention = retentionOf(rule, start);
    return retention.state === 'computed'
      ? t('retention.computed', { date: format.date(retention.keptUntil ?? retention.date) })
      : rule.label;
  };
}

/**
 * What a row of the list says of a record's term: `until` in the one style of its column, also when the term is over;
 * `kept` when it is kept longer, and why; its term is the day of the review then. `usual` is said of a record without a
 * rule of its own.
 */
export function useTermLine() {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const today = moscowDate(useSession().now);
  return (item: Schemas['Record'], usual = ''): { until: string; kept?: string } => {
    const term = termOf(item, today);
    const reviewAt = item.hold?.reviewAt;
    const until =
      reviewAt !== undefined
        ? t('retention.held', { date: format.dayMonthYear(reviewAt) })
        : term.date === undefined || term.kept !== undefined
          ? (item.retention?.label ?? usual)
          : t(term.over ? 'retention.over' : 'retention.computed', { date: format.dayMonthYear(term.date) });
    return { until, ...(term.kept === undefined ? {} : { kept: t('field.hold', { reason: term.kept }) }) };
  };
}

/** Why a value or a record is kept longer, since when, and when that is reviewed. */
export function useHoldLine() {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  return ({ since, reason, reviewAt }: Schemas['Hold']): string =>
    [
      t('hold.since', { since: format.date(since), reason }),
      ...(reviewAt === undefined ? [] : [t('hold.review', { date: format.date(reviewAt) })]),
    ].join(' ');
}

/** Marks what the policy leaves open, quietly: what exactly is said once a page, see Gaps.tsx. */
export function GapMark() {
  const t = useTexts<typeof texts>('register');
  return (
    <>
      <span aria-hidden="true" className="term gap-mark">
        *
      </span>
      <span className="sr">{` (${t('silent')})`}</span>
    </>
  );
}

/**
 * The retention: the date with its formula, or what is missing to compute it. `brief` only marks a term that the policy does not state, where the page explains it in one place.
 */
export function RetentionFact({
  rule,
  start,
  brief = false,
}: {
  rule: Rule;
  start?: string | undefined;
  brief?: boolean;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const today = moscowDate(useSession().now);
  const period = usePeriod();
  const missing = useMissingLabels();
  const retention: Retention = retentionOf(rule, start);
  if (brief && retention.state === 'missing' && isGap(rule.fact))
    return (
      <>
        <span>{rule.label}</span>
        <GapMark />
      </>
    );
  return (
    <>
      {retention.state === 'computed' ? (
        <>
          <span>
            {t(retention.date < today ? 'retention.over' : 'retention.computed', {
              date: format.date(retention.date),
            })}
          </span>
          <span className="term">
            {t('retention.formula', {
              event: rule.startsAt?.label ?? '',
              start: format.dayMonthYear(retention.start),
              period: period(retention.period),
            })}
          </span>
          {retention.keptUntil === undefined ? null : (
            <span className="term">{t('retention.kept', { date: format.date(retention.keptUntil) })}</span>
          )}
        </>
      ) : (
        <>
          <span>{rule.label}</span>
          <span className="term">{missing(rule, retention.missing)}</span>
        </>
      )}
      {rule.note === '' ? null : <span className="term">{rule.note}</span>}
      {rule.url === undefined ? null : (
        <span className="term">
          <OutLink href={rule.url}>{t('retention.link')}</OutLink>
        </span>
      )}
    </>
  );
}

type Missing = Extract<Retention, { state: 'missing' }>['missing'];

/** Why there is no date. */
function useMissingLabels(): (rule: Rule, missing: Missing) => string {
  const t = useTexts<typeof texts>('register');
  const period = usePeriod();
  return (rule, missing) => {
    if (rule.kind === 'while-contract-plus-law' && missing !== 'law') return t('retention.missing.byYear');
    if (missing !== 'start') return t(`retention.missing.${missing}`);
    const parsed = periodOf(rule.period ?? '');
    return t('retention.missing.start', {
      period: parsed === undefined ? '' : period(parsed),
      event: rule.startsAt?.label ?? '',
    });
  };
}

/** Begins with a capital letter. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface RightsProps {
  category: Category;
  register: Register;
}

/** The rights that fit this kind of data, each with a link to its request; portability has a link to the copy. */
export function RightLinks({ category, register }: RightsProps) {
  const t = useTexts<typeof texts>('register');
  return rightsFor(category.id, processingOf(category, register))
    .filter(state => state.fits !== 'none')
    .map(({ right }, index) => (
      <span key={right}>
        {index > 0 ? <span>, </span> : null}
        <PageLink
          to={
            // A copy of what the customer has provided gives it at once, without a request.
            right === 'portability'
              ? paths.newExport({ category: category.id, provided: '1', scope: register.scope })
              : paths.newRequest(right, { category: category.id })
          }
        >
          <span>{t(`right.${right}`)}</span>
          <span className="sr">{`: ${category.label}`}</span>
        </PageLink>
      </span>
    ));
}

/** Which rights fit this kind of data; and which usually do not, and why. */
export function RightsFact({ category, register }: RightsProps) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const unfit = rightsFor(category.id, processingOf(category, register)).filter(
    state => state.fits === 'none',
  );
  return (
    <>
      <RightLinks category={category} register={register} />
      {unfit.length === 0 ? null : (
        <span className="term">
          {sentence(
            t('rights.unfit', { rights: format.list(unfit.map(({ right }) => t(`right.${right}`))) }),
          )}
        </span>
      )}
    </>
  );
}

/** Category × purpose × basis, as the domain's rules take it. */
export function processingOf(category: Category, register: Register) {
  return register.purposes
    .filter(purpose => category.purposes.includes(purpose.id))
    .map(purpose => ({
      category: category.id,
      purpose: purpose.id,
      basis: purpose.basis,
      providedByCustomer: category.providedByCustomer,
    }));
}
