import type { Design } from '../design.js';
import { createRandom } from '../../../src/random.js';
import { mix } from '../palette.js';

/** A printed motif on the chest, of the second colour. */
export function graphicPrint({ fabric, seed }: Design): string {
  const motif = createRandom(`${seed}/print`).pick(MOTIFS);
  return `<g transform="translate(0 208)">${motif(fabric.accent.hex, mix(fabric.accent.hex, fabric.color.hex, 0.45))}</g>`;
}

type Motif = (ink: string, second: string) => string;

const MOTIFS: readonly Motif[] = [
  (ink, second) =>
    `<circle r="25" fill="${second}"/><path d="M-25,6L-9,-13L2,2L11,-8L25,8A25,25 0 0 1 -25,6Z" fill="${ink}"/><circle cx="9" cy="-13" r="4" fill="${ink}"/>`,
  (ink) => `<path d="M0,-26L7,-8L26,-8L11,4L16,23L0,12L-16,23L-11,4L-26,-8L-7,-8Z" fill="${ink}"/>`,
  (ink, second) =>
    `<path d="M-28,-12H28V-4H-28Z" fill="${ink}"/><path d="M-28,0H28V8H-28Z" fill="${second}"/><path d="M-28,12H28V20H-28Z" fill="${ink}"/>`,
  (ink, second) =>
    `<g fill="none" stroke-width="4"><circle r="24" stroke="${ink}"/><circle r="15" stroke="${second}"/><circle r="6" stroke="${ink}"/></g>`,
  (ink, second) =>
    `<path d="M0,22C-34,0 -24,-24 -10,-22Q-3,-21 0,-13Q3,-21 10,-22C24,-24 34,0 0,22Z" fill="${ink}"/><path d="M-16,-10Q-12,-17 -7,-14" fill="none" stroke="${second}" stroke-width="3" stroke-linecap="round"/>`,
  (ink, second) =>
    `<path d="M0,-26L24,18L-24,18Z" fill="none" stroke="${ink}" stroke-width="4"/><path d="M0,-10L11,11L-11,11Z" fill="${second}"/>`,
];
