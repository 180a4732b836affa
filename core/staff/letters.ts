import type { components } from '../generated/staff-schema.ts';
import { type Permission, permissionFor, type RejectionReason } from '../mailings/permission.ts';
import { topicOf } from '../mailings/topics.ts';
import type { LetterGate, PermittedAddress } from '../ports.ts';
import { recipientsOf } from '../mailings/notices.ts';
import type { NoticeKind } from '../mailings/state.ts';
import { problem } from '../problem.ts';

type Schema = components['schemas'];

const MINUTE_MS = 60_000;
/** How long an answer holds, minutes: an opt-out is obeyed after it at the latest (38-ФЗ ст. 18 requires «немедленно»). */
const HOLDS_MINUTES = 15;

/** Rejections that the person's own decision causes: they see that somebody tried. */
const WITHOUT_YES: ReadonlySet<RejectionReason> = new Set(['suppressed', 'objection', 'no-consent', 'off']);

/**
 * Which addresses a mailing may be sent to, in their order, each with its opt-out token and headers or with the reason why not.
 * @throws Problem `validation` for a topic that the policy lacks; `maintenance` while the gate cannot know a «no»
 */
export async function permitLetters(
  gate: LetterGate,
  { id, topic, subject, addresses }: Schema['Mailing'],
  now: Date,
): Promise<Schema['Permissions']> {
  const found = topicOf(topic);
  if (found === undefined)
    throw problem('validation', {
      errors: [{ pointer: '/topic', code: 'unknown', detail: 'Такой темы нет' }],
    });
  const facts = await gate.factsOf(topic, addresses);
  const seen = new Set<string>();
  const permissions = addresses.map((_, at): Permission => {
    const of = facts[at];
    if (of === undefined) return { allowed: false, reason: 'unknown' };
    if (seen.has(of.mailbox)) return { allowed: false, reason: 'duplicate' };
    seen.add(of.mailbox);
    return permissionFor(of);
  });
  const recipients = permissions.flatMap((permission, at): PermittedAddress[] =>
    permission.allowed ? [{ address: addresses[at] ?? '', userId: permission.userId }] : [],
  );
  const sendBy = new Date(now.getTime() + HOLDS_MINUTES * MINUTE_MS).toISOString();
  const mailing = {
    id,
    topic,
    subject: { ru: subject.ru, en: subject.en ?? subject.ru },
    why: found.why,
    at: now.toISOString(),
    sendBy,
  };
  const unwilling = permissions.flatMap((permission, at) =>
    !permission.allowed && WITHOUT_YES.has(permission.reason)
      ? (facts[at]?.people ?? []).map(({ userId }) => userId)
      : [],
  );
  if (unwilling.length > 0) await gate.registerRefused(mailing, [...new Set(unwilling)]);
  const tokens = await gate.register(mailing, recipients);
  const tokenOf = new Map(recipients.map(({ address }, at) => [address, tokens[at]]));
  return {
    sendBy,
    items: permissions.map((permission, at): Schema['AddressPermission'] => {
      const address = addresses[at] ?? '';
      if (!permission.allowed) return { address, result: 'refused', reason: permission.reason };
      const token = tokenOf.get(address);
      if (token === undefined) throw problem('internal');
      return {
        address,
        result: 'allowed',
        token,
        headers: {
          'List-Unsubscribe': `<${gate.linkOf(token)}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      };
    }),
  };
}

/**
 * Whom of an account a kind of service notice goes to.
 * @param account the id of the directory
 * @throws Problem `not-found` for an account without people; `maintenance` while the database does not answer
 */
export async function noticeRecipients(
  gate: LetterGate,
  account: string,
  kind: NoticeKind,
): Promise<Schema['NoticeRecipients']> {
  const members = await gate.noticeMembers(account, kind);
  const chosen = members.flatMap(one => (one.chosen ? [one.id] : []));
  const recipients = recipientsOf(chosen, members);
  if (recipients.length === 0) throw problem('not-found');
  return {
    chosen: chosen.length > 0,
    items: recipients.map(({ id, role, address }) => ({ person: id, role, address })),
  };
}
