import type { Box } from '../box.js';
import { UsageError } from '../errors.js';
import type { Photo } from '../image/transforms.js';
import { throwIfCancelled } from '../progress.js';
import { surfaceWords, tokenize } from '../text/normalize.js';
import { resolveWords } from '../text/resolve-words.js';
import { isStopWord } from '../text/stop-words.js';
import type { Vocabulary } from '../text/vocabulary.js';
import type { Detector } from './detection.js';

export interface GarmentQuestion {
  /** What the product's text says; without it, everything that is worn. */
  readonly words?: string | undefined;
  readonly limit: number;
  /** Of the twin model: words that it does not know are read as the nearest ones that it knows. */
  readonly vocabulary: Vocabulary;
  readonly signal?: AbortSignal | undefined;
}

/** A box with the name under which it was found. */
export interface NamedBox {
  readonly box: Box;
  /** 0 to 1 */
  readonly score: number;
  readonly label: string;
}

export interface GarmentAnswer {
  /** In pixels of the photo, surest first. */
  readonly boxes: readonly NamedBox[];
  /** Whatever a reader of the boxes must know, in whole sentences. */
  readonly warnings: readonly string[];
}

/** A photo with a shorter side shows nothing that could be told apart, in pixels. */
const SMALLEST_SIDE = 8;

/** Values of one channel that lie no further apart are one colour. */
const ONE_COLOUR = 3;

/** A best box that is less sure than this is more likely none, see the warnings. */
const DOUBTFUL = 0.2;

/**
 * Finds the garments of a photo, or the one that words describe. A photo in which there is nothing to be found and words
 * that nobody knows are answered by no boxes and the reason.
 * @throws UsageError for empty words; CancelledError
 */
export async function findGarments(
  detector: Pick<Detector, 'look'>,
  photo: Photo,
  question: GarmentQuestion,
): Promise<GarmentAnswer> {
  const { words, limit, signal, vocabulary } = question;
  const read = words === undefined ? undefined : readWords(words, vocabulary);
  if (read?.text === '') return { boxes: [], warnings: read.warnings };
  const reason = reasonToSeeNothing(photo);
  if (reason !== undefined) return { boxes: [], warnings: [reason] };
  throwIfCancelled(signal);
  const seen = await detector.look(photo);
  throwIfCancelled(signal);
  if (read === undefined) {
    const boxes = await seen.garments(limit);
    return { boxes, warnings: boxes.length > 0 ? [] : ['No garment was found in the photo.'] };
  }
  const [found] = await seen.find([read.text], limit);
  const boxes = found.map(({ box, score }) => ({ box, score, label: read.text }));
  return { boxes, warnings: [...read.warnings, ...doubts(boxes, read.text)] };
}

function doubts([best]: readonly NamedBox[], text: string): string[] {
  if (best === undefined) return [`Nothing in the photo looks like '${text}'.`];
  return best.score < DOUBTFUL ? [`Nothing in the photo looks much like '${text}': the boxes are guesses.`] : [];
}

/** A text as the detector gets it: '' when no word of it is known. */
interface ReadWords {
  readonly text: string;
  readonly warnings: readonly string[];
}

function readWords(words: string, vocabulary: Vocabulary): ReadWords {
  const text = words.trim();
  if (text === '') {
    throw new UsageError({
      field: 'text',
      reason: 'the text is empty',
      remedy: "say what to look for, 'black skirt', or leave the text out to find everything that is worn",
    });
  }
  if (isWhollyKnown(text, vocabulary)) return { text, warnings: [] };
  const { ids, corrections } = resolveWords(text, { vocabulary });
  const known = (word: string): boolean => isStopWord(word) || resolveWords(word, { vocabulary }).ids.length > 0;
  const unknown = [...new Set(surfaceWords(text).filter((word) => !known(word)))];
  if (ids.length === 0) {
    return { text: '', warnings: [`The model knows no word of '${text}': name a garment, a colour or a material.`] };
  }
  return {
    // The words as they were meant, in the model's own forms, only where they were not typed so.
    text: corrections.length === 0 ? text : Array.from(ids, (id) => vocabulary.words[id]).join(' '),
    warnings: [
      ...corrections.map(({ from, to }) => `'${from}' was read as '${to}'.`),
      ...unknown.map((word) => `The model does not know the word '${word}': it was left out.`),
    ],
  };
}

/** Most texts are: no dictionary of slips has to be made for them, which takes longer than looking at a photo. */
function isWhollyKnown(text: string, vocabulary: Vocabulary): boolean {
  const tokens = tokenize(text);
  const known = Array.from(vocabulary.encode(tokens), (id) => vocabulary.words[id].split(' ').length);
  return tokens.length > 0 && known.reduce((sum, words) => sum + words, 0) === tokens.length;
}

/** @returns why there is no use in looking at a photo, as a sentence */
function reasonToSeeNothing(photo: Photo): string | undefined {
  const { width, height } = photo;
  if (Math.min(width, height) < SMALLEST_SIDE) {
    return `The photo has ${width} x ${height} pixels: too few to show a garment.`;
  }
  return isOneColour(photo) ? 'The photo shows nothing but one colour.' : undefined;
}

/** @returns whether all pixels are of one colour, up to what saving a photo changes */
export function isOneColour({ data }: Photo): boolean {
  const least = [255, 255, 255];
  const most = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const channel = i % 3;
    const value = data[i];
    if (value < least[channel]) least[channel] = value;
    if (value > most[channel]) most[channel] = value;
    if (most[channel] - least[channel] > ONE_COLOUR) return false;
  }
  return true;
}
