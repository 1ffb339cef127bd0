import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { boxFromTuple, type Box } from '../src/box.js';
import { BadInputError } from '../src/errors.js';
import { throwIfCancelled } from '../src/progress.js';
import { readJsonLines } from './import/formats/jsonl.js';
import { openPhotoFolder, type PhotoFolder } from './import/find-photo.js';

/** A garment of a photo, marked by hand. */
export interface MarkedGarment {
  readonly label: string;
  /** What a shopper would ask for: 'black skirt'. */
  readonly query: string;
  /** Pixels of the upright photo. */
  readonly box: Box;
  readonly color?: string | undefined;
}

/** A photo with its garments, the largest first as the file has them. */
export interface BoxedPhoto {
  readonly id: string;
  /** Absolute path; undefined for an address or a path outside the file's folder. */
  readonly file: string | undefined;
  /** As the row says it; undefined when it does not. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** How the photo was made, where the row says it: 'shift', 'pair', 'grid'. */
  readonly kind: string | undefined;
  readonly boxes: readonly MarkedGarment[];
}

const side = z.number().positive();

const garment = z.object({
  label: z.string().trim().min(1),
  color: z.string().optional(),
  query: z.string().trim().min(1).optional(),
  box: z.tuple([z.number(), z.number(), side, side]),
});

/** Rows may say more: what a set was made from, what else is in the photo. */
const boxedRow = z.object({
  id: z.union([z.string().min(1), z.number()]).optional(),
  image: z.string().min(1),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  kind: z.string().optional(),
  boxes: z.array(garment),
});

const REMEDY =
  'write {"id", "image": "photo.jpg", "width"?, "height"?, "boxes": [{"label", "query", "box": [x, y, width, height]}]}';

/**
 * Reads photos with marked garments: JSON lines, plain or gzipped. Photos without a box are left out.
 * @throws NotFoundError when there is no such file; BadInputError with line and field of a row that cannot be read, or
 * when no photo has a box
 */
export async function readBoxedPhotos(path: string, signal?: AbortSignal): Promise<BoxedPhoto[]> {
  const file = resolve(path);
  const photos: BoxedPhoto[] = [];
  const folder = openPhotoFolder(dirname(file));
  for await (const row of readJsonLines(file)) {
    throwIfCancelled(signal);
    if (row.kind === 'refused') throw new BadInputError({ ...row, remedy: REMEDY });
    if (row.kind !== 'row') continue;
    const boxes = row.fields.get('boxes');
    if (boxes === undefined || (Array.isArray(boxes) && boxes.length === 0)) continue;
    photos.push(parseRow(Object.fromEntries(row.fields), { file, line: row.line, folder }));
  }
  if (photos.length === 0) throw new BadInputError({ file, reason: 'no photo of this file has a box', remedy: REMEDY });
  return photos;
}

interface RowPlace {
  readonly file: string;
  readonly line: number;
  /** The folder that its photo is read from. */
  readonly folder: PhotoFolder;
}

function parseRow(fields: unknown, { file, line, folder }: RowPlace): BoxedPhoto {
  const parsed = boxedRow.safeParse(fields);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new BadInputError({
      file,
      line,
      field: path.join('.'),
      reason: message,
      remedy: REMEDY,
      cause: parsed.error,
    });
  }
  const { id, image, width, height, kind, boxes } = parsed.data;
  const place = folder.find(image);
  return {
    id: String(id ?? image),
    file: place.kind === 'file' ? place.file : undefined,
    size: width === undefined || height === undefined ? undefined : { width, height },
    kind,
    boxes: boxes.map(({ label, color, query, box }) => ({
      label,
      color,
      query: query ?? (color === undefined ? label : `${color} ${label}`),
      box: boxFromTuple(box),
    })),
  };
}
