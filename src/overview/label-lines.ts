/** Room beside the picture for the labels of its first and last column, in units of the picture. */
export const SIDE = 210;
/** Letters in a line of a label: so many of the widest usual font (8.4 units each at 13) fit into the room. */
export const LINE = 22;

/** A label in lines that stay inside the picture, broken between words. */
export const linesOf = (label: string): string[] => {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};
