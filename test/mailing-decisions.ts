import fc from 'fast-check';
import {
  giveConsentTo,
  givenConsent,
  objectionOf,
  putObjection,
  withdrawGiven,
} from '../core/consents/model.ts';
import { switchTopics, undoChange, undoUntilOf } from '../core/mailings/model.ts';
import type { Unit } from '../core/ports.ts';

// Random sequences of what people, staff and imports do about mailings, with a model of who may be written to. The model is held
// against the rules of the core (core/mailings/permission.spec.ts) and against the letter gate on PostgreSQL (server/test/letters.spec.ts).

/** The topics of the sequences, which are all topics of the policy. */
export const MODEL_TOPICS = ['holidays', 'promotions', 'renewals', 'surveys'] as const;
const PEOPLE = [0, 1, 2] as const;
const MAILBOXES = [0, 1] as const;

/** One step. `topic` and `mailbox` are of no meaning for some kinds. */
export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly person: (typeof PEOPLE)[number];
  readonly topic: (typeof MODEL_TOPICS)[number];
  readonly mailbox: (typeof MAILBOXES)[number];
}

const KINDS = [
  /** The person turns a topic on in the account area, with their consent. */
  'turn-on',
  'turn-off',
  /** The person opts out by the link of an email that was permitted. */
  'one-click',
  /** The person undoes their last opt-out. */
  'undo',
  'withdraw',
  'object',
  'take-objection-back',
  'staff-off',
  /** Consent and switches come with an import. */
  'import',
  /** The directory has the person with this mailbox from now on. */
  'place',
  /** Everything of the person is deleted, in the directory as well. */
  'erase',
  /** The mailing system asks for the mailbox and sends. */
  'send',
] as const;

/** Sequences that begin with people who have mailboxes. */
export const sequences: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.constantFrom(...MAILBOXES),
    fc.array(
      fc.record({
        kind: fc.constantFrom(...KINDS),
        person: fc.constantFrom(...PEOPLE),
        topic: fc.constantFrom('promotions' as const, 'renewals' as const),
        mailbox: fc.constantFrom(...MAILBOXES),
      }),
      { minLength: 2, maxLength: 14 },
    ),
  )
  .map(([shared, steps]) => [
    ...PEOPLE.map((person): Step => ({
      kind: 'place',
      person,
      topic: 'promotions',
      mailbox: person === 2 ? 1 : person === 1 ? shared : 0,
    })),
    ...steps,
  ]);

/** What the sequences are done with. */
export interface MailingSystem {
  readonly now: Date;
  userId(person: number): string;
  /** A write of the customers' server. */
  customer(person: number, work: (unit: Unit) => void): Promise<void>;
  /** A write of staff or of an import. */
  others(person: number, work: (unit: Unit) => void): Promise<void>;
  place(person: number, mailbox: number): Promise<void>;
  erase(person: number): Promise<void>;
  /** Whether a mailbox may be written to; then an email with a token is put down. */
  send(mailbox: number, topic: string): Promise<boolean>;
}

interface ModelPerson {
  mailbox: number | undefined;
  consent: 'none' | 'given' | 'withdrawn';
  objects: boolean;
  readonly switches: Map<string, 'on' | 'off'>;
  /** Mailboxes to which emails of a topic went. */
  readonly sent: Set<number>;
  readonly sentTopics: Set<string>;
}

const stranger = (): ModelPerson => ({
  mailbox: undefined,
  consent: 'none',
  objects: false,
  switches: new Map(),
  sent: new Set(),
  sentTopics: new Set(),
});

/** Who may be written to, by nothing but what was done. */
export class MailingModel {
  readonly #people = PEOPLE.map(stranger);
  /** The last word of a person for a mailbox and a topic. */
  readonly #lastWord = new Map<string, 'no' | 'yes'>();

  person(index: number): ModelPerson {
    return this.#people[index] ?? stranger();
  }
  reset(index: number): void {
    this.#people[index] = stranger();
  }
  no(index: number, topics: readonly string[]): void {
    const { mailbox, sent } = this.person(index);
    for (const one of new Set([...sent, ...(mailbox === undefined ? [] : [mailbox])]))
      for (const topic of topics) this.#lastWord.set(`${one} ${topic}`, 'no');
  }
  yes(index: number, topic: string): void {
    const { mailbox } = this.person(index);
    if (mailbox !== undefined) this.#lastWord.set(`${mailbox} ${topic}`, 'yes');
  }
  /** Whether an email may go to the mailbox. */
  mayWrite(mailbox: number, topic: string): boolean {
    const here = this.#people.filter(one => one.mailbox === mailbox);
    const refuses = ({ objects, consent, switches }: ModelPerson): boolean =>
      objects || consent === 'withdrawn' || switches.get(topic) === 'off';
    return (
      this.#lastWord.get(`${mailbox} ${topic}`) !== 'no' &&
      !here.some(refuses) &&
      here.some(({ consent, switches }) => consent === 'given' && switches.get(topic) === 'on')
    );
  }
  /** The person who is written to: the first by id. */
  recipient(mailbox: number, topic: string): ModelPerson | undefined {
    return this.#people.find(
      one => one.mailbox === mailbox && one.consent === 'given' && one.switches.get(topic) === 'on',
    );
  }
}

