import { plainHeader } from './header-name.js';

/**
 * WooCommerce writes the headers of its product CSV in the language of the shop: English name -> the names in German,
 * French, Spanish, Italian, Dutch, Portuguese and Polish, as `plainHeader` leaves them, some in several versions.
 */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  id: 'identyfikator',
  type: 'typ tipo',
  sku: 'artikelnummer ugs skucod cod skuartikelnummer ref referencia artikelnummersku',
  name: 'nom nombre nome naam nazwa',
  published: 'veroffentlicht publie publicado pubblicato gepubliceerd opublikowano opublikowany',
  'is featured?': `isthervorgehoben misenavant estadestacado inprimopiano isuitgelicht emdestaque
    wyroznionyprodukt wyrozniony`,
  'visibility in catalog': `sichtbarkeitimkatalog visibilitedanslecatalogue visibilidadenelcatalogo
    visibilitanelcatalogo zichtbaarheidincatalogus visibilidadenocatalogo visibilidadenocatalogo
    widocznoscwkatalogu`,
  'short description': `kurzbeschreibung descriptioncourte descripcioncorta brevedescrizione descrizionebreve
    kortebeschrijving descricaocurta krotkiopis`,
  description: 'beschreibung descripcion descrizione beschrijving descricao opis',
  'date sale price starts': `datumandemangebotspreisbeginnt angebotspreisbeginnt datededebutdepromo
    diaenqueempiezaelpreciorebajado datadiiniziodelprezzoinofferta datainizioprezzoinofferta
    startdatumactieprijs datumactieprijsbegint datadeprecopromocionalcomecaem datarozpoczeciapromocji`,
  'date sale price ends': `datumandemangebotspreisendet angebotspreisendet datedefindepromo
    diaenqueterminaelpreciorebajado datadifinedelprezzoinofferta datafineprezzoinofferta
    einddatumactieprijs datumactieprijseindigt datadeprecopromocionalterminaem datazakonczeniapromocji`,
  'tax status': `steuerstatus etatdelatva statutfiscal estadodelimpuesto statodelleimposte statoimposte
    belastingstatus statusdoimposto statusdataxa estadodoimposto statuspodatku`,
  'tax class': `steuerklasse classedetva clasedeimpuesto aliquotadiimposta classediimposta belastingklasse
    classedeimposto classedetaxa klasapodatkowa`,
  'in stock?': `vorratig auflager enstock existencias eninventario instock disponibile inmagazzino opvoorraad
    emestoque emstock wmagazynie nastanie`,
  stock: 'lager bestand lagerbestand inventario magazzino voorraad estoque stanmagazynowy',
  'low stock amount': `geringelagermenge montantdestockfaible cantidaddebajoinventario bassoinventario
    quantitamagazzinobasso lagevoorraad quantidadebaixadeestoque niskistanmagazynowy`,
  'backorders allowed?': `lieferruckstandeerlaubt ruckstandeerlaubt autoriserlescommandesdeproduitsenrupture
    permitirreservasdeproductosagotados abilitagliordiniarretrati nabestellingentoestaan
    saopermitidasencomendas pozwalacnazamowieniaoczekujacenadostawedomagazynu`,
  'sold individually?': `nureinzelnverkaufen nureinzelnverkaufbar venduindividuellement vendidoindividualmente
    vendutosingolarmente wordtindividueelverkocht sprzedawanypojedynczo`,
  'weight (kg)': 'gewichtkg poidskg pesokg wagakg',
  'weight (g)': 'gewichtg poidsg pesog wagag',
  'length (cm)': 'langecm longueurcm longitudcm lunghezzacm lengtecm comprimentocm dlugosccm',
  'width (cm)': 'breitecm largeurcm anchuracm larghezzacm breedtecm larguracm szerokosccm',
  'height (cm)': 'hohecm hauteurcm alturacm altezzacm hoogtecm wysokosccm',
  'allow customer reviews?': `kundenrezensionenerlauben kundenbewertungenerlauben autoriserlesavisclients
    permitirvaloracionesdeclientes abilitarecensionideiclienti klantbeoordelingentoestaan
    permitiravaliacoesdeclientes wlaczopinieklientow`,
  'purchase note': `hinweiszumkauf notedecommande notadecompra notadiacquisto aankoopnotitie
    observacaodecompra notatkadozakupu`,
  'sale price': `angebotspreis tarifpromo prixpromo preciorebajado prezzoinofferta actieprijs aanbiedingsprijs
    precopromocional cenapromocyjna`,
  'regular price': `regularerpreis tarifregulier prixregulier precionormal precioregular prezzodilistino
    prezzoregolare reguliereprijs normaleprijs preco preconormal precoregular cena cenaregularna`,
  categories: 'kategorien categorias categorie categorieen kategorie',
  tags: 'schlagworter etiquettes etiquetas tag tagi',
  'shipping class': `versandklasse classedexpedition clasedeenvio classedispedizione verzendklasse
    classedeentrega klasawysylkowa`,
  images: 'bilder imagenes immagini immagine afbeeldingen imagens obrazki zdjecia',
  'download limit': `downloadlimit limitedetelechargement limitededescargas limitedidownload downloadlimiet
    limitededownloads limitpobran`,
  'download expiry days': `ablauftagedesdownloads joursdexpirationdutelechargement diasdecaducidaddeladescarga
    giornidiscadenzadeldownload downloadverloopdagen diasparaexpirarodownload waznoscpobierania`,
  parent: `ubergeordnetesprodukt ubergeordnet superior principal genitore hoofd bovenliggend ascendente
    produtoascendente elementnadrzedny nadrzedny`,
  'grouped products': `gruppierteprodukte groupesdeproduits produitsgroupes productosagrupados
    prodottiraggruppati gegroepeerdeproducten grupodeprodutos produktygrupowe`,
  upsells: 'zusatzverkaufe produitssuggeres montesengamme ventasdirigidas upsell aumentarvendas produktyupsell',
  'cross-sells':
    'crosssellsquerverkaufe querverkaufe ventescroisees ventascruzadas crosssell vendacruzada produktycrosssell',
  'external url': `externeurl urlexterne urlexterna urlesterno zewnetrznyadresurl`,
  'button text': `buttontext libelledubouton textodelboton testodelpulsante knoptekst textodobotao tekstprzycisku`,
  position: 'posicion posizione positie posicao pozycja',
  brands: 'marken marke marques marcas marchi marche merken marki',
  'gtin, upc, ean, or isbn': `gtinupceanoderisbn gtinupceanouisbn gtinupceanoisbn gtinupceanofisbn gtinupceanlubisbn`,
};

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries(TRANSLATIONS).flatMap(([english, names]) =>
    [plainHeader(english), ...names.split(/\s+/)].map((name) => [name, english] as const),
  ),
);

