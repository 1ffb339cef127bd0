import { existsSync } from 'node:fs';

/**
 * The file of a photo that was named on the command line, in whatever spelling.
 * @throws NotFoundError, with a near name where there is one
 */
export async function photoArgument(path: string): Promise<string> {
  if (existsSync(path)) return path;
  const { photoNamed } = await import('../indexer/index.js'); // it takes a while to load, and is seldom needed
  return photoNamed(path);
}
