import { phraseTable } from './phrase-table.js';

/** Closed classes of words about prices, in the languages that feeds are written in. */

export interface Comparison {
  readonly bound: 'least' | 'most';
  /** Whether the bound itself is outside: 'under 50' is, 'up to 50' is not. */
  readonly isOpen: boolean;
  /** Whether it says a price with a bare number: 'under 50' does, 'max 90' may be a name ('air max 90'). */
  readonly isPlain: boolean;
}

const comparison = (bound: Comparison['bound'], isOpen: boolean, isPlain: boolean): Comparison => ({
  bound,
  isOpen,
  isPlain,
});

/** What stands before an amount and compares with it. */
export const COMPARISONS = phraseTable<Comparison>([
  [
    'under,below,bellow,less than,less then,lower than,lower then,cheaper than,cheaper then,fewer than,lesser than,<,unter,weniger als,billiger als,' +
      'günstiger als,moins de,moins cher que,menos de,por debajo de,meno di,onder de,minder dan,goedkoper dan,' +
      'abaixo de,poniżej,mniej niż',
    comparison('most', true, true),
  ],
  [
    'up to,upto,within,within budget,at most,no more than,not more than,not over,not above,not exceeding,<=,≤,höchstens,bis zu,au plus,' +
      "jusqu'à,jusqu'a,como máximo,al massimo,fino a,hooguit,no máximo",
    comparison('most', false, true),
  ],
  ['max,max.,maximum,at max,maximal,bis,sous,hasta,sotto,sotto i,tot,onder,até,do', comparison('most', false, false)],
  [
    'over,above,more than,more then,greater than,higher than,more expensive than,pricier than,>,mehr als,teurer als,plus de,' +
      'más de,por encima de,più di,meer dan,boven de,mais de,acima de,powyżej,więcej niż',
    comparison('least', true, true),
  ],
  [
    'at least,no less than,not less than,not under,not below,>=,≥,starting at,starting from,mindestens,au moins,' +
      'al menos,almeno,minstens,pelo menos',
    comparison('least', false, true),
  ],
  [
    'from,min,min.,minimum,at min,über,ab,à partir de,desde,a partir de,da,vanaf,boven,od,ponad,oltre',
    comparison('least', false, false),
  ],
]);

/** What stands behind an amount and compares with it: '50 or less'. */
export const COMPARISONS_BEHIND = phraseTable<Comparison>([
  [
    'or less,or under,or below,or cheaper,or lower,oder weniger,ou moins,o menos,o meno,of minder,ou menos',
    comparison('most', false, true),
  ],
  ['and under,and below,and less,max,max.,maximum,tops,at most,or so max', comparison('most', false, false)],
  [
    'or more,or above,or over,or higher,oder mehr,ou plus,o más,o più,of meer,ou mais',
    comparison('least', false, false),
  ],
  ['and up,and above,and over,and more,and higher,minimum,+', comparison('least', false, false)],
]);

/** Words between two amounts, by the one before the first of them. */
export const RANGES = phraseTable<{ readonly between: readonly string[]; readonly isPlain: boolean }>([
  ['between', { between: ['and', 'to', '&', '-', '–'], isPlain: true }],
  ['zwischen', { between: ['und', '-', '–'], isPlain: true }],
  ['entre', { between: ['et', 'y', 'e', '-', '–'], isPlain: true }],
  ['tra,fra', { between: ['e', '-', '–'], isPlain: true }],
  ['tussen', { between: ['en', '-', '–'], isPlain: true }],
  ['między', { between: ['a', 'i', '-', '–'], isPlain: true }],
  ['from', { between: ['to', 'till', 'until', 'up to', '-', '–'], isPlain: false }],
  ['von', { between: ['bis', '-', '–'], isPlain: false }],
  ['de', { between: ['à', 'a'], isPlain: false }],
  ['da', { between: ['a'], isPlain: false }],
  ['van', { between: ['tot'], isPlain: false }],
]);

/** Words between two amounts where nothing stands before the first: '20 to 40 euro'. */
export const BETWEEN_AMOUNTS = ['to', '-', '–', '—', 'bis', 'à', 'tot', 'till'] as const;

