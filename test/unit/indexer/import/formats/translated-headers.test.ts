import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../../../../indexer/import/formats/formats.js';
import { planColumns } from '../../../../../indexer/import/formats/columns.js';
import { rowsOf } from './rows-of.js';

const WANTED = ['id', 'title', 'description', 'category', 'brand', 'color', 'price', 'url', 'image'];

/** The same nine columns in each language. */
const GENERIC: Readonly<Record<string, string>> = {
  German: 'Artikelnummer;Produktname;Beschreibung;Kategorie;Marke;Farbe;Preis;Produktlink;Bild',
  'German, other words':
    'Art.-Nr.;Bezeichnung;Produktbeschreibung;Warengruppe;Hersteller;FARBE;Verkaufspreis;Produkt-URL;Bild-URL',
  French:
    'Référence produit;Nom du produit;Description;Catégorie;Marque;Couleur;Prix TTC;URL du produit;Image principale',
  Spanish: 'Referencia;Nombre;Descripción;Categoría;Marca;Color;Precio;Enlace;Imagen',
  Italian: 'Codice prodotto;Nome prodotto;Descrizione;Categoria;Marca;Colore;Prezzo;Link prodotto;Immagine',
  Dutch: 'Artikelcode;Productnaam;Omschrijving;Categorie;Merk;Kleur;Prijs;Productlink;Afbeelding',
  Portuguese: 'Código do produto;Nome do produto;Descrição;Categoria;Marca;Cor;Preço;Link do produto;Imagem',
  Polish: 'Kod produktu;Nazwa produktu;Opis;Kategoria;Producent;Kolor;Cena brutto;Link do produktu;Zdjęcie',
  Russian: 'Артикул;Название;Описание;Категория;Бренд;Цвет;Цена;Ссылка;Фото',
  Japanese: '商品番号;商品名;商品説明;カテゴリ;ブランド;色;価格;商品URL;商品画像',
};

for (const [language, header] of Object.entries(GENERIC)) {
  test(`the columns of a table in ${language} are understood`, () => {
    const plan = planColumns('a.csv', header.split(';'));
    assert.deepEqual(
      plan.map(({ field }) => field),
      WANTED,
    );
  });
}

test('a currency in the header of a price is the currency of its prices', async (t) => {
  for (const header of ['Price (EUR)', 'price_eur', 'Preis in €', 'Price [EUR]', 'EUR price', 'priceEUR', 'Price €']) {
    const { products } = await rowsOf(t, `id;title;${header}\n1;A;1299,50\n`);
    assert.deepEqual([products[0].price, products[0].currency, products[0].attributes], [1299.5, 'EUR', {}], header);
  }
});

test('a cell that names a currency is right about it, and of two currencies the first is taken', async (t) => {
  const { products } = await rowsOf(t, 'id,title,Price (EUR),Price (USD)\n1,A,10 CHF,12\n');
  assert.deepEqual([products[0].price, products[0].currency], [10, 'CHF']);
  assert.deepEqual(products[0].attributes, { 'Price (USD)': '12' });
});

/** The headers that WooCommerce writes in the language of the shop, with a row of a product and one of its variation. */
const WOO: Readonly<Record<string, string>> = {
  German:
    'ID,Typ,Artikelnummer,Name,Veröffentlicht,Ist hervorgehoben?,Sichtbarkeit im Katalog,Kurzbeschreibung,Beschreibung,Vorrätig?,Angebotspreis,Regulärer Preis,Kategorien,Schlagwörter,Bilder,Übergeordnetes Produkt,Marken,Attribut 1 Name,Attribut 1 Wert(e),Attribut 1 Sichtbar,Attribut 1 Global',
  French:
    'ID,Type,UGS,Nom,Publié,Mis en avant ?,Visibilité dans le catalogue,Description courte,Description,En stock ?,Tarif promo,Tarif régulier,Catégories,Étiquettes,Images,Parent,Marques,Nom de l’attribut 1,Valeur(s) de l’attribut 1 ,Attribut 1 visible,Attribut 1 global',
  Spanish:
    'ID,Tipo,SKU,Nombre,Publicado,¿Está destacado?,Visibilidad en el catálogo,Descripción corta,Descripción,¿Existencias?,Precio rebajado,Precio normal,Categorías,Etiquetas,Imágenes,Superior,Marcas,Nombre del atributo 1,Valor(es) del atributo 1,Atributo visible 1,Atributo global 1',
  Italian:
    "ID,Tipo,SKU (COD),Nome,Pubblicato,In primo piano?,Visibilità nel catalogo,Breve descrizione,Descrizione,In stock?,Prezzo in offerta,Prezzo di listino,Categorie,Tag,Immagine,Genitore,Marche,Nome dell'attributo 1,Valore dell'attributo 1,Attributo 1 visibile,Attributo 1 globale",
  Dutch:
    'ID,Type,Artikelnummer,Naam,Gepubliceerd,Is uitgelicht?,Zichtbaarheid in catalogus,Korte beschrijving,Beschrijving,Op voorraad?,Actieprijs,Reguliere prijs,Categorieën,Tags,Afbeeldingen,Hoofd,Merken,Naam eigenschap 1,Waarde(n) eigenschap 1,Eigenschap 1 zichtbaar,Eigenschap 1 globaal',
  Portuguese:
    'ID,Tipo,SKU,Nome,Publicado,Em destaque?,Visibilidade no catálogo,Descrição curta,Descrição,Em estoque?,Preço promocional,Preço,Categorias,Tags,Imagens,Ascendente,Marcas,Nome do atributo 1,Valores do atributo 1,Visibilidade do atributo 1,Atributo global 1',
  Polish:
    'ID,Typ,SKU,Nazwa,Opublikowano,Wyróżniony produkt?,Widoczność w katalogu,Krótki opis,Opis,W magazynie?,Cena promocyjna,Cena,Kategorie,Tagi,Obrazki,Element nadrzędny,Marki,Nazwa atrybutu 1,Wartości atrybutu 1,Atrybut 1 widoczny,Atrybut 1: globalny',
};

