/** The path of a browser of the system, or undefined. */
export function findBrowser(): string | undefined;
/** Makes sure there is a browser to test in. */
export function ensureBrowser(): Promise<void>;
