import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EdgeBoxScorer } from '../../../src/detection/edge-box-score.js';
import { groupEdges, LEAST_AFFINITY, type EdgeGroups } from '../../../src/detection/edge-groups.js';
import type { EdgeMap } from '../../../src/detection/edges.js';
import { createRandom } from '../../../src/random.js';

const OPTIONS = { edgeMinMag: 0.1, edgeMergeThreshold: Math.PI / 2, clusterMinMag: 0.5, gamma: 2 };

/** '-' and '|' are edges of strength 1 in that direction, '/' and '\' diagonals, '.' is nothing. */
function draw(...rows: readonly string[]): EdgeMap {
  const pixels = Array.from(rows.join(''));
  const directions: Record<string, number> = { '-': 0, '|': Math.PI / 2, '\\': Math.PI / 4, '/': (3 * Math.PI) / 4 };
  return {
    width: rows[0].length,
    height: rows.length,
    strength: Float32Array.from(pixels, (pixel) => (pixel === '.' ? 0 : 1)),
    direction: Float32Array.from(pixels, (pixel) => directions[pixel] ?? 0),
  };
}

/** From the paper, without any short cut: all groups, all pixels, best paths by relaxing until nothing gets better. */
function slowScore(edges: EdgeMap, groups: EdgeGroups, [x1, y1, x2, y2]: readonly number[]): number {
  const { width } = edges;
  const onBorder = new Set<number>();
  let inner = 0;
  const [across, down] = [(x2 - x1 + 1) >> 2, (y2 - y1 + 1) >> 2];
  for (let y = y1; y <= y2; y++) {
    for (let x = x1; x <= x2; x++) {
      const group = groups.ids[y * width + x];
      if (group < 0) continue;
      if (x === x1 || x === x2 || y === y1 || y === y2) onBorder.add(group);
      const inside = x >= x1 + across && x <= x2 - across && y >= y1 + down && y <= y2 - down;
      if (inside) inner += edges.strength[y * width + x];
    }
  }
  const isInside = (g: number): boolean =>
    groups.x[g] >= x1 && groups.x[g] <= x2 && groups.y[g] >= y1 && groups.y[g] <= y2;
  const path = Array.from({ length: groups.count }, (_, g): number => (onBorder.has(g) ? 1 : 0));
  for (let better = true; better;) {
    better = false;
    for (let g = 0; g < groups.count; g++) {
      for (let n = groups.starts[g]; n < groups.starts[g + 1]; n++) {
        const other = groups.neighbors[n];
        const onward = path[g] * groups.affinities[n];
        if (!isInside(other) || onward < LEAST_AFFINITY || onward <= path[other]) continue;
        path[other] = onward;
        better = true;
      }
    }
  }
  let sum = -inner;
  for (let g = 0; g < groups.count; g++) if (isInside(g)) sum += (1 - path[g]) * groups.strength[g];
  return Math.max(0, sum / ((x2 - x1 + 1 + y2 - y1 + 1) / 2) ** 1.5);
}

function randomEdges(width: number, height: number): EdgeMap {
  const random = createRandom('edges');
  const length = width * height;
  return {
    width,
    height,
    strength: Float32Array.from({ length }, () => (random.next() < 0.3 ? random.next() : 0)),
    direction: Float32Array.from({ length }, () => random.next() * Math.PI),
  };
}

const FRAME = draw(
  '..........',
  '..........',
  '..------..',
  '..|....|..',
  '..|....|..',
  '..|....|..',
  '..|....|..',
  '..------..',
  '..........',
  '..........',
);

test('the four sides of a frame are groups, and neighbours turn by a right angle', () => {
  const groups = groupEdges(FRAME, { ...OPTIONS, edgeMergeThreshold: 1 });
  assert.equal(groups.count, 4);
  assert.deepEqual([...groups.strength].sort(), [4, 4, 6, 6]);
});

test('a straight edge is one group; where it is cut in two, the halves are wholly alike', () => {
  const whole = groupEdges(draw('........', '.------.', '........'), OPTIONS);
  assert.equal(whole.count, 1);
  const cut = groupEdges(draw('.........', '.---.---.', '.........'), OPTIONS);
  assert.equal(cut.count, 2);
  assert.deepEqual([...cut.neighbors], [1, 0]);
  assert.ok(Math.abs(cut.affinities[0] - 1) < 1e-6);
});

test('faint groups join their neighbours or vanish', () => {
  const edges = draw('...........', '.----.....-', '...........', '........|..', '...........');
  const groups = groupEdges(edges, { ...OPTIONS, clusterMinMag: 1.5 });
  assert.equal(groups.count, 1);
  assert.deepEqual([...groups.strength], [4]);
});

test('a box around a frame scores its whole contour, worked by hand', () => {
  const groups = groupEdges(FRAME, OPTIONS);
  const scorer = new EdgeBoxScorer(FRAME, groups, 1.5);
  // 20 edge pixels inside, none of them in the inner box, width 8, height 8
  const around = Int32Array.of(1, 1, 8, 8);
  assert.ok(Math.abs(scorer.score(around, 0, 0) - 20 / 8 ** 1.5) < 1e-9);
  assert.equal(scorer.score(around, 0, 1), 0);
});

test('what crosses the border counts nothing, and neither does what continues it', () => {
  const edges = draw('...........', '...........', '..---.---..', '...........', '...........');
  const groups = groupEdges(edges, OPTIONS);
  const scorer = new EdgeBoxScorer(edges, groups, 1.5);
  // the right half crosses x = 7, and the left half continues it with affinity 1
  assert.equal(scorer.score(Int32Array.of(1, 0, 7, 3), 0, 0), 0);
  assert.ok(scorer.score(Int32Array.of(1, 0, 9, 3), 0, 0) > 0);
});

test('scores of random boxes agree with the definition and never pass their bound', () => {
  const edges = randomEdges(40, 30);
  const groups = groupEdges(edges, OPTIONS);
  assert.ok(groups.count > 20);
  const scorer = new EdgeBoxScorer(edges, groups, 1.5);
  const random = createRandom('windows');
  for (let i = 0; i < 300; i++) {
    const x1 = random.integer(37);
    const y1 = random.integer(27);
    const box = Int32Array.of(x1, y1, x1 + 2 + random.integer(38 - x1), y1 + 2 + random.integer(28 - y1));
    const score = scorer.score(box, 0, 0);
    assert.ok(Math.abs(score - slowScore(edges, groups, [...box])) < 1e-5, box.join(' '));
    assert.ok(score <= Math.max(0, scorer.bound(box, 0)) + 1e-5);
    assert.equal(scorer.score(box, 0, score + 1e-5), 0);
    assert.ok(Math.abs(scorer.score(box, 0, score * 0.999) - score) < 1e-9);
  }
});
