import type { MapDrawer } from '../map/map-drawer.js';
import { MapAnswer, MapParameters } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** The catalog at one glance. */
export function mapRoutes(map: MapDrawer): Route[] {
  return [
    defineRoute({
      ...{ id: 'map', method: 'get', url: '/v1/map', tag: 'catalog', access: 'read' },
      summary: 'The catalog by likeness of its photos, in two dimensions',
      description:
        'Computed once for each index, in some seconds. The same index gives the same map; where there are more products than `limit`, it is a sample.',
      parameters: MapParameters,
      answer: { kind: 'json', schema: MapAnswer, description: 'Points, categories and ids.' },
      handle: ({ parameters, signal }) => map.draw(parameters, signal),
    }),
  ];
}
