import type { components } from '../../src/api/generated/schema.ts';
import { citation } from '../../src/domain/citations.ts';
import { categoryLabel, isComputerSystem, systemLabel } from '../policy/catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import { CATEGORIES } from '../policy/tables.ts';
import { seesCategory } from '../register/visibility.ts';
import { countText, inside, momentText, t } from '../text.ts';
import { type Caller, type CategoryContent, type HiddenValues, takesFiles } from './content.ts';
import type { ExportSpec, MissingSystem } from '../exports/state.ts';

type Export = components['schemas']['Export'];

/** Why the data of a system is not in a copy. */
export const missingReason = ({ notConnected }: { readonly notConnected?: true | undefined }): Text =>
  notConnected === true
    ? t(
        'Система не подключена: что в ней есть, показать нельзя.',
        'This system is not connected, so what it holds cannot be shown.',
      )
    : t(
        'Система не ответила. Соберите только её ещё раз.',
        'This system did not respond. You can collect just this one again.',
      );

/** What is left out, and why: everything that is missing is named. `hidden`: values the role does not see; `missing`: systems that did not answer or are not connected, at all or for some categories. */
export const excludedFrom = (
  caller: Pick<Caller, 'me'>,
  spec: ExportSpec,
  hidden: readonly HiddenValues[],
  missing: readonly MissingSystem[],
  lang: Lang,
): Export['excluded'] => {
  const out: Export['excluded'] = [];
  const add = (what: string, reason: Text) => out.push({ what, reason: reason[lang] });
  for (const row of CATEGORIES.filter(
    one => spec.categories.includes(one.id) && !seesCategory(one, caller).visible,
  )) {
    add(row.label[lang], t('Для вашей роли эти данные скрыты.', 'Your role does not let you see this data.'));
  }
  const seen = CATEGORIES.filter(one => seesCategory(one, caller).visible);
  const rest = seen.filter(one => !spec.categories.includes(one.id));
  if (rest.length > 0) {
    const chosen = seen.length - rest.length;
    add(
      t('Другие виды данных', 'Other kinds of data')[lang],
      t(
        `Вы выбрали ${chosen} из ${seen.length}. Не вошли: ${rest.map(one => inside(one.label.ru)).join(', ')}.`,
        `You chose ${chosen} of ${seen.length}. Left out: ${rest.map(one => inside(one.label.en)).join(', ')}.`,
      ),
    );
  }
  for (const { category, fields } of hidden) {
    if (fields.length > 0)
      add(
        `${categoryLabel(category, lang)}: ${fields.map(({ label }) => inside(label[lang])).join(', ')}`,
        t('Для вашей роли эти значения скрыты.', 'Your role does not let you see these details.'),
      );
  }
  for (const system of missing) {
    const { id, categories } = system;
    if (categories === undefined) add(systemLabel(id, lang), missingReason(system));
    else
      add(
        `${systemLabel(id, lang)}: ${categories.map(one => inside(categoryLabel(one, lang))).join(', ')}`,
        t(
          'Эти данные системы не подключены: что в ней есть, показать нельзя.',
          'These data of the system are not connected, so what it holds cannot be shown.',
        ),
      );
  }
  if (spec.after !== undefined) {
    const { ru, en } = momentText(spec.after);
    add(
      t('Более ранние записи', 'Earlier records')[lang],
      t(
        `Вы просили только новое: здесь записи позже ${ru}. Остальные в прежней копии.`,
        `You asked only for what is new: this copy has records after ${en}. The others are in your earlier copy.`,
      ),
    );
  }
  for (const { specials } of seen.filter(one => spec.categories.includes(one.id)))
    for (const { kind, label } of specials)
      if (kind !== undefined && spec.leftOut?.includes(kind) === true)
        add(label[lang], t('Вы просили их не включать.', 'You asked to leave them out.'));
  if (spec.categories.includes('correspondence') && !spec.includeCorrespondence) {
    add(
      t('Текст переписки', 'Text of correspondence')[lang],
      t(
        'В копии даты, каналы и темы. Текст входит только с вашим согласием.',
        'The copy has dates, channels and subjects. We include the text only with your consent.',
      ),
    );
  }
  if (spec.categories.includes('materials')) {
    add(
      t('Содержимое серверов', 'Contents of your servers')[lang],
      t(
        'Файлы лежат на ваших серверах, здесь только их число и объём.',
        'The files are on your servers. The copy only has their number and size.',
      ),
    );
  }
  if (spec.categories.includes('recordings')) {
    add(
      t('Звук записей', 'Audio of call recordings')[lang],
      t(
        'Записи выдаёт сотрудник по обращению: на них голоса других людей.',
        'Send a request to get recordings from our staff: they contain other people’s voices.',
      ),
    );
  }
  for (const { id, label, systems } of seen) {
    const onPaper = systems.find(system => !isComputerSystem(system));
    if (spec.categories.includes(id) && onPaper !== undefined)
      add(
        `${label[lang]}: ${systemLabel(onPaper, lang)}`,
        t(
          'Бумага остаётся в архиве, здесь записи о документах. Бумажную копию можно попросить обращением.',
          'The papers stay in our archive; the copy has the records about them. Send a request to get a copy on paper.',
        ),
      );
  }
  if (spec.categories.includes('correspondence')) {
    const [what, reason] = attachmentsLeftOut(spec);
    add(what[lang], reason);
  }
  return out;
};

