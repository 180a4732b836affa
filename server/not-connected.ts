import type { MailingSystem } from '../core/ports.ts';

/** The mailing system until one is connected: no email is known to be planned. */
export const mailingSystem: MailingSystem = { nextPlanned: () => undefined };
