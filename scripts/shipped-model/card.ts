import type { StoredDetector } from '../../src/detection/format.js';
import type { StoredModel } from '../../src/encoder/format.js';
import { SHIPPED_MODEL } from '../../src/storage/shipped.js';
import type { Metrics } from './measure.js';

/** The card for programs and the one for people. */
export interface ShippedCard {
  readonly json: Readonly<Record<string, unknown>>;
  readonly readme: string;
}

/** Where the photos and texts came from, and what their owners say. */
const SOURCES = [
  {
    what: "products of a fashion shop, with photos of 60 x 80 pixels (the public set 'Fashion Product Images', Myntra)",
    from: [
      'tanmay0401/multimodal-recommendation-engine@a86a10b3b5cc (photos)',
      'aerospike-examples/retail-demo@08a4edca30ca (texts)',
    ],
    terms: 'neither repository states a licence',
    taught: 'the words, the twin model',
  },
  {
    what: "dressed people in the street, with a box and a label for each garment (the public set 'Clothing Co-Parsing')",
    from: ['bearpaw/clothing-co-parsing@fe34fb77721a'],
    terms: 'the repository says Apache-2.0; the photos show identifiable people and were collected by its authors',
    taught: 'the detector',
  },
] as const;

const LICENCE =
  'not under Apache-2.0: for research and evaluation only, because the public sets that it was trained on allow no more; train a model on your own catalog for anything else';

const WEAKNESSES = [
  'It knows one shop of the Indian market: its brands, its words, its way to take photos. English only.',
  'Its product photos had 60 x 80 pixels: fine patterns, writing and small details are lost on it.',
  'The detector learned from some 700 photos of people who stand and are seen whole: sitting people, crowds and close-ups are worse, and so are belts, jewellery and whatever else is small.',
  'Garments that look alike are told apart badly: skirt and dress, jacket and coat, top and blouse.',
  'Words that its catalog never used are unknown to it, and colloquial ones are its weakest queries.',
] as const;

const COMMANDS = [
  'vitrine import $CATALOGS/fashion/train.jsonl.gz --workspace fashion.vitrine',
  'vitrine train --workspace fashion.vitrine',
  'vitrine train-detection $CATALOGS/street/train.jsonl --workspace fashion.vitrine',
  'node dist/scripts/make-shipped-model.js --workspace fashion.vitrine --catalogs $CATALOGS',
] as const;

/** Describes the model as it ships. The card that training wrote is not taken over: it may hold texts of the catalog. */
export function describeModel(twin: StoredModel, detector: StoredDetector, metrics: Metrics): ShippedCard {
  const { recipe, image, parameters, engine, validation } = twin.card;
  const json = {
    data: "the public sets 'Fashion Product Images' (words, twin model) and 'Clothing Co-Parsing' (detector)",
    licence: LICENCE,
    sources: SOURCES,
    holds: 'weights, words and two-word phrases with their counts, names of categories; no photo, no title, no person',
    ...{ image, parameters, engine, epochs: twin.card.epochs },
    ...{ categories: twin.categories.length, words: twin.vocabulary.size },
    seed: (recipe as { seed?: number } | undefined)?.seed,
    recipe,
    trainedOn: twin.card.data,
    validation,
    precision: { twin: 'float16', detector: detector.precision },
    detector: { recipe: detector.recipe, ...detector.card, labels: detector.labels },
    metrics,
    weaknesses: WEAKNESSES,
    commands: COMMANDS,
  };
  return { json, readme: readmeOf(twin, detector, metrics) };
}

function readmeOf(twin: StoredModel, detector: StoredDetector, metrics: Metrics): string {
  const { recipe, parameters } = twin.card as { recipe?: { seed?: number }; parameters?: number };
  const lines = [
    `# The model '${SHIPPED_MODEL}'`,
    '',
    'Vitrine uses it where a workspace has no model of its own, and says so; `--model fashion` names it. `vitrine train`',
    'makes a model of your own catalog, which is what you want for anything but a first look.',
    '',
    '## Terms',
    '',
    `The weights are **${LICENCE}**.`,
    '',
    ...SOURCES.flatMap(({ what, from, terms, taught }) => [
      `- ${what}: taught ${taught}. From ${from.map((place) => `\`${place}\``).join(' and ')}; ${terms}.`,
    ]),
    '',
    'The folder holds weights, words and two-word phrases with their counts, and names of categories. No photo, title or',
    'person of those sets is in it.',
    '',
    '## What it is',
    '',
    `- Twin model: ${String(parameters)} parameters, ${twin.model.shape.photoSize} x ${twin.model.shape.photoSize} pixels,`,
    `  ${twin.model.shape.embeddingSize} dimensions, ${twin.vocabulary.size} words, ${twin.categories.length} categories; ${twin.card.epochs} epochs, seed ${String(recipe?.seed)}; half precision.`,
    `- Detector: recipe \`${detector.recipe}\`, ${detector.card.epochs} epochs, seed ${detector.card.seed}, ${detector.card.data}; 8 bits.`,
    `- It names these garments: ${detector.labels.join(', ')}.`,
    '',
    '## Measured, as it ships',
    '',
    ...metricLines(metrics),
    '',
    '## Where it is weak',
    '',
    ...WEAKNESSES.map((weakness) => `- ${weakness}`),
    '',
    '## How it was made',
    '',
    '```sh',
    ...COMMANDS,
    '```',
    '',
  ];
  return lines.join('\n');
}

function metricLines(metrics: Metrics): string[] {
  const rows = Object.entries(metrics).map(([name, figures]) => {
    const shown = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`);
    return `| ${name} | ${shown.join(', ')} |`;
  });
  return rows.length === 0 ? ['Not measured.'] : ['| on | figures |', '| --- | --- |', ...rows];
}
