/**
 * Edits that turn one word into another: a letter inserted, deleted or exchanged, or two neighbours swapped, no letter
 * edited twice (Damerau 1964; the 'optimal string alignment' form).
 *
 *         ''  s  h  o  e
 *     ''   0  1  2  3  4
 *     s    1  0  1  2  3
 *     o    2  1  1  1  2     row by row, only `most` cells to each side of the diagonal
 *     e    3  2  2  2  1
 *
 * @param most where to give up
 * @returns the number of edits, or most + 1 when there are more
 */
export function damerauLevenshtein(a: string, b: string, most = Math.max(a.length, b.length)): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let twoAbove = new Uint8Array(b.length + 1);
  let above = Uint8Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, most + 1));
  let row = new Uint8Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row.fill(most + 1);
    if (i <= most) row[0] = i;
    let least = row[0];
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(above[j - 1] + (isSame ? 0 : 1), above[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, twoAbove[j - 2] + 1);
      row[j] = Math.min(edits, most + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    [twoAbove, above, row] = [above, row, twoAbove];
  }
  return above[b.length];
}
