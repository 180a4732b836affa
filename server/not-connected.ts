import type { MailingSystem, PanelGrants } from '../core/ports.ts';

/** The mailing system until one is connected: no email is known to be planned. */
export const mailingSystem: MailingSystem = { nextPlanned: () => undefined };

/** The panel until one gives its sessions, tokens and tools: none is known. */
export const panelGrants: PanelGrants = { list: async () => undefined, end: async () => undefined };
