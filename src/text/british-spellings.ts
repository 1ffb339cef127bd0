/**
 * British and American spellings of one word, as a pattern of the British one and what the American one has in its place.
 * Both forms of a word get the same stem, so a word that is changed without need (merchandise) is changed everywhere.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // colour, multicoloured, favourite, harbour, neighbourhood
  [
    /^(.*col|flav|.*fav|.*hon|harb|.*arm|lab|neighb|.*od|rum|sav|vap|hum|behavi|parl|splend|tum|vig|endeav|cand|clam|ard|ferv|ranc|rig|succ|val|arb|.*demean|enam|savi)our/,
    '$1or',
  ],
  // centre, theatre, millimetre, fibre, calibre
  [
    /^(.*cent|amphitheat|theat|.*(?:milli|centi|deci|kilo|micro)met|met|.*lit|.*fib|.*calib|sab|lust|spect|somb|meag|och|mit|goit|louv|manoeuv)re(?=s?$)/,
    '$1er',
  ],
  [/^(cent|epicent|manoeuv|reconnoit)red$/, '$1ered'],
  // catalogue, dialogue
  [/^(cata|dia|ana|mono|epi|pro|trave)logue/, '$1log'],
  // defence, offence, licence
  [/^(self-?def|def|off|lic|pret)ence/, '$1ense'],
  // jewellery, traveller, modelling, labelled: the l that American English does not double before an ending
  [
    /^(jewel|travel|model|label|panel|level|channel|enamel|marvel|swivel|tunnel|fuel|dial|pedal|signal|total|metal|cancel|counsel|chisel|bevel|pencil|stencil|towel|trowel|tassel|wool|parcel|shovel|snorkel|funnel)l(?=e|i|o)/,
    '$1',
  ],
  [/^jeweler(?=y|ie)/, 'jewelr'],
  // organiser, moisturising, customised, sanitisation, analyser
  [
    /^(?!(?:parad|pr|expert|prem|prom|cr|r|ar|up?r|.*w|conc|repr|treat|advert|cer|chem|val|.*v|prec|anch)is)(.*[b-df-hj-np-tv-z])is(e[ds]?|ers?|ing|able|ations?)$/,
    '$1iz$2',
  ],
  [/^(.*(?:anal|paral|catal|electrol|hydrol))ys(e[ds]?|ers?|ing)$/, '$1yz$2'],
  // anaesthetic, orthopaedic, encyclopaedia, haemoglobin
  [/^(.*orthop|.*encyclop|an|gyn|p|.*leuk|h|arch|c)ae(?=[dmscrn])/, '$1e'],
  [/^oestro/, 'estro'],
  [/^manoeuver/, 'maneuver'],
];

/** Pairs that follow no pattern. */
const SINGLE = new Map<string, string>(
  entries(`
  gray grey, grayish greyish, pajama pyjama, pajamas pyjamas, aluminum aluminium, mustache moustache,
  mustaches moustaches, donut doughnut, donuts doughnuts, yoghurt yogurt, yoghurts yogurts, yoghourt yogurt,
  whiskey whisky, whiskeys whisky, whiskies whisky, sulphur sulfur, cosy cozy, cosies cozies, cosier cozier, mum mom,
  mums moms, airplane aeroplane, airplanes aeroplanes, programme program, programmes programs,
  artefact artifact, artefacts artifacts, ax axe, disk disc, disks discs, carburettor carburetor, mold mould,
  molds moulds, molded moulded, molding moulding, moldings mouldings, plow plough, plows ploughs, snowplow snowplough,
  tire tyre, tires tyres, kerb curb, kerbs curbs, skilful skillful, fulfil fulfill, enrol enroll, maths math,
  speciality specialty, specialities specialties, omelet omelette, omelets omelettes, liquorice licorice,
  barbeque barbecue, barbeques barbecues, bbq barbecue, bbqs barbecues, chilli chili, chillies chilies, chillis chilies, racquet racket,
  racquets rackets, sari saree, saris sarees, draught draft, draughts drafts, sceptic skeptic,
  gipsy gypsy, foetus fetus, foetal fetal, diarrhoea diarrhea, homoeopathic homeopathic, woollen woolen, woollens woolens,
  chequered checkered, okay ok, ageing aging, tranquillity tranquility,
  caviare caviar, cypher cipher, furore furor, glycerine glycerin, gelatine gelatin, lasagne lasagna,
  mediaeval medieval, pedlar peddler, phial vial, phials vials,
  smoulder smolder, sulphate sulfate, sulphates sulfates`),
);

/**
 * The spelling under which both the British and the American form of a word are found.
 * @param word lower case, of the letters a to z
 * @returns the word itself when it has no other spelling
 */
export function commonSpelling(word: string): string {
  const single = SINGLE.get(word);
  if (single !== undefined) return single;
  if (word.length < SHORTEST || !MAY_DIFFER.test(word)) return word;
  let spelling = word;
  for (const [pattern, replacement] of PATTERNS) {
    spelling = spelling.replace(pattern, replacement);
  }
  return spelling;
}

const SHORTEST = 4;

/** What every pattern needs at least; most words have none of it. */
const MAY_DIFFER = /our|re|logue|ence|[lp]l|is|ys|ae|oe/;

function entries(text: string): [from: string, to: string][] {
  return text.split(',').map((pair) => {
    const [from, to] = pair.trim().split(/\s+/);
    return [from, to];
  });
}
