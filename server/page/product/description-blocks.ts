/** A part of a description as it is shown: the lines of a paragraph, or the points of a list. */
export interface DescriptionBlock {
  readonly kind: 'paragraph' | 'list';
  readonly lines: readonly string[];
}

const POINT = /^[-–•*·]\s+(.*)$/u;

/**
 * Reads a plain text as its author laid it out: an empty line parts paragraphs, '- ' begins a point of a list, any other
 * line break stays one. Points with empty lines between them are one list.
 */
export function descriptionBlocks(text: string): DescriptionBlock[] {
  const blocks: { kind: DescriptionBlock['kind']; lines: string[] }[] = [];
  let isParted = false;
  for (const line of text.split(/\r?\n/u).map((written) => written.trim())) {
    if (line !== '') {
      const point = POINT.exec(line)?.[1];
      const kind = point === undefined ? 'paragraph' : 'list';
      const last = blocks.at(-1);
      if (last?.kind === kind && (kind === 'list' || !isParted)) last.lines.push(point ?? line);
      else blocks.push({ kind, lines: [point ?? line] });
    }
    isParted = line === '';
  }
  return blocks;
}