const attachmentsLeftOut = (spec: ExportSpec): [what: Text, reason: Text] => {
  const all = t('Вложения писем', 'Email attachments');
  // The choice is offered only together with the text: what was not offered is not reported as «you did not choose».
  if (!spec.includeCorrespondence) {
    return [
      all,
      t(
        'Они часть переписки и входят только вместе с её текстом, то есть с вашим согласием.',
        'They are part of the correspondence. We include them only with its text, which means with your consent.',
      ),
    ];
  }
  if (!takesFiles(spec)) return [all, t('Вы их не выбрали.', 'You did not select them.')];
  return [
    t('Вложения писем, которые написали не вы', 'Attachments to emails you did not write'),
    t(
      'Их выдаёт сотрудник после проверки: в них могут быть данные других людей. Файлы из ваших писем вошли.',
      'Our staff provide these after checking them, because they may contain other people’s data. Files from your own emails are included.',
    ),
  ];
};

/** The data of other people is not handed out with one’s own. */
const OTHERS = { law: '152-ФЗ', article: 'ст. 14 ч. 2' };
const NAMES: Text = t(
  `Часть скрыта: в ней данные других людей (${citation(OTHERS, 'ru')}).`,
  `Part of it is hidden because it contains other people’s data (${citation(OTHERS, 'en')}).`,
);
const TEXTS: Text = t(
  `Имена и телефоны других людей в тексте скрыты (${citation(OTHERS, 'ru')}). Целиком текст выдаёт сотрудник после проверки.`,
  `Other people’s names and phone numbers in the text are hidden (${citation(OTHERS, 'en')}). Our staff can provide the full text after checking it.`,
);

/** What is hidden inside, by kind of data and reason: data of other people. `missing`: systems whose data is not in. */
export const maskedIn = (
  content: readonly Pick<CategoryContent, 'id' | 'bySystem'>[],
  lang: Lang,
  missing: readonly MissingSystem[] = [],
): Export['masked'] =>
  content.flatMap(({ id, bySystem }) => {
    const brought = [...bySystem].filter(
      ([system]) => !missing.some(one => one.id === system && one.categories === undefined),
    );
    const sum = (count: 'names' | 'texts'): number =>
      brought.reduce((total, [, counts]) => total + counts[count], 0);
    const row = (count: number, what: Text, reason: Text) =>
      count === 0 ? [] : [{ what: `${categoryLabel(id, lang)}: ${what[lang]}`, count, reason: reason[lang] }];
    const [names, texts] = [sum('names'), sum('texts')];
    return [
      ...row(
        names,
        countText(
          names,
          ['имя другого человека или фирмы', 'имени других людей и фирм', 'имён других людей и фирм'],
          ['name of another person or firm', 'names of other people and firms'],
        ),
        NAMES,
      ),
      ...row(
        texts,
        countText(
          texts,
          ['текст, где есть другой человек', 'текста, где есть другие люди', 'текстов, где есть другие люди'],
          ['text that speaks of another person', 'texts that speak of other people'],
        ),
        TEXTS,
      ),
    ];
  });
