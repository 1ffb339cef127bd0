/** What the first bytes of a file say it is, whatever its name and its sender call it. */
export type FileKind =
  /** Formats that are decoded. */
  | { readonly kind: 'photo'; readonly format: PhotoFormat }
  /** Something else that is known: 'a PDF document'. */
  | { readonly kind: 'other'; readonly what: string; readonly remedy: string }
  /** A page or an error message of a web server, in the place of a photo. */
  | { readonly kind: 'page'; readonly what: string; readonly remedy: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' };

export type PhotoFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'GIF' | 'TIFF';

/** For messages. */
export const PHOTO_FORMATS = 'JPEG, PNG, WebP, AVIF, GIF or TIFF';

/** Bytes that are looked at; a drawing may begin with a long comment. */
const LOOKED_AT = 4096;

const AS_JPEG = 'save it as JPEG';
const AS_PHOTO = 'save it as JPEG or PNG';
const FROM_RAW = 'save it as JPEG with the program of the camera';
const NAME_PHOTO = 'name a photo';
const CHECK_ADDRESS = 'check that the address is the one of the photo itself';

interface Signature {
  /** Bytes as Latin-1 characters. */
  readonly bytes: string;
  readonly at?: number;
  readonly is: FileKind;
}

const photo = (format: PhotoFormat): FileKind => ({ kind: 'photo', format });
const other = (what: string, remedy: string): FileKind => ({ kind: 'other', what, remedy });
const page = (what: string): FileKind => ({ kind: 'page', what, remedy: CHECK_ADDRESS });

const RAW = other('a raw file of a camera', FROM_RAW);
const VIDEO = other('a video', NAME_PHOTO);
const TIFF_MARKS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** The first that fits counts. */
const SIGNATURES: readonly Signature[] = [
  { bytes: '\xff\xd8\xff', is: photo('JPEG') },
  { bytes: '\x89PNG\r\n\x1a\n', is: photo('PNG') },
  { bytes: 'GIF8', is: photo('GIF') },
  { bytes: 'WEBP', at: 8, is: photo('WebP') },
  { bytes: 'CR\x02', at: 8, is: RAW },
  ...['FUJIFILMCCD-RAW', 'IIRO', 'IIRS', 'MMOR', 'IIU\0', 'FOVb'].map((bytes) => ({ bytes, is: RAW })),
  ...TIFF_MARKS.map((bytes) => ({ bytes, is: photo('TIFF') })),
  { bytes: '\xff\x0a', is: other('a JPEG XL photo', AS_JPEG) },
  { bytes: '\0\0\0\x0cJXL ', is: other('a JPEG XL photo', AS_JPEG) },
  { bytes: '\0\0\0\x0cjP  ', is: other('a JPEG 2000 photo', AS_JPEG) },
  { bytes: '\xff\x4f\xff\x51', is: other('a JPEG 2000 photo', AS_JPEG) },
  { bytes: '8BPS', is: other('a Photoshop file', AS_PHOTO) },
  { bytes: 'BM', is: other('a BMP picture', AS_PHOTO) },
  { bytes: '\0\0\x01\0', is: other('an icon', AS_PHOTO) },
  { bytes: '\x76\x2f\x31\x01', is: other('an OpenEXR picture', AS_PHOTO) },
  { bytes: '%PDF', is: other('a PDF document', AS_PHOTO) },
  { bytes: '%!PS', is: other('a PostScript drawing', AS_PHOTO) },
  { bytes: 'PK\x03\x04', is: other('a zip archive', 'unpack it and name the photo in it') },
  { bytes: 'Rar!', is: other('an archive', 'unpack it and name the photo in it') },
  { bytes: '\x1f\x8b', is: other('a gzip file', 'unpack it and name the photo in it') },
  { bytes: '\x1aE\xdf\xa3', is: VIDEO },
  { bytes: 'AVI ', at: 8, is: VIDEO },
];

/** Brands of the container that HEIC, AVIF and videos share (ISO/IEC 14496-12, 23008-12). */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

const HEIC = other(
  'a HEIC photo, as iPhones save them',
  'save it as JPEG: export it from the Photos app, or choose Settings > Camera > Formats > Most Compatible',
);

/**
 * @param bytes of a file, or as many of its first as are at hand
 * @returns what they say
 */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { kind: 'empty' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT));
  const text = head.toString('latin1');
  if (text.startsWith('ftyp', 4)) return containerKind(head);
  const known = SIGNATURES.find(({ bytes: mark, at = 0 }) => text.startsWith(mark, at));
  if (known === undefined) return textKind(head.toString('utf8'));
  const isRaw = known.is.kind === 'photo' && known.is.format === 'TIFF' && isCameraRaw(bytes);
  return isRaw ? RAW : known.is;
}

/**
 *     | size | 'ftyp' | main brand | version | other brands, 4 bytes each |
 */
function containerKind(head: Buffer): FileKind {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  if (brands.some((brand) => ['avif', 'avis'].includes(brand))) return photo('AVIF');
  if (brands.some((brand) => HEIC_BRANDS.includes(brand))) return HEIC;
  return brands[0] === 'crx ' ? RAW : VIDEO;
}

const DNG_VERSION = 0xc612;
const NEW_SUBFILE_TYPE = 0xfe;
const SUB_DIRECTORIES = 0x14a;

/** The TIFF of a camera's raw file begins with a small preview, or says the version of DNG. */
function isCameraRaw(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  if (view.byteLength < 8 || view.getUint16(2, isLittle) !== 42) return false;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > view.byteLength) return false;
  const tags = new Map<number, number>();
  for (let i = 0, at = directory + 2; i < view.getUint16(directory, isLittle); i++, at += 12) {
    if (at + 12 > view.byteLength) break;
    tags.set(view.getUint16(at, isLittle), view.getUint32(at + 8, isLittle));
  }
  return tags.has(DNG_VERSION) || (tags.get(NEW_SUBFILE_TYPE) === 1 && tags.has(SUB_DIRECTORIES));
}

function textKind(text: string): FileKind {
  const start = text.replace(/^\ufeff/u, '').trimStart();
  if (/^<(!doctype html|html|head|body)\b/iu.test(start)) return page('a web page');
  if (start.startsWith('<') && /<svg\b/iu.test(start)) return other('an SVG drawing', AS_PHOTO);
  if (/^<[?!a-z]/iu.test(start)) return page('XML');
  if (/^[{[]\s*["{[\]}]/u.test(start)) return page('JSON');
  return { kind: 'unknown' };
}
