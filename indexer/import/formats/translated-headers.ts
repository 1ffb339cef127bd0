import { plainHeader } from './header-name.js';

/**
 * Headers of product tables in other languages than English, by the field that they hold, best first; written
 * without blanks and accents. In each list: German, French, Spanish, Italian, Dutch, Portuguese, Polish, then Swedish,
 * Danish, Norwegian, Finnish, Czech, Hungarian, Romanian, Turkish, Russian, Japanese and Chinese where they differ.
 */
export const TRANSLATED_HEADERS: Readonly<Record<string, string>> = {
  id: `produktid artikelid artikelnummer artikelnr artnr produktnummer produktnr bestellnummer
    idproduit identifiant numeroarticle codeproduit codearticle refproduit referenceproduit ugs
    idproducto iddelproducto identificador codigodelproducto codigoproducto codigoarticulo referencia codigo
    idprodotto codiceprodotto codicearticolo identificativo riferimento codice
    productnummer artikelcode
    idproduto iddoproduto codigodoproduto codigoproduto
    idproduktu identyfikator kodproduktu numerkatalogowy nrkatalogowy indeks kod
    varenummer tuotenumero tuotekoodi cislozbozi kodzbozi cikkszam termekkod codprodus urunkodu stokkodu
    артикул кодтовара idтовара 商品番号 商品コード 品番 商品编号 货号`,
  title: `titel produkttitel produktname produktbezeichnung artikelname artikelbezeichnung bezeichnung
    titre titreduproduit nomduproduit nomproduit nom designation libelle intitule
    titulo titulodelproducto nombredelproducto nombreproducto nombre
    titolo titoloprodotto nomeprodotto nomedelprodotto nome denominazione
    producttitel productnaam artikelnaam naam
    titulodoproduto nomedoproduto nomeproduto
    tytul tytulproduktu nazwaproduktu nazwatowaru nazwa
    produktnamn namn produktnavn varenavn navn tuotenimi nimi nazevproduktu nazev termeknev megnevezes
    numeprodus denumire urunadi baslik
    названиетовара наименование название 商品名 製品名 名称 商品名称 产品名称 标题`,
  description: `beschreibung produktbeschreibung artikelbeschreibung langbeschreibung langtext
    descriptionduproduit descriptionproduit descriptionlongue descriptif
    descripcion descripciondelproducto descripcionproducto descripcionlarga
    descrizione descrizioneprodotto descrizionelunga
    beschrijving productbeschrijving omschrijving productomschrijving
    descricao descricaodoproduto descricaoproduto descricaolonga
    opis opisproduktu dlugiopis
    beskrivning produktbeskrivning beskrivelse produktbeskrivelse kuvaus popis leiras descriere aciklama
    описание 商品説明 説明 商品描述 描述
    shortdescription kurzbeschreibung descriptioncourte descripcioncorta brevedescrizione descrizionebreve
    kortebeschrijving korteomschrijving descricaocurta krotkiopis`,
  category: `kategorie kategorien kategoriepfad produktkategorie warengruppe produkttyp
    categorie categories categorieduproduit typedeproduit rayon famille
    categoria categorias categoriadelproducto tipodeproducto
    categorie categoriaprodotto tipodiprodotto tipoprodotto reparto
    categorieen productcategorie producttype
    categoriadoproduto tipodeproduto
    kategoria kategorieproduktu kategoriaproduktu rodzajproduktu
    produktkategori kategori luokka tuoteryhma kategoriak termekkategoria categorieprodus
    категория категории раздел カテゴリ カテゴリー 分类 类目`,
  brand: `marke marken hersteller herstellername
    marque marques fabricant
    marca marcas fabricante
    marchio produttore
    merk merken merknaam fabrikant
    marka marki producent
    varumarke maerke merke tuotemerkki znacka vyrobce gyarto
    бренд марка производитель ブランド メーカー 品牌`,
  gender:
    'geschlecht zielgruppe sexe genre sexo genero sesso genere geslacht plec kon sukupuoli pohlavi nem cinsiyet пол 性別 性别',
  color:
    'farbe farben farbname couleur colore kleur cor cores kolor farg farve farge vari barva szin culoare renk цвет 色 カラー 颜色',
  season: 'saison jahreszeit temporada estacion stagione seizoen estacao sezon sasong сезон シーズン 季节',
  usage:
    'verwendung verwendungszweck utilisation uso utilizzo gebruik utilizacao zastosowanie przeznaczenie назначение 用途',
  price: `preis verkaufspreis bruttopreis preisbrutto endpreis vkpreis vkbrutto vk
    prix prixttc prixdevente prixdeventettc
    precio preciodeventa precioventa pvp
    prezzo prezzodivendita
    prijs verkoopprijs
    preco precodevenda
    cena cenabrutto cenasprzedazy
    pris hinta cenasdph ar bruttoar pret fiyat satisfiyati цена 価格 販売価格 价格 售价`,
  salePrice: `angebotspreis sonderangebotspreis aktionspreis sonderpreis rabattpreis reduzierterpreis
    prixpromo prixpromotionnel prixpromotion tarifpromo prixsolde prixsoldes prixremise prixreduit
    preciooferta preciodeoferta preciorebajado preciopromocional precioespecial preciodescuento preciocondescuento
    prezzoinofferta prezzoofferta prezzoscontato prezzopromozionale prezzospeciale prezzosaldo
    actieprijs aanbiedingsprijs kortingsprijs
    precopromocional precodepromocao precodesaldo precocomdesconto precodeoferta
    cenapromocyjna cenawyprzedazowa cenapoobnizce cenaspecjalna
    reapris kampanjpris tilbudspris salgspris alennushinta akcnicena akciosar pretpromotional pretredus
    indirimlifiyat ценасоскидкой セール価格 特価 促销价 特价`,
  listPrice: `regularerpreis normalpreis listenpreis originalpreis alterpreis streichpreis stattpreis uvp
    prixregulier tarifregulier prixnormal prixpublic prixbarre ancienprix prixdorigine prixconseille
    precionormal precioregular preciooriginal precioanterior preciotachado preciodelista
    prezzodilistino prezzoregolare prezzooriginale prezzoprecedente prezzopieno
    normaleprijs reguliereprijs adviesprijs oudeprijs vanprijs
    preconormal precoregular precooriginal precoanterior precodetabela
    cenaregularna cenakatalogowa cenaprzedobnizka cenaprzedpromocja staracena
    ordinariepris normalpris forpris ovh normaalihinta puvodnicena beznacena eredetiar listaar pretintreg pretvechi
    eskifiyat listefiyati стараяцена 定価 通常価格 原价 市场价`,
  saleDates: `sonderangebotspreisgultigkeitsdatum sonderangebotszeitraum datesdevaliditeduprixsolde
    fechadevigenciadelpreciodeoferta datavaliditadelprezzoscontato`,
  saleStart: `datumandemangebotspreisbeginnt angebotspreisbeginn datededebutdepromo
    diaenqueempiezaelpreciorebajado datadiiniziodelprezzoinofferta startdatumactieprijs
    datadeprecopromocionalcomecaem datarozpoczeciapromocji`,
  saleEnd: `datumandemangebotspreisendet angebotspreisende datedefindepromo
    diaenqueterminaelpreciorebajado datadifinedelprezzoinofferta einddatumactieprijs
    datadeprecopromocionalterminaem datazakonczeniapromocji`,
  currency:
    'wahrung waehrung devise monnaie moneda divisa valuta munteenheid moeda waluta valuutta mena penznem parabirimi валюта 通貨 货币',
  url: `produktlink produkturl artikellink artikelurl deeplink
    lien lienproduit lienduproduit urlduproduit urlproduit
    enlace enlaceproducto enlacedelproducto urldelproducto urlproducto
    urlprodotto linkprodotto collegamento
    productlink productpagina
    urldoproduto linkdoproduto hiperligacao
    linkdoproduktu adresproduktu adresurl odkaz lank ссылка 商品url 商品链接`,
  image: `bild bildlink bildurl hauptbild produktbild foto
    lienimage liendelimage lienverslimage imageprincipale imageproduit urlimage urldelimage
    imagen enlaceimagen enlaceaimagen enlacedeimagen enlacedelaimagen imagenprincipal urlimagen urldelaimagen
    immagine linkimmagine immagineprincipale urlimmagine
    afbeelding afbeeldingslink afbeeldingurl hoofdafbeelding productafbeelding
    imagem linkdaimagem imagemprincipal urldaimagem
    zdjecie linkdozdjecia linkobrazka linkdoobrazu zdjecieglowne obraz obrazek urlzdjecia
    bildlank billede bilde billedlink kuva kep imagine resim gorsel
    фото изображение картинка 画像 商品画像 画像url 图片 主图`,
  images: `bilder produktbilder fotos imagesproduit imagenes immagini afbeeldingen imagens zdjecia obrazy obrazki
    billeder kuvat kepek imagini resimler изображения фотографии`,
  availability: `verfugbarkeit verfuegbarkeit lieferstatus disponibilite disponibilidad disponibilita
    beschikbaarheid disponibilidade dostepnosc tillganglighet tilgaengelighed saatavuus dostupnost наличие 在庫状況 库存状态`,
  stock: `bestand lagerbestand lager stockdisponible quantiteenstock existencias inventario giacenza magazzino
    voorraad estoque stanmagazynowy lagersaldo lagerbeholdning varasto keszlet stoc stok остаток 在庫 在庫数 库存`,
};

/** The translated headers of a field, best first. */
export function translatedHeaders(field: string): readonly string[] {
  const list = Object.hasOwn(TRANSLATED_HEADERS, field) ? TRANSLATED_HEADERS[field] : '';
  return list
    .split(/\s+/)
    .map(plainHeader)
    .filter((header) => header !== '');
}
