import { preloadable } from '../../shell/kit/preloadable.tsx';

/** A text to the staff; its form is fetched when one may be written. */
export const WriteForm = preloadable(async () => (await import('./WriteForm.tsx')).default);
