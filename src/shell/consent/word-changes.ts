/** A run of words that both texts have, or only one of them. */
export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A text in pieces: each word with the spaces behind it. */
const piecesOf = (text: string): string[] => [...text.matchAll(/\S+\s*/g)].map(([word]) => word);

/**
 * What became of a text, word by word: the longest sequence of words that both texts have is left as it is. Spaces belong to the
 * word before them. Time and memory grow with the product of the two word counts, so it is for texts of a page or less.
 */
export function wordChanges(before: string, after: string): WordRun[] {
  const [a, b] = [piecesOf(before), piecesOf(after)];
  const isSame = (i: number, j: number): boolean => a[i]?.trim() === b[j]?.trim();
  // length[i][j]: how many words the rests of both texts have in common, from these places on.
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row !== undefined)
        row[j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const runs: { kind: WordRun['kind']; text: string }[] = [];
  const add = (kind: WordRun['kind'], word: string | undefined): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += word ?? '';
    else runs.push({ kind, text: word ?? '' });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && isSame(i, j)) {
      // At the end of one text a word has no space behind it.
      add('same', (a[i]?.length ?? 0) > (b[j]?.length ?? 0) ? a[i] : b[j]);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) add('removed', a[i++]);
    else add('added', b[j++]);
  }
  return runs;
}
