import type { FacetValue } from '../../requests/facets.js';

export interface CategoryBranch {
  /** From the top to the chosen level. */
  readonly above: readonly string[];
  /** The levels to choose from next. */
  readonly below: readonly FacetValue[];
}

/** @param values every prefix of the products' paths: 'Apparel', 'Apparel > Topwear' */
export function branchOf(values: readonly FacetValue[], chosen: string | undefined): CategoryBranch {
  const path = chosen === undefined ? onlyWay(values) : levels(chosen);
  const above = path.map((_, i) => path.slice(0, i + 1).join(' > '));
  return { above, below: childrenOf(values, path) };
}

/** Where everything found lies in one department, there is no choice above it. */
function onlyWay(values: readonly FacetValue[]): string[] {
  let way: string[] = [];
  for (;;) {
    const next = childrenOf(values, way);
    if (next.length !== 1 || childrenOf(values, levels(next[0].value)).length === 0) return way;
    way = levels(next[0].value);
  }
}

function childrenOf(values: readonly FacetValue[], path: readonly string[]): FacetValue[] {
  return values.filter(({ value }) => {
    const parts = levels(value);
    return parts.length === path.length + 1 && path.every((level, i) => level === parts[i]);
  });
}

function levels(path: string): string[] {
  return path.split('>').map((level) => level.trim());
}
