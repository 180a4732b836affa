/**
 * Loads a file of the build and all its imports in parallel. @throws TypeError when a file differs from what was built
 */
export type Preload = (url: string) => Promise<void>;

let preload: Preload = () => Promise.resolve();

/** Sets the preloader. The entry calls it after the import of the module. */
export function setPreload(by: Preload): void {
  preload = by;
}

/**
 * Preloads files before an `import()`. The build wraps every `import()` in a call of this function.
 * @param files the names of the imported files, relative to `from`
 */
export async function importPreloaded<Module>(
  load: () => Promise<Module>,
  files: readonly string[] = [],
  from: string,
): Promise<Module> {
  await Promise.all(files.map(file => preload(new URL(file, from).href)));
  return load();
}
