import type { Random } from '../../src/random.js';
import { alongArm, bodyOf, type Body } from './body.js';
import type { Gender } from './design.js';
import { HAIRS, HAIR_STYLES, hairOf, type HairStyle } from './hair.js';
import { darker, mix, type Hex } from './palette.js';
import type { Sheet } from './sheet.js';
import { at, blob, ellipse, mirror, n, symmetric, through, type PathData, type Point } from './svg-path.js';

/** How the person looks. */
export interface Person {
  readonly gender: Gender;
  readonly skin: Hex;
  readonly hair: Hex;
  readonly hairStyle: HairStyle;
}

const SKINS: readonly Hex[] = ['#f3d3bd', '#e8bd9c', '#d9a07a', '#b97d55', '#8d5a3b', '#63402c'];
export function inventPerson(random: Random, gender: Gender): Person {
  return {
    gender,
    skin: random.pick(SKINS),
    hair: random.pick(HAIRS),
    hairStyle: random.pick<HairStyle>(HAIR_STYLES[gender]),
  };
}

/** The parts of a figure in the order in which they are painted among the garments. */
export interface Figure {
  readonly behind: string;
  readonly body: string;
  readonly head: string;
  readonly hands: string;
  /** What hides garments although it is none. */
  readonly headOutline: readonly PathData[];
}

export function drawFigure(person: Person, sheet: Sheet, { barefoot }: { barefoot: boolean }): Figure {
  const body = bodyOf(person.gender);
  const arm = armPath(body);
  const skin = skinPiece(person.skin, sheet);
  const foot = footPath(body);
  const feet = barefoot ? skin(foot) + skin(mirror(foot)) : '';
  const hair = hairOf(person.hair, person.hairStyle, sheet);
  return {
    behind: hair.back,
    body:
      skin(torsoPath(body)) + skin(arm) + skin(mirror(arm)) + collarbones(person.skin) + basics(person, body) + feet,
    head:
      skin(neckPath(body)) + neckShade(body, person.skin) + skin(HEAD) + ears(person.skin) + face(person) + hair.front,
    hands: [1, -1].map((side) => handMarkup(body, person.skin, side)).join(''),
    headOutline: [HEAD, ...hair.outline],
  };
}

function skinPiece(skin: Hex, sheet: Sheet): (path: PathData) => string {
  const light = sheet.gradient([
    [0, '#000', 0.16],
    [0.3, '#fff', 0.12],
    [0.65, '#fff', 0],
    [1, '#000', 0.2],
  ]);
  return (path) =>
    `<path d="${path}" fill="${skin}"/><path d="${path}" fill="${light}"/><path d="${path}" fill="none" stroke="${darker(skin, 0.45)}" stroke-opacity=".35" stroke-width=".9"/>`;
}

function neckPath(body: Body): PathData {
  return symmetric(`M0,70L${body.neck - 3},72Q${body.neck - 3},96 ${body.neck + 4},104Q${body.neck},114 0,118`);
}

function torsoPath(body: Body): PathData {
  const { neck, neckY, shoulder, armpit, bust, waist, hip, crotchY, knee, ankle } = body;
  const side: Point[] = [
    [shoulder[0] - 2, shoulder[1] + 2], [armpit[0], armpit[1]], bust, waist, hip, [hip[0] - 6, crotchY + 44], [knee[0] + 16, knee[1]],
    [knee[0] + 19, knee[1] + 48], [ankle[0] + 9, ankle[1]], [ankle[0] + 10, ankle[1] + 22],
  ]; // prettier-ignore
  const inner: Point[] = [
    [ankle[0] - 9, ankle[1] + 22],
    [ankle[0] - 8, ankle[1]],
    [knee[0] - 17, knee[1] + 48],
    [knee[0] - 16, knee[1]],
    [4, crotchY + 34],
    [0, crotchY + 2],
  ];
  return symmetric(
    `M0,${neckY}L${neck + 2},${neckY - 3}Q${neck + 16},${neckY + 6} ${at(side[0])}${through(side)}L${at(inner[0])}${through(inner)}`,
  );
}

/** A bare foot, turned outwards. */
function footPath({ ankle: [x, y], floorY }: Body): PathData {
  return `M${x - 9},${y + 14}L${x + 10},${y + 14}Q${x + 16},${y + 26} ${x + 32},${floorY - 9}Q${x + 38},${floorY - 2} ${x + 28},${floorY}L${x - 6},${floorY}Q${x - 13},${floorY - 8} ${x - 9},${y + 14}Z`;
}

function armPath(body: Body): PathData {
  const steps = [0, 0.15, 0.35, 0.52, 0.75, 1];
  const edge = (t: number, side: 1 | -1): Point => {
    const { center, normal, halfWidth } = alongArm(body, t);
    return [center[0] + normal[0] * halfWidth * side, center[1] + normal[1] * halfWidth * side];
  };
  const outer = steps.map((t) => edge(t, 1));
  const inner = [...steps].reverse().map((t) => edge(t, -1));
  const top: Point = [body.shoulder[0] - 8, body.shoulder[1] - 1];
  return `M${at(top)}${through([top, ...outer])}L${at(inner[0])}${through(inner)}Z`;
}

