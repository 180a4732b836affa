/** Fetches a file of the build, and all it imports, at once. @throws TypeError when one is not what was built */
export type Preload = (url: string) => Promise<void>;

let preload: Preload = () => Promise.resolve();

/** The entry says how files are fetched ahead. */
export function setPreload(by: Preload): void {
  preload = by;
}

/**
 * What the build writes around every `import()`.
 * @param files the file it imports, relative to `from`
 */
export async function importWith<Module>(
  load: () => Promise<Module>,
  files: readonly string[] = [],
  from: string,
): Promise<Module> {
  await Promise.all(files.map(file => preload(new URL(file, from).href)));
  return load();
}
