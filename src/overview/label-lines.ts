/** The width for the labels of the first and last column, in units of the picture. */
export const SIDE = 210;
/** Characters per line. A character of the widest usual font is 8.4 units at size 13, so 22 of them fit into `SIDE`. */
export const LINE = 22;

/** Breaks a label between words into lines of at most `LINE` characters. */
export const linesOf = (label: string): string[] => {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};
