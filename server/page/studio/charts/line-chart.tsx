import { useEffect, useId, useRef, useState } from 'preact/hooks';
import './charts.css';
import type { Series } from './series.js';
import { linearScale, roundDomain, type Scale } from './scales.js';

export interface LineChartProps {
  readonly title: string;
  /** What stands below the title: what is measured, and which way is better. */
  readonly about: string;
  readonly xName: string;
  readonly xs: readonly number[];
  /** Six at most: there are no more colours. */
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** How the axis is labelled; as the values are by default. */
  readonly tick?: (value: number) => string;
  /** Values that the axis holds in any case, as [0, 1]. */
  readonly domain?: readonly [number, number];
}

const HEIGHT = 260;
const MARGIN = { top: 12, right: 14, bottom: 26, left: 44 };

/** Lines over whole numbers such as epochs, with the values under the pointer, and the same as a table. */
export function LineChart(props: LineChartProps) {
  const { title, about, xs, series } = props;
  const id = useId();
  return (
    <figure class="chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p class="small quiet">{about}</p>
      </figcaption>
      <ul class="chart-names small">
        {series.map(({ name }, i) => (
          <li key={name} class={`series-${i + 1}`}>
            {name}
          </li>
        ))}
      </ul>
      <Drawing {...props} />
      <details class="small">
        <summary>The same as a table</summary>
        <ValueTable {...props} />
      </details>
      {xs.length === 1 && <p class="small quiet">There is one epoch only, so there is no line yet.</p>}
    </figure>
  );
}

function Drawing({ title, xName, xs, series, format, tick = format, domain }: LineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [hovered, setHovered] = useState<number>();
  const values = series.flatMap((line) => line.values.filter((value) => value !== undefined));
  const y = linearScale(domain ?? roundDomain([0, ...values]), [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const x = linearScale(
    [xs[0], xs.at(-1)!],
    [MARGIN.left, width - MARGIN.right],
    Math.min(xs.length - 1 || 1, width / 60),
  );
  const findHovered = (event: PointerEvent): void => {
    const left = event.clientX - (frame.current?.getBoundingClientRect().left ?? 0);
    const distances = xs.map((value) => Math.abs(x.at(value) - left));
    setHovered(distances.indexOf(Math.min(...distances)));
  };
  return (
    <div
      class="chart-frame"
      ref={frame}
      onPointerMove={findHovered}
      onPointerDown={findHovered}
      onPointerLeave={() => {
        setHovered(undefined);
      }}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={`${title}, by ${xName}`}>
          <Axes x={x} y={y} width={width} format={tick} />
          {series.map((line, i) => (
            <path key={line.name} class={`line series-${i + 1}`} d={pathOf(line, xs, { x, y })} />
          ))}
          {hovered !== undefined && <Marks {...{ x, y, xs, series, hovered }} />}
        </svg>
      )}
      {hovered !== undefined && (
        <Values {...{ xName, xs, series, format, hovered }} left={x.at(xs[hovered])} frameWidth={width} />
      )}
    </div>
  );
}

function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      setWidth(Math.floor(contentRect.width));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return width;
}

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

function Axes({ x, y, width, format }: Scales & { width: number; format: (value: number) => string }) {
  return (
    <g class="axes">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={MARGIN.left - 8} y={y.at(tick)} dy="0.32em" text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {x.ticks
        .filter((tick) => Number.isInteger(tick))
        .map((tick) => (
          <text key={tick} x={x.at(tick)} y={HEIGHT - 6} text-anchor="middle">
            {tick}
          </text>
        ))}
    </g>
  );
}

/** Points that were not measured are passed over. */
function pathOf({ values }: Series, xs: readonly number[], { x, y }: Scales): string {
  const points = values.flatMap((value, i) => (value === undefined ? [] : [[x.at(xs[i]), y.at(value)]]));
  return points.map(([left, top], i) => `${i === 0 ? 'M' : 'L'}${left.toFixed(1)} ${top.toFixed(1)}`).join('');
}

interface HoveredProps {
  readonly xs: readonly number[];
  readonly series: readonly Series[];
  readonly hovered: number;
}

function Marks({ x, y, xs, series, hovered }: Scales & HoveredProps) {
  const left = x.at(xs[hovered]);
  return (
    <g class="marks">
      <line x1={left} x2={left} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
      {series.map(({ name, values }, i) => {
        const value = values[hovered];
        return value !== undefined && <circle key={name} class={`series-${i + 1}`} cx={left} cy={y.at(value)} r="4" />;
      })}
    </g>
  );
}

interface ValuesProps extends HoveredProps, Pick<LineChartProps, 'xName' | 'format'> {
  readonly left: number;
  readonly frameWidth: number;
}

/** The numbers under the pointer; a table says the same to those who have none. */
function Values({ xName, xs, series, hovered, format, left, frameWidth }: ValuesProps) {
  const isRight = left > frameWidth / 2;
  return (
    <div
      class="chart-values small"
      aria-hidden="true"
      style={isRight ? { right: frameWidth - left + 12 } : { left: left + 12 }}
    >
      <b>
        {xName} {xs[hovered]}
      </b>
      <dl>
        {series.map(({ name, values }, i) => {
          const value = values[hovered];
          return (
            <div key={name} class={`series-${i + 1}`}>
              <dt>{name}</dt>
              <dd class="numbers">{value === undefined ? '–' : format(value)}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function ValueTable({ xName, xs, series, format }: LineChartProps) {
  return (
    // Wide tables scroll by themselves; keys reach what scrolls.
    <div class="table-frame" tabIndex={0} role="region" aria-label="Table of the values">
      <table class="value-table numbers">
        <thead>
          <tr>
            <th scope="col">{xName}</th>
            {series.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {xs.map((value, row) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              {series.map(({ name, values }) => {
                const measured = values[row];
                return <td key={name}>{measured === undefined ? '–' : format(measured)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