/** Words that say that a number is a price; the meaning is what a bare amount after it says. */
export const PRICE_NOUNS = phraseTable<'about' | 'most'>([
  ['price,prices,priced,pricing,price range,cost,costs,costing,preis,prix,precio,prezzo,prijs,preço,cena', 'about'],
  ['budget,price limit,budget of,my budget is', 'most'],
]);

/** What may stand between a price noun and what it says. */
export const PRICE_FILLERS: ReadonlySet<string> = new Set([
  'is',
  'of',
  'range',
  ':',
  '=',
  'at',
  'in',
  'the',
  'a',
  'around',
]);

/** Words before an amount that say that it is not exact; so does the amount alone. */
export const ABOUT = phraseTable<true>([
  ['about,around,approximately,approx,approx.,roughly,circa,ca,ca.,~,≈,etwa,ungefähr,environ,unos,alrededor de', true],
]);

/** Words for a low and a high price. Those that are not sure are about prices where titles do not use them. */
export const PRICE_LEVELS = phraseTable<{ readonly level: 'low' | 'high'; readonly isSure: boolean }>([
  [
    'cheap,cheaper,cheapest,inexpensive,affordable,low cost,low-cost,low price,low priced,low-priced,low budget,' +
      'budget friendly,budget-friendly,reasonably priced,reasonable price,not expensive,not too expensive,' +
      'not so expensive,not very expensive,not pricey,not too pricey,less expensive,value for money,cost effective,' +
      'billig,billige,billiger,billiges,billigen,günstig,günstige,günstiger,günstiges,preiswert,preiswerte,' +
      'pas cher,pas chère,pas chers,bon marché,barato,barata,baratos,baratas,economico,economica,economici,' +
      'goedkoop,goedkope,tani,tanie',
    { level: 'low', isSure: true },
  ],
  ['budget,economical,low end,low-end', { level: 'low', isSure: false }],
  [
    'expensive,most expensive,pricey,high priced,high-priced,not cheap,teuer,teure,teures',
    { level: 'high', isSure: true },
  ],
  ['costly,high end,high-end', { level: 'high', isSure: false }],
]);

/** Signs and words of currencies, with the codes that they may stand for. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS', 'BRL', 'TWD'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  '₽': ['RUB'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '₴': ['UAH'],
  '₫': ['VND'],
  '฿': ['THB'],
  '₪': ['ILS'],
  '₱': ['PHP'],
  '₦': ['NGN'],
  '₸': ['KZT'],
  '₵': ['GHS'],
};

const WORDS: readonly (readonly [words: string, codes: readonly string[]])[] = [
  ['dollar dollars bucks buck', SIGNS.$],
  ['euro euros', ['EUR']],
  ['quid', ['GBP']],
  ['rupee rupees', ['INR', 'PKR', 'LKR', 'NPR', 'MUR']],
  ['yen', ['JPY']],
  ['yuan rmb', ['CNY']],
  ['franken francs', ['CHF']],
  ['zloty zlote zlotych', ['PLN']],
  ['kronor kroner', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['lira', ['TRY']],
  ['rubles rubel roubles', ['RUB']],
  ['pesos', ['MXN', 'PHP', 'ARS', 'CLP', 'COP']],
  ['reais', ['BRL']],
  ['dirham dirhams', ['AED', 'MAD']],
  ['riyal riyals', ['SAR', 'QAR']],
  ['baht', ['THB']],
];

/** ISO 4217; those left out are words of their own. */
const CODES =
  'usd eur gbp jpy cny inr pkr lkr chf cad aud nzd sgd hkd sek nok dkk pln czk huf ron bgn rub uah mxn brl ars clp cop ' +
  'zar aed sar ils thb idr vnd krw twd myr ngn kes egp';

/** Words that are money only where the catalog's prices are in it: a pound is a weight too, and 'RS' a model. */
const WORDS_OF_OWN_CURRENCY: readonly (readonly [words: string, codes: readonly string[]])[] = [
  ['pound pounds', ['GBP']],
  ['rs', ['INR', 'PKR', 'LKR', 'NPR']],
  ['zl', ['PLN']],
  ['kr', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['kc', ['CZK']],
];

export const CURRENCIES: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(SIGNS),
  ...WORDS.flatMap(([words, codes]) => words.split(' ').map((word) => [word, codes] as const)),
  ...CODES.split(' ').map((code) => [code, [code.toUpperCase()]] as const),
]);

