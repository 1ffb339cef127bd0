import type { ModelAnswer } from '../../../requests/models.js';
import { counted } from '../../design/words.js';
import { measureOf, type Measure } from './measures.js';

/** Measures of one question. */
export interface MeasureGroup {
  readonly title: string;
  readonly measures: readonly Measure[];
}

/** One set of products, queries or photos that a model was measured on, and what came out: only figures of one set compare. */
export interface MeasuredPlace {
  readonly title: string;
  /** How many products, queries or texts, as far as that is known. */
  readonly extent: string;
  readonly groups: readonly MeasureGroup[];
}

type Figures = Readonly<Record<string, number>>;

/** What a card calls the questions, and how a reader understands them. */
const QUESTIONS: Readonly<Record<string, string>> = {
  textToImage: "A product's text finds its photo",
  imageToText: "A product's photo finds its text",
  'text to image': "A product's text finds its photo",
  'image to text': "A product's photo finds its text",
  'categories of photos': 'The category of a photo is told',
  'categories of texts': 'The category of a text is told',
  search: 'Queries find what judges call relevant',
  detection: 'A text finds its garment in a photo',
};

/** @returns every set that the model was measured on, in the order in which its card names them */
export function measuredPlaces({
  validation,
  card,
  detectors,
  kind,
}: Pick<ModelAnswer, 'validation' | 'card' | 'detectors' | 'kind'>): MeasuredPlace[] {
  return [
    ...heldBackPlace(validation ?? {}, kind),
    ...cardPlaces(card?.metrics),
    ...detectors.flatMap(({ recipe, card: about }) => detectorPlace(recipe, about?.metrics)),
  ];
}

/** @param validation figures under names as 'textToImage.recallAt1' */
function heldBackPlace(validation: Figures, kind: ModelAnswer['kind']): MeasuredPlace[] {
  const questions = new Map<string, Record<string, number>>();
  for (const [path, value] of Object.entries(validation)) {
    const [question, name] = path.includes('.') ? path.split(/\.(.*)/s) : ['', path];
    questions.set(question, { ...questions.get(question), [name]: value });
  }
  if (questions.size === 0) return [];
  const catalog = kind === 'own' ? 'this catalog' : 'the catalog that it learned from';
  return [
    {
      title: `Products of ${catalog} that were held back from training`,
      extent: extentOf([...questions.values()]),
      groups: [...questions].map(([question, figures]) => groupOf(question, figures)),
    },
  ];
}

/** @param metrics of a card: figures under names as 'fashion/val, text to image', which is the place and the question */
function cardPlaces(metrics: unknown): MeasuredPlace[] {
  const places = new Map<string, [question: string, figures: Figures][]>();
  for (const [name, value] of Object.entries(isObject(metrics) ? metrics : {})) {
    const figures = figuresOf(value);
    if (Object.keys(figures).length === 0) continue;
    const [, place, question] = /^(.*), ([^,]*)$/s.exec(name) ?? ['', name, ''];
    places.set(place, [...(places.get(place) ?? []), [question, figures]]);
  }
  const named = [...places].map(([place, questions]) => ({
    title: place,
    extent: extentOf(questions.map(([, figures]) => figures)),
    groups: questions.map(([question, figures]) => groupOf(question, figures)),
  }));
  const unnamed = figuresOf(metrics);
  if (Object.keys(unnamed).length === 0) return named;
  const title = 'The card does not say on what';
  return [...named, { title, extent: extentOf([unnamed]), groups: [groupOf('', unnamed)] }];
}

function detectorPlace(recipe: string, metrics: unknown): MeasuredPlace[] {
  const figures = figuresOf(metrics);
  if (Object.keys(figures).length === 0) return [];
  const title = `Photos that were held back from training the detector (${recipe})`;
  return [{ title, extent: extentOf([figures]), groups: [groupOf('detection', figures)] }];
}

function groupOf(question: string, figures: Figures): MeasureGroup {
  const measures = Object.entries(figures)
    .filter(([name]) => name !== 'queries' && name !== 'products')
    .map(([name, value]) => measureOf(name, value));
  return { title: QUESTIONS[question] ?? question, measures };
}

/** 'of 4,418 products', 'of 746 texts'; empty where the figures do not tell. */
function extentOf(all: readonly Figures[]): string {
  for (const figures of all) {
    const products = productsOf(figures);
    if (products !== undefined) return counted(products, 'product', 'products');
    if (figures.queries !== undefined) return counted(figures.queries, 'text', 'texts');
  }
  return '';
}

/** A median rank is given as a place and as a share of all products: together they tell how many there were. */
function productsOf({ products, medianRank, medianRankPercent }: Figures): number | undefined {
  if (products !== undefined) return products;
  if (medianRank === undefined || !(medianRankPercent > 0)) return undefined;
  return Math.round((100 * medianRank) / medianRankPercent);
}

function figuresOf(value: unknown): Figures {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
