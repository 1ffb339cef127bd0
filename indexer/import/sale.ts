import { AVAILABILITIES, type Availability } from '../../src/product.js';
import { plainHeader } from './formats/header-name.js';
import { foldedValue } from '../../src/search/folded-value.js';

/** Whether a product is for sale, as the fields of its row say. */
export interface Sale {
  /** Why it must not be found: 'status is draft'; undefined for what is for sale. */
  readonly hiddenBy?: string | undefined;
  readonly availability?: Availability | undefined;
  /** Undefined when the row does not say, and when it is no number. */
  readonly stock?: number | undefined;
  /** Names of the fields that say nothing else: they are no attributes. */
  readonly names: ReadonlySet<string>;
}

/** Fields that say by yes or no whether a product is shown. */
const SHOWN = new Set(
  'published ispublished active isactive enabled isenabled visible isvisible productonline'.split(' '),
);

/** Fields that say by yes or no whether it is not. */
const NOT_SHOWN = new Set('hidden ishidden draft isdraft archived isarchived unpublished disabled'.split(' '));

/** Fields that say in which state a product is. */
const STATES = new Set('status productstatus poststatus visibility catalogvisibility visibilityincatalog'.split(' '));

/** The states of Shopify, WooCommerce and Magento in which shoppers must not see a product. */
const HIDDEN_STATES = new Set(
  (
    'draft/auto-draft/archived/private/hidden/unlisted/pending/pending review/future/scheduled/trash/trashed/deleted/' +
    'disabled/inactive/unpublished/not published/not visible individually/nobody'
  ).split('/'),
);

/** The states in which they may; a field that says one of them says nothing about the product itself. */
const SHOWN_STATES = new Set(
  'active/publish/published/enabled/live/online/visible/public/catalog/search/catalog, search'.split('/'),
);

/** As `plainHeader` leaves them, also in other languages. */
const AVAILABILITY_FIELDS = new Set(
  (
    'availability instock isinstock stockstatus availabilitystatus verfugbarkeit disponibilite disponibilidad ' +
    'disponibilita beschikbaarheid disponibilidade dostepnosc'
  ).split(' '),
);
const STOCK_FIELDS = new Set(
  (
    'stock stockquantity stockqty stocklevel qtyinstock quantityinstock inventory inventoryquantity ' +
    'availablequantity lagerbestand bestand voorraad giacenza existencias estoque stanmagazynowy'
  ).split(' '),
);
const SALE_FIELDS = new Set([...SHOWN, ...NOT_SHOWN, ...STATES, ...AVAILABILITY_FIELDS, ...STOCK_FIELDS]);

const YES = new Set('1/true/yes/y/on/ja/oui/si/sim/tak'.split('/'));
const NO = new Set('0/-1/false/no/n/off/nein/non/nee/nao/nie'.split('/'));

/** How feeds, shops and schema.org write the four states, folded. */
const AVAILABILITY_WORDS: Readonly<Record<Availability, string>> = {
  'in stock':
    'in stock/instock/available/in store only/online only/limited availability/low stock/auf lager/lieferbar/sofort ' +
    'lieferbar/verfugbar/vorratig/en stock/disponible/disponibile/in magazzino/op voorraad/em estoque/disponivel/' +
    'dostepny/na stanie/w magazynie',
  'out of stock':
    'out of stock/outofstock/sold out/soldout/not available/unavailable/discontinued/nicht auf lager/nicht lieferbar/' +
    'nicht verfugbar/nicht vorratig/ausverkauft/en rupture de stock/rupture de stock/rupture/epuise/indisponible/' +
    'agotado/sin existencias/no disponible/esaurito/non disponibile/uitverkocht/niet op voorraad/esgotado/' +
    'fora de estoque/indisponivel/brak/brak w magazynie/niedostepny/wyprzedany',
  preorder:
    'preorder/pre-order/pre order/presale/pre-sale/coming soon/vorbestellung/vorbestellbar/precommande/preventa/' +
    'preordine/prenotabile/pre-venda/przedsprzedaz',
  backorder:
    'backorder/back order/back-order/onbackorder/on backorder/available on backorder/available for order/made to order/' +
    'nachbestellung/lieferruckstand/sur commande/bajo pedido/su ordinazione/nabestelling/sob encomenda/na zamowienie',
};

const AVAILABILITY_OF = new Map(
  AVAILABILITIES.flatMap((state) =>
    AVAILABILITY_WORDS[state].split('/').map((word): [string, Availability] => [letters(word), state]),
  ),
);

/**
 * Reads whether and how a product is sold. What cannot be read as such is left alone, so that it becomes an attribute.
 * Where the row gives a stock and no availability, a stock of nothing is 'out of stock'.
 */
export function saleOf(fields: ReadonlyMap<string, unknown>): Sale {
  const names = new Set<string>();
  let hiddenBy: string | undefined;
  let availability: Availability | undefined;
  let stock: number | undefined;
  for (const [name, value] of fields) {
    const field = plainHeader(name);
    const text = SALE_FIELDS.has(field) ? textOf(value) : undefined;
    if (text === undefined) continue;
    const isShown = publicationOf(field, text);
    const state = AVAILABILITY_FIELDS.has(field) || STOCK_FIELDS.has(field) ? parseAvailability(text) : undefined;
    const count = STOCK_FIELDS.has(field) ? wholeOrPart(text) : undefined;
    if (isShown === false) hiddenBy ??= `${name} is ${text}`;
    if (count !== undefined) stock ??= count;
    else if (state !== undefined) availability ??= state;
    if (isShown !== undefined || count !== undefined || state !== undefined) names.add(name);
  }
  if (stock !== undefined) availability ??= stock > 0 ? 'in stock' : 'out of stock';
  return { hiddenBy, availability, stock, names };
}

/** 'in_stock', 'https://schema.org/InStock', 'InStock', '1' or 'auf Lager' as 'in stock'; undefined for other texts. */
export function parseAvailability(text: string): Availability | undefined {
  const words = text.replace(/^https?:\/\/schema\.org\//i, '');
  const folded = foldedValue(words);
  if (YES.has(folded)) return 'in stock';
  if (NO.has(folded)) return 'out of stock';
  return AVAILABILITY_OF.get(letters(folded));
}

function letters(text: string): string {
  return text.replace(/[\s_-]+/g, '');
}

/** @returns true for what is shown, false for what is not, undefined where a field is about something else */
function publicationOf(field: string, text: string): boolean | undefined {
  const folded = foldedValue(text).replaceAll('_', ' ');
  const [isYes, isNo] = [YES.has(folded), NO.has(folded)];
  const isState = STATES.has(field) || SHOWN.has(field);
  if (SHOWN.has(field) && (isYes || isNo)) return isYes;
  if (NOT_SHOWN.has(field) && (isYes || isNo)) return isNo;
  if (isState && HIDDEN_STATES.has(folded)) return false;
  return isState && SHOWN_STATES.has(folded) ? true : undefined;
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 1 ? textOf((value as unknown[])[0]) : undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

/** Stocks are numbers of pieces, or of metres and kilograms; some shops let them fall below nothing. */
function wholeOrPart(text: string): number | undefined {
  return /^[+-]?\d{1,12}(?:[.,]\d{1,4})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
