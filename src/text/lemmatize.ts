import NounInflector from 'natural/lib/natural/inflectors/noun_inflector.js';
import { VES_TO_F, VES_TO_FE } from './irregular-plurals.js';

/**
 * Plurals that are no plurals: a garment with two legs or two glasses is one thing, and its singular is either no word
 * (trouser) or another one (short, brief, glass). Where the singular means the same garment it joins the plural.
 */
const PAIRS = words(
  `jeans glasses sunglasses eyeglasses leggings jeggings treggings trousers pants sweatpants trackpants underpants
  boxers briefs shorts boardshorts tights pyjamas knickers goggles spectacles binoculars scissors tweezers dungarees
  overalls slacks culottes flats clothes undies bloomers breeches`,
);
const SINGULARS_OF_PAIRS = words(
  `jean sunglass eyeglass legging jegging tregging trouser pant sweatpant trackpant underpant boxer boardshort pyjama
  knicker goggle dungaree culotte`,
);

/** Words in -s that are singular, and names. Those in -ss, -us and -is need no list. */
const KEPT = words(
  `adidas hanes vans crocs asics skechers canvas christmas texas atlas bias alias madras pampas overseas vegas chaos
  cosmos lens news series species perhaps always besides sometimes towards upwards downwards backwards forwards inwards
  outwards sideways mars james jones evans yves hermes people`,
);

/** Plurals in -is and -us of words in -i and -u. */
const PLURAL_I_U =
  /^(?:kurt|sar|mojr|mojar|jutt|dhot|bikin|tankin|trikin|khak|khakh|max|min|mid|lev|tax|sk|safar|rak|lung|taxid|bind)is$|^(?:tut|men|gur|em)us$/;

/** Words in -us, -is and -s whose plural ends in -ses. */
const SES_TO_S =
  /^(?:.*(?:omnib|bon|geni|vir|cact|lot|citr|camp|stat|foc|walr|croc|hibisc|circ|min|pl)us|bus|iris|lens|canvas|gas|atlas|bias|trellis|christmas)es$/;
const OES_TO_OE = /^(?:.*shoe|.*tiptoe|peeptoe|mistletoe|toe|foe|hoe|doe|roe|woe|canoe|oboe|aloe|throe|floe)s$/;
const IES_TO_IE =
  /^(?:.*(?:ne[ck]*ktie|bowtie|bow-tie|hoodie|movie|beanie|selfie|cookie|calorie|brownie|zombie|rookie|cutie|bestie|birdie|hippie|hottie|foodie|smoothie|bootie|onesie|techie|groupie|newbie|indie|veggie|genie|goalie|prairie|magpie|junkie|talkie|roadie|oldie|barbie|lingerie|reverie|eerie|walkie|pixie|budgie|eyrie|collie|menagerie|aussie|freebie|bikie|trackie|tankie|pinkie)|tie|pie|lie|die)s$/;
const CHES_TO_CHE =
  /(?:^|[a-z])(?:ache|cache|niche|avalanche|moustache|mustache|psyche|cliche|pastiche|quiche|creche|panache)s$/;
const MEN =
  /^(?:wo|sports|sportswo|gentle|crafts|sales|work|fire|police|super|spider|bat|kins|states|fisher|horse|country|business|trades|sea|noble|cow|mer|hench|chair|camera|snow|strong|front|door|post)?men$/;

/** Lemmas that no rule gives: possessives without their apostrophe, and adjectives that name a part. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['mens', 'man'],
  ['womens', 'woman'],
  ['ladys', 'lady'],
  ['childrens', 'child'],
  ['analyses', 'analysis'],
  ['oases', 'oasis'],
  ['quizzes', 'quiz'],
  ['sleeved', 'sleeve'],
  ['heeled', 'heel'],
  ['necked', 'neck'],
  ['coloured', 'color'],
  ['colored', 'color'],
]);

/** British and American spellings of one word, which a catalog of many sources mixes. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['colour', 'color'],
  ['gray', 'grey'],
  ['pajama', 'pyjamas'],
  ['pajamas', 'pyjamas'],
  ['jewellery', 'jewelry'],
  ['fibre', 'fiber'],
  ['centre', 'center'],
  ['woollen', 'woolen'],
  ['odour', 'odor'],
  ['flavour', 'flavor'],
  ['favourite', 'favorite'],
  ['moisturiser', 'moisturizer'],
  ['accessorise', 'accessorize'],
  ['specialise', 'specialize'],
  ['aluminium', 'aluminum'],
  ['aeroplane', 'airplane'],
  ['moustache', 'mustache'],
  ['sari', 'saree'],
]);

const inflector = new NounInflector();

/** How many words are remembered; a catalog has some tens of thousands, queries may bring any number. */
const REMEMBERED = 100_000;
const remembered = new Map<string, string>();

/**
 * The form under which a word stands in a dictionary of fashion: dresses -> dress, scarves -> scarf, women -> woman,
 * sunglass -> sunglasses, jeans -> jeans. Nouns by the inflector of `natural`, corrected where it is wrong (it makes
 * 'sleef' of sleeves, 'canva' of canvas, 'luxuriou' of luxurious). A stemmer would be shorter and worse: Porter's
 * makes one word of 'short' and 'shorts', and 'accessori', which nobody can read, of accessories.
 * @param word lower case; one with hyphens is inflected at its end
 */
export function lemmatize(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const hyphen = word.lastIndexOf('-') + 1;
  const lemma = hyphen === 0 ? lemmaOfPart(word) : word.slice(0, hyphen) + lemmaOfHyphenated(word.slice(hyphen));
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(word, lemma);
  return lemma;
}

/** Behind a hyphen even a short word is a plural: slip-ons, lace-ups. */
function lemmaOfHyphenated(part: string): string {
  return /^(?:up|on|in|out|over)s$/.test(part) ? part.slice(0, -1) : lemmaOfPart(part);
}

function lemmaOfPart(word: string): string {
  const lemma = IRREGULAR.get(word) ?? singular(word);
  return SPELLINGS.get(lemma) ?? lemma;
}

function singular(word: string): string {
  if (SINGULARS_OF_PAIRS.has(word)) return `${word}${word.endsWith('ss') ? 'es' : 's'}`;
  if (word.length <= 3 && word !== 'men') return word;
  if (PAIRS.has(word) || KEPT.has(word)) return word;
  if (word.endsWith('men')) return MEN.test(word) ? `${word.slice(0, -2)}an` : word;
  if (/(?:us|is)$/.test(word)) return PLURAL_I_U.test(word) ? word.slice(0, -1) : word;
  return pluralInEs(word) ?? inflector.singularize(word);
}

/** The plurals in -es, whose singular the ending alone does not tell. */
function pluralInEs(word: string): string | undefined {
  if (!word.endsWith('es')) return undefined;
  const withoutS = word.slice(0, -1);
  const withoutEs = word.slice(0, -2);
  if (word.endsWith('ves')) {
    if (VES_TO_FE.test(word)) return `${word.slice(0, -3)}fe`;
    return VES_TO_F.test(word) ? `${word.slice(0, -3)}f` : withoutS;
  }
  if (/[sz]es$/.test(word)) {
    return /(?:ss|zz|tz)es$/.test(word) || SES_TO_S.test(word) ? withoutEs : withoutS;
  }
  if (word.endsWith('oes')) return OES_TO_OE.test(word) ? withoutS : withoutEs;
  if (IES_TO_IE.test(word) || CHES_TO_CHE.test(word)) return withoutS;
  return undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
