/** The path of a browser of the system, or undefined. `whole`: the one that people use, not the shell. */
export function findBrowser(options?: { whole?: boolean }): string | undefined;
/** Makes sure there is a browser to test in. */
export function ensureBrowser(): Promise<void>;