function handMarkup(body: Body, skin: Hex, side: number): string {
  const {
    center: [x, y],
  } = alongArm(body, 1);
  const hand = blob([
    [x - 7, y - 6],
    [x + 8, y - 6],
    [x + 11, y + 14],
    [x + 8, y + 30],
    [x + 2, y + 37],
    [x - 4, y + 28],
    [x - 8, y + 12],
  ]);
  const thumb = `M${n(x - 5)},${n(y + 2)}Q${n(x - 15)},${n(y + 12)} ${n(x - 9)},${n(y + 22)}Q${n(x - 4)},${n(y + 20)} ${n(x - 2)},${n(y + 10)}Z`;
  const fingers = `M${n(x + 1)},${n(y + 20)}L${n(x + 1)},${n(y + 34)}M${n(x + 5)},${n(y + 19)}L${n(x + 6)},${n(y + 31)}`;
  const line = darker(skin, 0.4);
  return `<g${side < 0 ? ' transform="scale(-1 1)"' : ''}><path d="${hand}" fill="${skin}" stroke="${line}" stroke-opacity=".4" stroke-width=".9"/><path d="${thumb}" fill="${skin}" stroke="${line}" stroke-opacity=".4" stroke-width=".9"/><path d="${fingers}" stroke="${line}" stroke-opacity=".4" stroke-width=".9"/></g>`;
}

function collarbones(skin: Hex): string {
  return `<path d="M8,122Q24,116 44,122M-8,122Q-24,116 -44,122" fill="none" stroke="${darker(skin, 0.35)}" stroke-opacity=".4" stroke-width="1.6" stroke-linecap="round"/>`;
}

/** Plain underwear, so that nobody stands there naked whatever the garments leave open. */
function basics({ gender }: Person, body: Body): string {
  const [hx] = body.hip;
  const slip = symmetric(`M0,318L${hx - 1},316L${hx},346Q24,352 10,${body.crotchY + 8}L0,${body.crotchY + 10}`);
  const band =
    gender === 'Women' ? symmetric(`M0,182Q20,172 ${body.armpit[0]},174L${body.bust[0]},206Q20,214 0,208`) : '';
  return `<path d="${slip}${band}" fill="#e9e4dc"/>`;
}

const HEAD: PathData = symmetric('M0,6C20,6 31,22 30,46C29,66 17,88 0,90');

function neckShade(body: Body, skin: Hex): string {
  return `<path d="M${-body.neck + 4},78Q0,106 ${body.neck - 4},78L${body.neck - 4},92Q0,112 ${-body.neck + 4},92Z" fill="${darker(skin, 0.4)}" fill-opacity=".45"/>`;
}

function ears(skin: Hex): string {
  return [-30, 30].map((x) => `<path d="${ellipse(x, 50, 4.4, 8)}" fill="${darker(skin, 0.08)}"/>`).join('');
}

function face({ skin, hair, gender }: Person): string {
  const line = darker(skin, 0.55);
  const lips = gender === 'Women' ? mix(skin, '#b03048', 0.62) : darker(skin, 0.25);
  const eye = (x: number): string =>
    `<path d="M${x - 6},48Q${x},43.5 ${x + 6},48Q${x},51.5 ${x - 6},48Z" fill="#fbf8f4"/><circle cx="${x}" cy="47.6" r="2.5" fill="#3a2a22"/><path d="M${x - 6.6},47.6Q${x},42.6 ${x + 6.6},47.6" fill="none" stroke="#2a1d18" stroke-width="${gender === 'Women' ? 1.9 : 1.2}" stroke-linecap="round"/>`;
  const brow = (s: number): string =>
    `<path d="M${5 * s},39.5Q${12 * s},35.5 ${20 * s},39" fill="none" stroke="${darker(hair, 0.2)}" stroke-width="2.2" stroke-linecap="round"/>`;
  return (
    eye(-12.5) +
    eye(12.5) +
    brow(1) +
    brow(-1) +
    `<path d="M1,50Q5,60 4,63Q1,65.5 -3,63.5" fill="none" stroke="${line}" stroke-opacity=".55" stroke-width="1.5" stroke-linecap="round"/>` +
    `<path d="M-9,73Q-4,70.4 0,71.8Q4,70.4 9,73Q0,80 -9,73Z" fill="${lips}"/><path d="M-9,73Q0,75.2 9,73" fill="none" stroke="${darker(lips, 0.4)}" stroke-width=".9"/>` +
    `<circle cx="-18" cy="62" r="6" fill="#e0604f" fill-opacity=".13"/><circle cx="18" cy="62" r="6" fill="#e0604f" fill-opacity=".13"/>`
  );
}
