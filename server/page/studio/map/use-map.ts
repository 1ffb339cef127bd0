import { useEffect, useState } from 'preact/hooks';
import { service } from '../../service.js';
import { place } from '../studio-address.js';
import { createMapModel, type MapModel } from './map-model.js';
import { mapPoints } from './map-points.js';

/** More points than any catalog that is drawn. */
const LIMIT = 100_000;
/** A layout that is known already comes sooner than that: then there is nothing to see on the way. */
const PATIENCE_MS = 400;

export interface MapLoading {
  readonly model: MapModel | undefined;
  readonly error: unknown;
  /** What is still being done: nothing is there yet, or like products are being pulled together. */
  readonly stage: 'plane' | 'neighbours' | 'done';
  readonly again: () => void;
}

/** First the quick map, then the good one: products then move from the one to the other. */
export function useMap(): MapLoading {
  const [state, setState] = useState<Omit<MapLoading, 'again'>>({ model: undefined, error: undefined, stage: 'plane' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    loadMap(signal, (next) => {
      if (!signal.aborted) setState(next);
    }).catch((error: unknown) => {
      if (!signal.aborted) setState((last) => ({ ...last, error, stage: 'done' }));
    });
    return () => {
      controller.abort();
    };
  }, [round]);
  const again = (): void => {
    setRound((last) => last + 1);
  };
  return { ...state, again };
}

async function loadMap(signal: AbortSignal, tell: (state: Omit<MapLoading, 'again'>) => void): Promise<void> {
  const { at } = place.value.parameters;
  tell({ model: undefined, error: undefined, stage: 'plane' });
  const plane = service.map({ limit: LIMIT, layout: 'plane', signal }).then(mapPoints);
  const quick = await plane;
  const good = service.map({ limit: LIMIT, signal }).then(mapPoints);
  const known = await Promise.race([good, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (known !== undefined) {
    tell({ model: createMapModel(known, at), error: undefined, stage: 'done' });
    return;
  }
  const model = createMapModel(quick, at);
  tell({ model, error: undefined, stage: 'neighbours' });
  const arrived = await good;
  if (signal.aborted) return;
  const isSame = arrived.ids.length === quick.ids.length && arrived.ids.every((id, i) => id === quick.ids[i]);
  // Products that were added meanwhile make it another map.
  if (isSame) model.rearrange(arrived.places);
  tell({ model: isSame ? model : createMapModel(arrived, at), error: undefined, stage: 'done' });
}