/** 'Attribut 1 Wert(e)', 'Nom de l’attribut 1', 'Waarde(n) eigenschap 1', 'Wartości atrybutu 1' */
const ATTRIBUTE = /attribut|atribut|atrybut|eigenschap/;

const PARTS: readonly (readonly [part: string, words: RegExp])[] = [
  ['default', /default|standard|predefini|padrao|pordefecto|domysln|pardefaut/],
  ['visible', /visib|sichtbar|zichtbaar|widoczn/],
  ['global', /global|globaal/],
  ['value(s)', /value|wert|valeur|valor|waarde|wartosc/],
  ['name', /name|nom|naam|nazwa|nombre/],
];

/**
 * The English name of a header of WooCommerce's product CSV, in lower case: 'regular price' of 'Regulärer Preis'.
 * @returns the header itself in lower case when it is none
 */
export function wooHeader(header: string): string {
  const plain = plainHeader(header);
  if (header.toLowerCase().startsWith('meta:')) return header.toLowerCase();
  const number = /\d+/.exec(plain)?.[0];
  if (number !== undefined && ATTRIBUTE.test(plain)) {
    const part = PARTS.find(([, words]) => words.test(plain.replace(ATTRIBUTE, '')))?.[0];
    if (part !== undefined) return `attribute ${number} ${part}`;
  }
  return ENGLISH.get(plain) ?? header.toLowerCase();
}
