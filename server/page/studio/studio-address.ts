import { signal } from '@preact/signals';
import { formatPlace, parsePlace, type Destination, type StudioPlace } from './studio-place.js';

const here = (): StudioPlace => parsePlace(location.pathname, location.search);

export const place = signal<StudioPlace>(here());

export function visit(to: Destination): void {
  history.pushState(null, '', formatPlace(to));
  const isOtherView = place.value.view !== to.view;
  place.value = here();
  if (isOtherView) window.scrollTo({ top: 0 });
}

/** The same place, seen more precisely: Back does not stop here, and nothing is drawn anew. */
export function rewriteAddress(parameters: Readonly<Record<string, string>>): void {
  const { view, id } = here();
  history.replaceState(null, '', formatPlace({ view, id, parameters }));
}

export function followHistory(): void {
  addEventListener('popstate', () => {
    place.value = here();
  });
}
