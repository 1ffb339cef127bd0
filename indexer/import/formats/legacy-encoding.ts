/** A way of writing text as bytes that is older than UTF-8. */
export interface LegacyEncoding {
  /** As people know it: 'Windows-1251 (Cyrillic)'. */
  readonly name: string;
  readonly decode: (bytes: Uint8Array) => string;
  /** The file says so itself, and nobody has to look at its accents. */
  readonly isDeclared?: boolean | undefined;
}

/** What Windows-1252 has in place of the control characters 0x80 to 0x9f of Latin-1; five of them mean nothing. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** The upper half of code page 850, which Excel's "CSV (MS-DOS)" has; 437 has the same letters in the same places. */
const CODE_PAGE_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0';

const WESTERN: LegacyEncoding = {
  name: 'Windows-1252 (Latin-1)',
  /** Node's own decoder of this name leaves some of these characters as they are in Latin-1. */
  decode: (bytes) =>
    asLatin1(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]),
};

const DOS: LegacyEncoding = {
  name: 'code page 850 (MS-DOS)',
  decode: (bytes) => asLatin1(bytes).replace(/[\x80-\xff]/g, (letter) => CODE_PAGE_850[letter.charCodeAt(0) - 0x80]),
};

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Encodings that files of shops come in: the detector's name -> what Node calls it, and what people call it. */
const KNOWN: Readonly<Record<string, readonly [label: string, name: string]>> = {
  'Windows-1250': ['windows-1250', 'Windows-1250 (Central European)'],
  'Windows-1251': ['windows-1251', 'Windows-1251 (Cyrillic)'],
  'Windows-1253': ['windows-1253', 'Windows-1253 (Greek)'],
  'Windows-1254': ['windows-1254', 'Windows-1254 (Turkish)'],
  'Windows-1255': ['windows-1255', 'Windows-1255 (Hebrew)'],
  'Windows-1256': ['windows-1256', 'Windows-1256 (Arabic)'],
  'Windows-1257': ['windows-1257', 'Windows-1257 (Baltic)'],
  'KOI8-R': ['koi8-r', 'KOI8-R (Cyrillic)'],
  IBM866: ['ibm866', 'IBM866 (Cyrillic)'],
  MacRoman: ['macintosh', 'MacRoman'],
  CP874: ['windows-874', 'Windows-874 (Thai)'],
  CP932: ['shift_jis', 'Shift_JIS (Japanese)'],
  'EUC-JP': ['euc-jp', 'EUC-JP (Japanese)'],
  GB18030: ['gb18030', 'GB18030 (Chinese)'],
  Big5: ['big5', 'Big5 (Chinese)'],
  CP949: ['euc-kr', 'EUC-KR (Korean)'],
};

/** Another encoding must be so many times as likely as Windows-1252, which most such files have. */
const CLEARLY_BETTER = 1.25;

/**
 * Finds out how lines are written that are no UTF-8.
 * @param sample some of these lines, whole
 */
export async function detectLegacyEncoding(sample: Uint8Array): Promise<LegacyEncoding> {
  const japanese = japaneseEncoding(sample);
  if (japanese !== undefined) return japanese;
  const { detectAll } = await import('jschardet'); // its tables take a tenth of a second, and few files need them
  const allowed = ['Windows-1252', 'cp850', 'cp437', ...Object.keys(KNOWN)];
  const found = detectAll(sample, { detectEncodings: allowed, minimumThreshold: 0 });
  const western = found.find(({ encoding }) => encoding === 'Windows-1252')?.confidence ?? 0;
  const isWesternSound = isSound(WESTERN, sample);
  for (const { encoding, confidence } of found) {
    const isLikely = !isWesternSound || confidence > western * CLEARLY_BETTER;
    const candidate = isLikely ? encodingNamed(encoding ?? '') : undefined;
    if (candidate !== undefined && isSound(candidate, sample)) return candidate;
  }
  return WESTERN;
}

function encodingNamed(name: string): LegacyEncoding | undefined {
  if (name === 'Windows-1252') return WESTERN;
  if (name === 'cp850' || name === 'cp437') return DOS;
  return Object.hasOwn(KNOWN, name) ? standardEncoding(...KNOWN[name]) : undefined;
}

/**
 * The encoding that an XML document declares.
 * @returns undefined when it declares none, UTF-8, or one that is not known
 */
export function declaredEncoding(beginning: string): LegacyEncoding | undefined {
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(beginning)?.[1];
  if (label === undefined || /^utf-?(8|16)$/i.test(label)) return undefined;
  if (/^(iso-8859-1|latin-?1|windows-1252|us-ascii|ascii)$/i.test(label)) return { ...WESTERN, isDeclared: true };
  try {
    return { ...standardEncoding(label.toLowerCase(), label), isDeclared: true };
  } catch {
    return undefined; // the bytes then say what they are
  }
}

function standardEncoding(label: string, name: string): LegacyEncoding {
  const decoder = new TextDecoder(label);
  return { name, decode: (bytes) => decoder.decode(bytes) };
}

/** One of so many words may be odd: a brand, a slip of the pen. */
const WORDS_OF_AN_ODD_ONE = 20;

/** Whether the text could be meant: no word has letters of two scripts, or a symbol between its letters. */
function isSound({ decode }: LegacyEncoding, sample: Uint8Array): boolean {
  const text = decode(sample);
  if (text.includes('\ufffd')) return false;
  const foreign = text.split(/[\s\p{P}]+/u).filter((word) => /\P{ASCII}/u.test(word));
  const odd = foreign.filter(
    (word) =>
      /\p{L}[\p{S}\p{No}\x80-\x9f]+\p{L}/u.test(word) ||
      (/[A-Za-z]/.test(word) && /(?!\p{Script=Latin})\p{L}/u.test(word)),
  );
  return odd.length * WORDS_OF_AN_ODD_ONE <= foreign.length;
}

/** A few words of Japanese are too little for the detector's statistics, but nothing else has kana among its letters. */
function japaneseEncoding(sample: Uint8Array): LegacyEncoding | undefined {
  return [standardEncoding(...KNOWN.CP932), standardEncoding(...KNOWN['EUC-JP'])].find(({ decode }) => {
    const foreign = decode(sample).match(/[^\p{ASCII}\s]/gu) ?? [];
    const kana = foreign.filter((character) => /[\u3041-\u3096\u30a1-\u30fc]/u.test(character)).length;
    const known = foreign.filter((character) => /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/u.test(character)).length;
    return kana * 4 >= foreign.length && known === foreign.length;
  });
}
