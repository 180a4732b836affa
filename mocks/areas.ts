import { consentsHandlers } from './consents/handlers.ts';
import { seedConsents } from './consents/seed.ts';
import type { ConsentsSlice } from './consents/state.ts';
import { exportsHandlers } from './exports/handlers.ts';
import { seedExports } from './exports/seed.ts';
import type { ExportsSlice } from './exports/state.ts';
import { mailingsHandlers } from './mailings/handlers.ts';
import { seedMailings } from './mailings/seed.ts';
import type { MailingsSlice } from './mailings/state.ts';
import { requestsHandlers } from './requests/handlers.ts';
import { seedRequests } from './requests/seed.ts';
import type { RequestsSlice } from './requests/state.ts';
import { rightsHandlers } from './rights/handlers.ts';
import { unsubscribeHandlers } from './unsubscribe/handlers.ts';

/** The slices of the areas a customer acts in. */
export type AreaState = ConsentsSlice & ExportsSlice & MailingsSlice & RequestsSlice;

/** The seeds of these areas, all dates relative to `seededAt`. */
export const seedAreas = (seededAt: string): AreaState => ({
  ...seedConsents(seededAt),
  ...seedExports(seededAt),
  ...seedMailings(seededAt),
  ...seedRequests(seededAt),
});

/** The handlers of these areas. */
export const areaHandlers = {
  ...consentsHandlers,
  ...exportsHandlers,
  ...mailingsHandlers,
  ...requestsHandlers,
  ...rightsHandlers,
  ...unsubscribeHandlers,
};
