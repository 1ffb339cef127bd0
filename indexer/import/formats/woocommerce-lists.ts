/** A part between quotes, or one that goes on behind a comma that is written '\,'. */
const PART = /(?<=^|,)\s*"(?:[^"]|"")*"\s*(?=,|$)|(?:\\,|[^,])+/g;

/** Lists are divided by commas; a comma that belongs to a value is written '\,', or the value stands between quotes. */
export function splitList(cell: string): string[] {
  return (cell.match(PART) ?? []).map(plainPart).filter((part) => part !== '');
}

function plainPart(part: string): string {
  const text = part.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text.replaceAll('\\,', ',');
}

/**
 * The same of photos, whose names may have commas that nobody marked: one behind which the name goes on at once divides
 * nothing when there is no file ending before it.
 */
export function splitImages(cell: string): string[] {
  const images: string[] = [];
  for (const part of cell.match(PART) ?? []) {
    const before = images.at(-1) ?? '';
    const goesOn =
      /^[^\s"]/.test(part) && !/^(?:https?:)?\/\//i.test(part) && !/\.[a-z]{3,5}(?:[?#].*)?$/i.test(before);
    if (before !== '' && goesOn) images[images.length - 1] = `${before},${plainPart(part)}`;
    else images.push(plainPart(part));
  }
  return images.filter((image) => image !== '');
}
