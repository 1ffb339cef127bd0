import { plainHeader } from './header-name.js';

/**
 * Google takes its attribute names in the language of the feed: English name -> German, French, Spanish, Italian, Dutch,
 * Portuguese and Polish names, as `plainHeader` leaves them.
 */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  title: 'titel titre titulo titolo tytul',
  description: 'beschreibung descripcion descrizione beschrijving descricao opis',
  link: 'lien enlace collegamento',
  image_link: `imagelink bildlink lienimage lienversimage enlaceimagen enlacedeimagen enlacedelaimagen linkimmagine
    afbeeldingslink linkimagem linkdaimagem linkdozdjecia linkobrazka`,
  additional_image_link: `additionalimagelink zusatzlicherbildlink weitererbildlink lienimageadditionnelle
    lienimagesupplementaire lienimagesupp enlaceimagenadicional enlacedeimagenadicional linkimmagineaggiuntiva
    extraafbeeldingslink aanvullendeafbeeldingslink linkdaimagemadicional linkimagemadicional linkdodatkowegozdjecia
    linkdododatkowegozdjecia`,
  availability: 'verfugbarkeit disponibilite disponibilidad disponibilita beschikbaarheid disponibilidade dostepnosc',
  price: 'preis prix precio prezzo prijs preco cena',
  sale_price: `saleprice angebotspreis sonderangebotspreis prixpromotionnel prixsolde preciooferta preciodeoferta
    prezzoscontato prezzoinofferta actieprijs aanbiedingsprijs precopromocional precodepromocao cenapromocyjna
    cenawyprzedazowa`,
  sale_price_effective_date: `salepriceeffectivedate sonderangebotszeitraum angebotspreisgultigkeitsdatum
    gultigkeitszeitraumfursonderangebotspreis datesdevaliditeduprixsolde fechadevigenciadelpreciodeoferta
    datadivaliditadelprezzoscontato dataobowiazywaniacenypromocyjnej`,
  brand: 'marke marque marca merk marka',
  color: 'farbe couleur colore kleur cor kolor',
  gender: 'geschlecht sexe sexo sesso geslacht genero plec',
  condition: 'zustand etat condizione staat conditie condicao stan',
  mpn: 'herstellerteilenummer referencefabricant',
  product_type: `producttype produkttyp typedeproduit categoriedeproduit tipodeproducto tipodiprodotto tipodeproduto
    rodzajproduktu typproduktu category kategorie categorie categoria kategoria`,
  google_product_category: `googleproductcategory googleproduktkategorie categoriedeproduitsgoogle categoriegoogle
    categoriadeproductogoogle categoriadelproductoengoogle categoriadeproductosdegoogle categoriadiprodottogoogle
    categoriaprodottogoogle googleproductcategorie categoriadoprodutogoogle kategoriaproduktugoogle`,
  age_group: 'agegroup altersgruppe tranchedage grupodeedad fasciadeta leeftijdsgroep faixaetaria grupawiekowa',
  size: 'grosse groesse taille talla taglia maat tamanho rozmiar',
  material: 'matiere materiau materiale materiaal',
  pattern: 'muster motif patron estampado fantasia patroon padrao wzor',
  item_group_id: `itemgroupid artikelgruppenid identifiantgroupe iddugroupedarticles iddegrupodeproducto
    iddelgrupodearticulos identificativogruppo idgruppoarticoli artikelgroepid itemgroepid iddogrupodeitens
    identyfikatorgrupyproduktow`,
  shipping: 'versand livraison envio spedizione verzending frete wysylka',
};

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries(TRANSLATIONS).flatMap(([english, names]) =>
    names.split(/\s+/).map((name): [string, string] => [name, english]),
  ),
);

/** The name of an attribute in a feed: 'image_link' of 'g:Image Link'. */
export function feedName(header: string): string {
  return header
    .toLowerCase()
    .replace(/^[a-z]+:/, '')
    .replace(/[\s-]+/g, '_');
}

/** Google's English names of the headers of a table: 'image_link' of 'Bildlink', unless another header has that name. */
export function feedNames(headers: readonly string[]): string[] {
  const own = headers.map(feedName);
  const taken = new Set(own);
  return own.map((name) => {
    const english = ENGLISH.get(plainHeader(name));
    if (english === undefined || taken.has(english)) return name;
    taken.add(english);
    return english;
  });
}
