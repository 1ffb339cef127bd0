import { openDetection } from '../../src/index.js';
import type { DetectedBox, DetectionResult } from '../../src/index.js';
import { defineCommand } from '../command.js';
import { wholeNumber } from '../option-values.js';
import { photoArgument } from '../photo-argument.js';
import { table } from '../terminal/table.js';

interface DetectCommandOptions {
  readonly text?: string;
  readonly limit?: number;
  readonly model?: string;
}

/** A text has one main product, and its other boxes are second thoughts. */
const TEXT_LIMIT = 5;
const GARMENT_LIMIT = 10;

export const command = defineCommand<DetectCommandOptions, DetectionResult>({
  configure: (verb) =>
    verb
      .argument('<photo>', 'JPEG, PNG, WebP, AVIF, GIF or TIFF')
      .option('--text <text>', "what the product's text says: its boxes, best first; without it, every garment")
      .option(
        '--limit <n>',
        `boxes at most (default: ${TEXT_LIMIT} with a text, ${GARMENT_LIMIT} without)`,
        wholeNumber({ min: 1, max: 100 }),
      )
      .option('--model <name>', 'a model of the workspace, a shipped one, or its folder')
      .addHelpText(
        'after',
        `
Boxes are x, y, width and height in pixels of the upright photo. Works where no workspace exists; in a workspace that
was indexed, every box has the products that look like it.

Examples:
  vitrine detect street.jpg --text 'black skirt'
  vitrine detect street.jpg --json`,
      ),
  async run({ workspace, args, options, signal }) {
    const { text: words, model, limit = words === undefined ? GARMENT_LIMIT : TEXT_LIMIT } = options;
    const finder = await openDetection({ workspace, model });
    try {
      return await finder.detect(await photoArgument(args[0]), { words, limit, signal });
    } finally {
      await finder.close();
    }
  },
  render: renderDetection,
});

function renderDetection(result: DetectionResult): string {
  const { width, height, boxes, model, recipe, warnings, milliseconds } = result;
  const shown = table(
    ['label', 'score', 'x', 'y', 'width', 'height', 'looks like'],
    boxes.map(({ label, score, box, hits }) => [label, score.toFixed(3), ...box.map(Math.round), firstOf(hits)]),
    [32, 5, 6, 6, 6, 6, 60],
  );
  const time = `${milliseconds.toFixed(0)} ms`;
  const summary = `${width} x ${height} pixels, looked at by '${model}', recipe ${recipe}, in ${time}`;
  return [...(boxes.length > 0 ? [shown] : []), ...warnings, summary].join('\n');
}

function firstOf([best]: DetectedBox['hits']): string {
  return best === undefined ? '' : `${best.id}  ${best.title}`;
}
