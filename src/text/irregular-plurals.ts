/** Plurals in -ves of words in -f: scarves, shelves, leaves, halves. */
export const VES_TO_F =
  /^(?:.*kerchie|.*scar|(?:clover)?lea|(?:were)?wol|(?:be)?hal|cal|(?:book)?shel|loa|thie|.*sel|el|hoo|dwar|whar)ves$/;

/** Plurals in -ves of words in -fe: knives, wives, lives. */
export const VES_TO_FE = /^(?:.*(?:kni|housewi|midwi)|wi|li|afterli|wildli)ves$/;

/** Plurals in -uses of words in -use; all others are of words in -us: buses, viruses, campuses. */
const USES_TO_USE = /(?:[aeo]|f|cc|xc|cl|ten|per|^(?:|dis)ab|^(?:|a|be)m|^(?:|re|mis|over|under)|^r)uses$/;

/** Plurals in -ses of other words in -s: canvases, irises, lenses. */
const SES_TO_S =
  /^(?:gas|biogas|.*(?:canvas|atlas)|pampas|bias|alias|christmas|madras|pancreas|.*polis|iris|ibis|trellis|pelvis|mantis|epidermis|portcullis|cannabis|lens|cosmos|thermos|rhinoceros|asbestos)es$/;

/** Plurals in -ses of words in -sis: oases, crises, analyses. */
const SES_TO_SIS =
  /(?:naly|raly|ialy|taly|^cri|^oa|gno|pothe|nthe|tithe|sthe|^the|ynop|ycho|euro|gene|neme|mpha|llip|athar|ombo|rpho)ses$/;

/** Nouns in -men that are singular. */
const SINGULAR_IN_MEN =
  /^(?:.*specimen|.*regimen|omen|abdomen|semen|stamen|ramen|acumen|amen|cyclamen|hymen|dolmen|.*lumen|rumen|bitumen|cerumen|.*albumen|examen|numen|yemen|carmen|clemen|flamen|foramen)$/;

/** Words in -ie of one syllable; other plurals in -ies without a vowel before are of words in -y: skies, flies. */
const IES_TO_IE = /^(?:neck|bow|cut|pot|mag)?(?:t|p|l|d|v)ies$/;

/** What no ending tells, and the plurals of Greek, Latin and French that English has kept. */
const IRREGULAR = new Map<string, string>(
  entries(`
  feet foot, teeth tooth, geese goose, mice mouse, dormice dormouse, titmice titmouse, lice louse, children child,
  grandchildren grandchild, stepchildren stepchild, schoolchildren schoolchild, oxen ox, people person, brethren brother,
  kine cow, quizzes quiz, whizzes whiz, fezzes fez, busses bus, gasses gas, passersby passerby, forefeet forefoot,
  eyeteeth eyetooth, cacti cactus, fungi fungus, nuclei nucleus, radii radius, stimuli stimulus, alumni alumnus,
  syllabi syllabus, octopi octopus, hippopotami hippopotamus, foci focus, loci locus, cumuli cumulus, stylii stylus,
  styli stylus, thesauri thesaurus, abaci abacus, magi magus, bacilli bacillus, tori torus, torsi torso,
  nimbi nimbus, calculi calculus, moduli modulus, termini terminus, gladioli gladiolus,
  hibisci hibiscus, papyri papyrus, sarcophagi sarcophagus, viri virus, uteri uterus, virtuosi virtuoso, graffiti graffito,
  libretti libretto, tempi tempo, paparazzi paparazzo, panini panino, biscotti biscotto, formulae formula,
  antennae antenna, larvae larva, vertebrae vertebra, algae alga, nebulae nebula, pupae pupa, alumnae alumna,
  amoebae amoeba, lacunae lacuna, personae persona, criteria criterion, phenomena phenomenon, automata automaton,
  polyhedra polyhedron, ganglia ganglion, bacteria bacterium, aquaria aquarium, terraria terrarium, stadia stadium,
  strata stratum, errata erratum, ova ovum, memoranda memorandum, spectra spectrum, symposia symposium,
  candelabra candelabrum, millennia millennium, gymnasia gymnasium, podia podium, atria atrium, quanta quantum,
  crania cranium, emporia emporium, sanatoria sanatorium, honoraria honorarium, curricula curriculum, addenda addendum,
  indices index, indexes index, appendices appendix, appendixes appendix, matrices matrix, matrixes matrix,
  vertices vertex, vortices vortex, cortices cortex, apices apex, helices helix, codices codex, directrices directrix,
  genera genus, corpora corpus, stigmata stigma, schemata schema, stomata stoma, bureaux bureau,
  gateaux gateau, chateaux chateau, plateaux plateau, tableaux tableau, trousseaux trousseau, beaux beau, adieux adieu,
  portmanteaux portmanteau, flambeaux flambeau, seraphim seraph, cherubim cherub, kibbutzim kibbutz, fishes fish,
  scarfs scarf, hoofs hoof, dwarfs dwarf, wharfs wharf, turves turf, staves staff, beeves beef, sheaves sheaf,
  mens man, womens woman, childrens child, gentlemens gentleman, ladys lady`),
);

/**
 * The singular of a plural that English does not make with a mere -s or -es: knives is knife, women is woman, feet is foot.
 * Regular plurals are left to the stemmer.
 * @param word lower case
 * @returns undefined when the word is none
 */
export function irregularSingular(word: string): string | undefined {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.endsWith('men') && !SINGULAR_IN_MEN.test(word)) return `${word.slice(0, -2)}an`;
  if (word.endsWith('ves')) {
    if (VES_TO_FE.test(word)) return `${word.slice(0, -3)}fe`;
    return VES_TO_F.test(word) ? `${word.slice(0, -3)}f` : undefined;
  }
  if (word.endsWith('ies')) return shortSingularInY(word);
  if (!word.endsWith('ses')) return undefined;
  if (word.endsWith('uses') ? !USES_TO_USE.test(word) : SES_TO_S.test(word)) return word.slice(0, -2);
  return SES_TO_SIS.test(word) ? `${word.slice(0, -2)}is` : undefined;
}

/** Porter's algorithm makes 'ti' of ties and leaves tie, 'fli' of flies and leaves fly: their stems have no vowel. */
function shortSingularInY(word: string): string | undefined {
  if (IES_TO_IE.test(word)) return word.slice(0, -1);
  return /^(?:[sf]k|fl|fr|sp|cr|tr|dr|pl)ies$/.test(word) ? `${word.slice(0, -3)}y` : undefined;
}

function entries(text: string): [plural: string, singular: string][] {
  return text.split(',').map((pair) => {
    const [plural, singular] = pair.trim().split(/\s+/);
    return [plural, singular];
  });
}
