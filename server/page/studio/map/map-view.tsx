import { effect } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ProblemError } from '../../../client/index.js';
import { counted } from '../../design/words.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { NextStep } from '../overview/next-step.js';
import { rewriteAddress } from '../studio-address.js';
import { cameraText } from './camera.js';
import { MapLegend } from './map-legend.js';
import type { MapModel } from './map-model.js';
import { categoryName } from './map-points.js';
import { MapStage, pointsInTheMiddle } from './map-stage.js';
import { categoryColors } from './palette.js';
import { useProduct } from './product-card.js';
import { shopAddress } from './product-memory.js';
import { useMap, type MapLoading } from './use-map.js';
import { useScheme } from './use-scheme.js';
import './map.css';

const NEAR = 12;
const ADDRESS_MS = 300;

/** The catalog as a map: products whose photos are alike lie together. */
export function MapView() {
  const { model, error, stage, again } = useMap();
  const scheme = useScheme();
  const count = model?.points.categories.length ?? 0;
  const colors = useMemo(() => categoryColors(count, scheme), [count, scheme]);
  useEffect(() => (model === undefined ? undefined : keepInAddress(model)), [model]);
  return (
    <div class="map-view">
      <h1 class="unseen">Map of the catalog</h1>
      {error !== undefined && (
        <div class="map-problem">
          {error instanceof ProblemError && error.problem.code === 'not-ready' ? (
            <NextStep step="index" />
          ) : (
            <ProblemNotice error={error} onRetry={again} />
          )}
        </div>
      )}
      <div class="map-main">
        {model !== undefined && <MapStage model={model} colors={colors} scheme={scheme} />}
        <MapProgress stage={error === undefined ? stage : 'done'} model={model} />
      </div>
      {model !== undefined && (
        <aside class="map-side" aria-label="About the map">
          <MapLegend model={model} colors={colors} />
          <MiddleProducts model={model} />
          <HowItWasMade count={model.points.ids.length} />
        </aside>
      )}
    </div>
  );
}

/** Back from a product leads to where one looked. */
function keepInAddress(model: MapModel): () => void {
  let timer = 0;
  const stop = effect(() => {
    const [camera, whole] = [model.camera.value, model.whole.value];
    if (model.size.value.width === 0) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      rewriteAddress(camera === whole ? {} : { at: cameraText(camera, whole) });
    }, ADDRESS_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

const STAGES: Readonly<Record<MapLoading['stage'], string>> = {
  plane: 'Laying the catalog out',
  neighbours: 'Pulling like products together',
  done: 'The map is complete',
};

/** What is still being done, and for how long already. */
function MapProgress({ stage, model }: { stage: MapLoading['stage']; model: MapModel | undefined }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (stage === 'done') return;
    const start = Date.now();
    const timer = setInterval(() => {
      setSeconds(Math.round((Date.now() - start) / 1000));
    }, 500);
    setSeconds(0);
    return () => {
      clearInterval(timer);
    };
  }, [stage]);
  return (
    <div class={stage === 'done' ? 'map-progress unseen' : model === undefined ? 'map-progress alone' : 'map-progress'}>
      <p role="status">
        {STAGES[stage]}
        {stage !== 'done' && '…'}
      </p>
      {stage !== 'done' && (
        <>
          <progress aria-label={STAGES[stage]} />
          <span class="small quiet numbers" aria-hidden="true">
            {seconds > 1 && `${seconds} s; it is done once for each index`}
          </span>
        </>
      )}
    </div>
  );
}

/** The same for those who cannot see the map: what lies where one looks. */
function MiddleProducts({ model }: { model: MapModel }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      class="map-middle-list"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Products in the middle, as a list</summary>
      {isOpen && <NearList model={model} />}
    </details>
  );
}

function NearList({ model }: { model: MapModel }) {
  const { points } = model;
  return (
    <ol>
      {pointsInTheMiddle(model, NEAR).map((point) => (
        <li key={points.ids[point]}>
          <NearProduct id={points.ids[point]} category={points.categories[points.categoryOf[point]].name} />
        </li>
      ))}
    </ol>
  );
}

function NearProduct({ id, category }: { id: string; category: string }) {
  const product = useProduct(id, 200);
  return (
    <>
      <a href={shopAddress(id)}>{product?.title ?? `Product ${id}`}</a>
      <span class="small quiet"> {categoryName(category)}</span>
    </>
  );
}

function HowItWasMade({ count }: { count: number }) {
  return (
    <details>
      <summary>How the map was made</summary>
      <div class="small">
        <p>
          Each dot is one of {counted(count, 'product', 'products')}, placed by its first photo as the model sees it: a
          vector of a hundred numbers or so, which is what a search by photo compares.
        </p>
        <p>
          The two directions in which all vectors differ most give the first layout (principal components). Then each
          product is pulled to its ten nearest neighbours and pushed from others, as in UMAP (McInnes et al. 2018).
        </p>
        <p>
          Read it by its neighbourhoods: what lies together looks alike to the model. How far two heaps are apart, and
          which way is up, means little. A dot in the colour of another heap is worth a look: a wrong category, or a
          wrong photo.
        </p>
      </div>
    </details>
  );
}