export const OWN_CURRENCIES: ReadonlyMap<string, readonly string[]> = new Map(
  WORDS_OF_OWN_CURRENCY.flatMap(([words, codes]) => words.split(' ').map((word) => [word, codes] as const)),
);

/** Words of currencies that may touch their number: '50eur'. Others would be article numbers: '10SEK'. */
export const TOUCHING_CURRENCIES: ReadonlySet<string> = new Set(
  'eur euro euros usd gbp inr chf pln zl rs dollars bucks'.split(' '),
);

/** Words that stand before an amount too: 'rs 500', 'usd 500'. 'euro 2024' is none. */
export const CODES_BEFORE: ReadonlySet<string> = new Set([...CODES.split(' '), 'rs']);

/** What measures or counts when it stands behind a number, which then is no price. */
export const UNITS: ReadonlySet<string> = new Set(
  (
    'inch inches in ft feet foot yard yards yd mm cm dm meter meters metre metres km mile miles nm ' +
    'mg gr gram grams gramm kg kgs kilo kilos oz ounce ounces lb lbs pound pounds stone ton tons tonne tonnes ct carat ' +
    'carats karat karats kt ml cl dl liter liters litre litres gal gallon gallons qt quart quarts pint pints tbsp tsp fl ' +
    'watt watts kw kwh wh volt volts kv amp amps ah mah hz khz mhz ghz db lumen lumens lm nits ' +
    'kb mb gb tb kbps mbps gbps mbit bit bits mp megapixel megapixels dpi ppi px pixel pixels fps rpm mph kmh psi btu ' +
    'piece pieces pcs pack packs pk count dozen pages ply thread mesh gauge awg grit stück ' +
    'year years yr yrs yo month months week weeks wk day days hour hours hr hrs minute minutes min mins sec second ' +
    'seconds jahre jahr ans años anni degree degrees celsius fahrenheit percent pct percentage denier den tog gsm spf ' +
    'iso kcal calorie calories cal person players seater seaters serving servings speed speeds user users device devices license licenses licence licences diameter width height depth wide star stars reviews times'
  ).split(' '),
);

/** Marks behind a number that make it a measure or a share. */
export const UNIT_MARKS: ReadonlySet<string> = new Set(['"', '”', '“', '″', '′′', '%', '°']);

/** The same where they touch the number: feet, a fraction, a ratio, a product. */
export const TOUCHING_MARKS: ReadonlySet<string> = new Set(["'", '’', '′', '/', '*', '×', ':']);

/** Words behind '10k' and '4k' that make them a fineness and a resolution, and not thousands. */
export const NOT_THOUSANDS: ReadonlySet<string> = new Set(
  'gold tv tvs uhd ultra video hdmi monitor monitors'.split(' '),
);

/** Words behind an amount of money that is not what a product costs. */
export const NOT_A_PRICE = phraseTable<true>([
  [
    'off,discount,mail-in rebate,mail in rebate,cashback,cash back,coupon,rebate,voucher,gift card,giftcard,gutschein,bill,bills,coin,coins,note',
    true,
  ],
]);

/** Words before a number that say what it measures. */
export const MEASURES: ReadonlySet<string> = new Set(
  (
    'size sizes age ages aged waist inseam weight height width length depth diameter radius capacity volume power screen ' +
    'speed temperature level number no nr model version series season episode chapter part spf iso resolution grade ' +
    'class type rated rating rpm dpi calories calibre caliber gauge bpm'
  ).split(' '),
);

/** People, whose age a number may be. */
export const PEOPLE: ReadonlySet<string> = new Set(
  (
    'kid kids child children baby babies infant infants toddler toddlers teen teens boy boys girl girls man men woman ' +
    'women adult adults senior seniors people person those mens womens'
  ).split(' '),
);

/** Of them, those who are young. */
export const CHILDREN: ReadonlySet<string> = new Set(
  'kid kids child children baby babies infant infants toddler toddlers boy boys girl girls'.split(' '),
);

/** The number of words, for 'under fifty'. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + 10 * i] as const),
  ['hundred', 100],
  ['thousand', 1000],
]);
