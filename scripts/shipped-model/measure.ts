import { join } from 'node:path';
import { evaluate, evaluateDetection, evaluateJudgedQueries, type DetectionEvaluation } from '../../indexer/index.js';

/** Figures of a model on the validation files of the catalogs, by what they say. */
export type Metrics = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Measures a model folder; a few minutes. */
export async function measureModel(folder: string, catalogs: string): Promise<Metrics> {
  const workspace = join(folder, 'no-workspace');
  const catalog = join(catalogs, 'fashion/val.jsonl.gz');
  const { textToImage, imageToText, categories } = await evaluate({ workspace, catalog, model: folder });
  const queries = join(catalogs, 'fashion/queries-val.jsonl');
  const judged = await evaluateJudgedQueries({ workspace, queries, catalog, model: folder });
  const detection = (name: string): Promise<DetectionEvaluation> =>
    evaluateDetection({ workspace, catalog: join(catalogs, name, 'val.jsonl'), model: folder, beside: [] });
  return {
    'fashion/val, text to image': shortened({ ...textToImage }),
    'fashion/val, image to text': shortened({ ...imageToText }),
    'fashion/val, categories of photos': shortened({ ...categories.image }),
    'fashion/val, categories of texts': shortened({ ...categories.text }),
    'fashion/queries-val, search': shortened({ ...judged.all }),
    'street/val, detection': detectionFigures(await detection('street')),
    'street-hard/val, detection': detectionFigures(await detection('street-hard')),
  };
}

function detectionFigures({
  queries,
  all,
  largest,
  millisecondsPerPhoto,
}: DetectionEvaluation): Record<string, number> {
  return shortened({
    queries,
    'top1 at .5': all['0.5'].top1,
    'top3 at .5': all['0.5'].top3,
    'top1 at .7': all['0.7'].top1,
    'largest top1 at .5': largest['0.5'].top1,
    'largest top1 at .7': largest['0.7'].top1,
    'milliseconds a photo': millisecondsPerPhoto.median,
  });
}

function shortened(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]));
}
