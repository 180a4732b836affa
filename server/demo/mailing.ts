import type { Pool } from 'pg';
import { permitLetters } from '../../core/staff/letters.ts';
import { postgresGate, type LetterGateParts } from '../letters/gate.ts';
import { openPool } from '../postgres/pool.ts';
import type { CaughtMail } from './caught-mail.ts';

/** What the mailing is sent with. */
export interface DemoMailingOptions extends Omit<LetterGateParts, 'pool'> {
  /** Address of the database with the role of the staff, which the gate asks with. */
  readonly databaseUrl: string;
  /** Connections of an administrator: the mailing system has everybody's address. */
  readonly admin: Pool;
  readonly mail: CaughtMail;
  readonly now: Date;
}

/** One mailing, named by its id: the gate knows it again. */
const MAILING = {
  id: 'demo-backups',
  topic: 'promotions',
  subject: { ru: 'Резервные копии со скидкой', en: 'Discount on backups' },
};

const textFor = (link: string): string =>
  `Здравствуйте!\n\nДо конца месяца резервные копии серверов стоят на треть меньше.\n\nОтписаться от таких писем одним нажатием: ${link}\n`;

const htmlFor = (link: string): string =>
  `<p>Здравствуйте!</p><p>До конца месяца резервные копии серверов стоят на треть меньше.</p><p><a href="${link}">Отписаться от таких писем</a></p>`;

/**
 * Stands for the operator's mailing system: asks the letter gate whom a mailing may go to, and sends it to these alone, each with
 * the link to opt out. A mailing that was sent by an earlier start is not sent again.
 */
export async function sendDemoMailing({ databaseUrl, admin, mail, now, ...parts }: DemoMailingOptions) {
  if ((await mail.list()).some(({ subject }) => subject === MAILING.subject.ru)) return;
  const { rows } = await admin.query<{ email: string }>(
    'select email from privacy.directory_people where email is not null order by email limit 1000',
  );
  const pool = openPool({ connectionString: databaseUrl, max: 1 }, () => undefined);
  try {
    const gate = postgresGate({ ...parts, pool });
    const addresses = rows.map(({ email }) => email);
    const { items } = await permitLetters(gate, { ...MAILING, addresses }, now);
    for (const one of items) {
      if (one.result !== 'allowed' || one.token === undefined) continue;
      const link = gate.linkOf(one.token);
      await mail.send({
        messageId: `${MAILING.id}-${one.address}`,
        to: one.address,
        subject: MAILING.subject.ru,
        text: textFor(link),
        html: htmlFor(link),
      });
    }
  } finally {
    await pool.end();
  }
}