const NAME = 'Лесная Вера Павловна';

/** Does a step with the system, and notes in the model what it means. @returns what the two say about a mailbox that is sent to */
export async function take(
  step: Step,
  system: MailingSystem,
  model: MailingModel,
): Promise<{ sent: boolean; mayWrite: boolean } | undefined> {
  const { kind, person: index, topic, mailbox } = step;
  const { now } = system;
  const userId = system.userId(index);
  const person = model.person(index);
  const me = { userId, accountId: 'acc-1', role: 'owner', jurisdiction: 'RU', name: NAME } as const;
  const isKnown = person.mailbox !== undefined;
  const switchAll = (to: 'off'): void => {
    for (const one of MODEL_TOPICS) if (person.switches.get(one) === 'on') person.switches.set(one, to);
  };
  switch (kind) {
    case 'turn-on': {
      if (!isKnown || person.objects) return undefined;
      await system.customer(index, ({ rows }) => {
        if (givenConsent(rows, userId, 'advertising') === undefined)
          giveConsentTo(rows, me, { purpose: 'advertising', fullName: NAME, form: 'electronic' }, now);
        switchTopics(rows, userId, [topic], 'on', { by: 'user', via: 'account' }, now);
      });
      person.consent = 'given';
      if (person.switches.get(topic) !== 'on') model.yes(index, topic);
      person.switches.set(topic, 'on');
      return undefined;
    }
    case 'turn-off':
    case 'one-click': {
      if (kind === 'turn-off' ? !isKnown : !person.sentTopics.has(topic)) return undefined;
      const via = kind === 'turn-off' ? ('account' as const) : ('one-click' as const);
      await system.customer(index, unit => {
        switchTopics(unit.rows, userId, [topic], 'off', { by: 'letter', via }, now);
        unit.optOut(userId, [topic]);
      });
      if (person.switches.get(topic) === 'on') person.switches.set(topic, 'off');
      model.no(index, [topic]);
      return undefined;
    }
    case 'undo': {
      const restored: string[] = [];
      await system.customer(index, ({ rows }) => {
        const last = rows.mailings.changes.findLast(one => one.userId === userId && one.undone !== true);
        if (last === undefined || undoUntilOf(rows, last, now) === undefined) return;
        restored.push(...Object.keys(last.before).filter(one => last.before[one] === 'on'));
        undoChange(rows, last, 'user', now);
      });
      for (const one of restored) {
        person.switches.set(one, 'on');
        model.yes(index, one);
      }
      return undefined;
    }
    case 'withdraw': {
      if (person.consent !== 'given') return undefined;
      await system.customer(index, unit => {
        const given = givenConsent(unit.rows, userId, 'advertising');
        if (given !== undefined) withdrawGiven(unit, given, now);
      });
      person.consent = 'withdrawn';
      switchAll('off');
      model.no(index, MODEL_TOPICS);
      return undefined;
    }
    case 'object': {
      if (person.objects) return undefined;
      await system.customer(index, ({ rows }) => putObjection(rows, userId, 'offers', 'accepted', now));
      person.objects = true;
      switchAll('off');
      model.no(index, MODEL_TOPICS);
      return undefined;
    }
    case 'take-objection-back': {
      await system.customer(index, ({ rows }) => {
        if (objectionOf(rows, userId, 'offers') !== undefined)
          putObjection(rows, userId, 'offers', 'none', now);
      });
      person.objects = false;
      return undefined;
    }
    case 'staff-off': {
      if (person.switches.get(topic) !== 'on') return undefined;
      await system.others(index, ({ rows }) => {
        switchTopics(rows, userId, [topic], 'off', { by: 'staff', via: 'staff' }, now);
      });
      person.switches.set(topic, 'off');
      model.no(index, [topic]);
      return undefined;
    }
    case 'import': {
      await system.others(index, ({ rows }) => {
        giveConsentTo(rows, me, { purpose: 'advertising', fullName: NAME, form: 'written' }, now);
        switchTopics(rows, userId, [topic], 'on', { by: 'system', via: 'import' }, now);
      });
      person.consent = 'given';
      person.switches.set(topic, 'on');
      return undefined;
    }
    case 'place':
      await system.place(index, mailbox);
      person.mailbox = mailbox;
      return undefined;
    case 'erase':
      await system.erase(index);
      model.reset(index);
      return undefined;
    case 'send': {
      const mayWrite = model.mayWrite(mailbox, topic);
      const recipient = model.recipient(mailbox, topic);
      const sent = await system.send(mailbox, topic);
      if (sent && recipient !== undefined) {
        recipient.sent.add(mailbox);
        recipient.sentTopics.add(topic);
      }
      return { sent, mayWrite };
    }
  }
}
