/** Characters of a file that a message may show. */
const MAX_EXCERPT = 40;

/** The beginning of a text from a file, on one line and without control characters, for a message. */
export function excerpt(text: string, length = MAX_EXCERPT): string {
  const line = text
    .slice(0, length * 8)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}\u2026`;
}
