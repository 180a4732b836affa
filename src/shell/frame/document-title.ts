/** The names of the pages on the screen, by the module that shows them: the one that was gone to last at the end. */
const names = new Map<object, string>();
/** The title as the host wants it, and as it was written here last. */
let hostTitle = '';
let written: string | undefined;

function write(): void {
  // A title that is not what was written is a word of the host's, whenever it was said.
  if (document.title !== written) hostTitle = document.title;
  const name = [...names.values()].at(-1);
  written = name === undefined ? hostTitle : [name, hostTitle].filter(part => part !== '').join(' · ');
  document.title = written;
}

/**
 * Puts the name of a module's page before the host's title. Of several modules in a page the one that was gone to last
 * has the word; whichever goes, what is left is right.
 * @returns the way to take the name back.
 */
export function holdDocumentTitle(owner: object, name: string): () => void {
  names.delete(owner);
  names.set(owner, name);
  write();
  return () => {
    names.delete(owner);
    write();
  };
}
