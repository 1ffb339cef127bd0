/** Searches that are kept. */
const MOST = 8;

/** @returns the list with the words at its head, and once: their case and spaces make no other search of them */
export function withSearch(list: readonly string[], words: string): readonly string[] {
  const plain = words.trim().replace(/\s+/gu, ' ');
  return plain === '' ? list : [plain, ...withoutSearch(list, plain)].slice(0, MOST);
}

export function withoutSearch(list: readonly string[], words: string): readonly string[] {
  return list.filter((other) => other.toLowerCase() !== words.toLowerCase());
}

/** @param text as it was kept, or as anybody has left it there */
export function readSearches(text: string | null): readonly string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.filter((words): words is string => typeof words === 'string' && words.trim() !== '').slice(0, MOST);
  } catch {
    return [];
  }
}
