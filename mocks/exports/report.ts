import type { components } from '../../src/api/generated/schema.ts';
import { categoryLabel, systemLabel } from '../catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import { CATEGORIES } from '../register/data/categories.ts';
import { fieldsOf } from '../register/fields.ts';
import { type Caller, seesCategory } from '../register/handlers.ts';
import { countText, inside, t } from '../words.ts';
import { type CategoryContent, takesFiles } from './content.ts';
import type { ExportSpec } from './state.ts';

type Export = components['schemas']['Export'];

/** What is left out, and why: nothing is missing in silence. `missing`: systems that did not answer. */
export const excludedFrom = (
  caller: Caller,
  spec: ExportSpec,
  missing: readonly string[],
  lang: Lang,
): Export['excluded'] => {
  const out: Export['excluded'] = [];
  const add = (what: string, reason: Text) => out.push({ what, reason: reason[lang] });
  for (const row of CATEGORIES.filter(
    one => spec.categories.includes(one.id) && !seesCategory(one, caller).visible,
  )) {
    add(row.label[lang], t('Для вашей роли эти данные скрыты.', 'This data is hidden for your role.'));
  }
  for (const row of CATEGORIES.filter(
    one => spec.categories.includes(one.id) && seesCategory(one, caller).visible,
  )) {
    const hidden = fieldsOf(row.id, caller.me, caller.db.seededAt).filter(
      ({ visibleTo }) => visibleTo !== undefined,
    );
    if (hidden.length > 0)
      add(
        `${row.label[lang]}: ${hidden.map(({ label }) => inside(label[lang])).join(', ')}`,
        t('Для вашей роли эти значения скрыты.', 'These details are hidden for your role.'),
      );
  }
  for (const system of missing) {
    add(
      systemLabel(system, lang),
      t(
        'Система не ответила. Соберите только её ещё раз.',
        'The system did not answer. Collect only it once more.',
      ),
    );
  }
  if (spec.categories.includes('correspondence') && !spec.includeCorrespondence) {
    add(
      t('Текст переписки', 'Text of correspondence')[lang],
      t(
        'В копии даты, каналы и темы. Текст входит только с вашим согласием.',
        'The copy holds dates, channels and subjects. The text goes in only with your consent.',
      ),
    );
  }
  if (spec.categories.includes('materials')) {
    add(
      t('Содержимое серверов', 'Content of servers')[lang],
      t(
        'Файлы лежат на ваших серверах, здесь только их число и объём.',
        'The files are on your servers; only count and size are here.',
      ),
    );
  }
  if (spec.categories.includes('recordings')) {
    add(
      t('Звук записей', 'Audio of recordings')[lang],
      t(
        'Записи выдаёт сотрудник по обращению: на них голоса других людей.',
        'The staff gives recordings on request: other people’s voices are on them.',
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
  const all = t('Вложения писем', 'Attachments of letters');
  // The choice is offered only together with the text: of what was not offered nobody is told «you did not choose».
  if (!spec.includeCorrespondence) {
    return [
      all,
      t(
        'Они часть переписки и входят только вместе с её текстом, то есть с вашим согласием.',
        'They are part of the correspondence and go in only with its text, that is with your consent.',
      ),
    ];
  }
  if (!takesFiles(spec)) return [all, t('Вы их не выбрали.', 'You did not choose them.')];
  return [
    t('Вложения писем, которые написали не вы', 'Attachments of letters you did not write'),
    t(
      'Их выдаёт сотрудник после проверки: в них могут быть данные других людей. Файлы из ваших писем вошли.',
      'The staff gives them after a check: they may hold data of other people. Files of your own letters are in.',
    ),
  ];
};

const NAMES: Text = t(
  'Часть скрыта: в ней данные других людей (152-ФЗ ст. 14 ч. 2).',
  'Part of it is hidden: it holds data of other people (152-ФЗ art. 14 pt. 2).',
);
const TEXTS: Text = t(
  'Имена и телефоны других людей в тексте скрыты (152-ФЗ ст. 14 ч. 2). Целиком текст выдаёт сотрудник после проверки.',
  'Names and phones of other people in the text are hidden (152-ФЗ art. 14 pt. 2). The staff gives the whole text after a check.',
);

/** What is hidden inside, by kind of data and reason: data of other people. `missing`: systems whose data is not in. */
export const maskedIn = (
  content: readonly CategoryContent[],
  lang: Lang,
  missing: readonly string[] = [],
): Export['masked'] =>
  content.flatMap(({ id, bySystem }) => {
    const brought = [...bySystem].filter(([system]) => !missing.includes(system));
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
