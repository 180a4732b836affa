import { moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import type { MailingSystem } from '../../core/ports.ts';

/** Days until the next email of a topic. */
const NEXT_IN_DAYS: Readonly<Record<string, number>> = { promotions: 19, renewals: 33 };

/** The invented plans of the mailing system. */
export const mailingSystem: MailingSystem = {
  nextPlanned: (topic, now) => {
    const days = NEXT_IN_DAYS[topic];
    return days === undefined ? undefined : addDays(moscowDate(now), days);
  },
};