const WOO_ROWS = `7,simple,SKU-7,Shirt,1,0,visible,Short,Long,1,8,9,Men > Shirts,warm,https://shop/a.jpg,,Acme,Fit,Slim,1,0
8,variable,SKU-8,Hoodie,1,0,visible,,,1,,,Men,,,,,,,,
9,variation,SKU-9,Hoodie S,1,0,visible,,,1,,20,,,,SKU-8,,Fit,Wide,,0
`;

for (const [language, header] of Object.entries(WOO)) {
  test(`an export of WooCommerce in ${language} is known and read`, async (t) => {
    assert.equal(detectFormat('a.csv', header), 'woocommerce');
    const { products, problems } = await rowsOf(t, `${header}\n${WOO_ROWS}`);
    assert.deepEqual(problems, []);
    assert.equal(products.length, 2);
    const [{ attributes, ...shirt }, hoodie] = products;
    assert.deepEqual(shirt, {
      ...{ id: 'SKU-7', title: 'Shirt', description: 'Short\nLong', category: 'Men > Shirts', brand: 'Acme' },
      ...{ price: 8, listPrice: 9, availability: 'in stock', images: ['https://shop/a.jpg'] },
    });
    assert.equal(attributes.Fit, 'Slim');
    assert.deepEqual([hoodie.price, hoodie.attributes.Fit], [20, 'Wide']);
    assert.equal(Object.keys(attributes).length, 2, Object.keys(attributes).join());
  });
}

/** Google's attributes in the language of the feed. */
const GOOGLE: Readonly<Record<string, string>> = {
  German:
    'ID\tTitel\tBeschreibung\tLink\tBildlink\tZusätzlicher Bildlink\tVerfügbarkeit\tPreis\tSonderangebotspreis\tMarke\tFarbe\tProdukttyp',
  French:
    'id\ttitre\tdescription\tlien\tlien image\tlien image supplémentaire\tdisponibilité\tprix\tprix soldé\tmarque\tcouleur\ttype de produit',
  Spanish:
    'id\ttítulo\tdescripción\tenlace\tenlace imagen\tenlace imagen adicional\tdisponibilidad\tprecio\tprecio oferta\tmarca\tcolor\ttipo de producto',
  Italian:
    'id\ttitolo\tdescrizione\tlink\tlink immagine\tlink immagine aggiuntiva\tdisponibilità\tprezzo\tprezzo scontato\tmarca\tcolore\ttipo di prodotto',
  Dutch:
    'id\ttitel\tbeschrijving\tlink\tafbeeldingslink\textra afbeeldingslink\tbeschikbaarheid\tprijs\tactieprijs\tmerk\tkleur\tproducttype',
  Portuguese:
    'id\ttítulo\tdescrição\tlink\tlink da imagem\tlink da imagem adicional\tdisponibilidade\tpreço\tpreço promocional\tmarca\tcor\ttipo de produto',
  Polish:
    'id\ttytuł\topis\tlink\tlink do zdjęcia\tlink do dodatkowego zdjęcia\tdostępność\tcena\tcena promocyjna\tmarka\tkolor\trodzaj produktu',
};

for (const [language, header] of Object.entries(GOOGLE)) {
  test(`a feed for Google in ${language} is known and read`, async (t) => {
    assert.equal(detectFormat('a.txt', header), 'google');
    const row =
      'g1\tShirt\tSoft\thttps://shop/1\thttps://shop/1.jpg\thttps://shop/2.jpg\tin_stock\t20,00 EUR\t15,50 EUR\tAcme\tRed\tMen > Shirts\n';
    const { products } = await rowsOf(t, `${header}\n${row}`);
    assert.deepEqual(
      { ...products[0], attributes: {} },
      {
        attributes: {},
        ...{ id: 'g1', title: 'Shirt', description: 'Soft', category: 'Men > Shirts', brand: 'Acme', color: 'Red' },
        ...{ price: 15.5, listPrice: 20, currency: 'EUR', url: 'https://shop/1', availability: 'in stock' },
        images: ['https://shop/1.jpg', 'https://shop/2.jpg'],
      },
    );
  });
}

test('a table in another language is no export of WooCommerce because it has a type', () => {
  assert.equal(detectFormat('a.csv', 'Tipo;Referencia;Nombre;Categorías;Precio'), 'csv');
  assert.equal(detectFormat('a.csv', 'Typ;Artikelnummer;Name;Bilder;Preis'), 'csv');
});

test('names of fields in JSON lines are understood like headers, where no object has the own name', async (t) => {
  const rows = [
    '{"sku":"a","name":"Shirt","price":"19,95","image_url":"a.jpg","colour":"Red","fit":"slim"}',
    '{"sku":"b","name":"Hat","sale_price":"1.099","price":"1.299"}',
  ];
  const { products } = await rowsOf(t, rows.join('\n'));
  assert.deepEqual(products, [
    { id: 'a', title: 'Shirt', color: 'Red', price: 19.95, attributes: { fit: 'slim' }, images: ['a.jpg'] },
    { id: 'b', title: 'Hat', price: 1099, listPrice: 1299, attributes: {}, images: [] },
  ]);
});
