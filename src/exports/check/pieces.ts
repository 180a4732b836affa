/** A piece of a text file as far as whole lines go, and where the next one begins (bytes from the file's start). */
export interface TextPiece {
  text: string;
  next: number;
}

const NEWLINE = 10;

/**
 * The text of a piece of bytes that begins at `from`: it ends with a line, unless it is the last one or a line is longer
 * than the piece; a letter that the piece ends in the middle of is left to the next.
 */
export function textOf(bytes: Uint8Array, from: number, last: boolean): TextPiece {
  let end = bytes.length;
  if (!last) {
    const line = bytes.lastIndexOf(NEWLINE);
    if (line >= 0) end = line + 1;
    else {
      // Back to the first byte of the letter at the end, when the letter is not whole.
      let start = end - 1;
      while (start > 0 && end - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
      const lead = bytes[start] ?? 0;
      const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
      if (start + length > end) end = start;
    }
  }
  return { text: new TextDecoder().decode(bytes.subarray(0, end)), next: from + end };
}

/** The rows of a CSV text with semicolons, as the copy writes them (RFC 4180 quoting). */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ';') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
