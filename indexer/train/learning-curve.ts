import type { EpochRecord } from './checkpoint.js';

const WIDTH = 860;
const HEIGHT = 420;

/** @returns an SVG: losses by epoch on the left axis, median rank of the held-out products on the right one */
export async function learningCurve(history: readonly EpochRecord[]): Promise<string> {
  const echarts = await import('echarts'); // half of what a command takes to start, and needed here alone
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  const names = Object.keys(history[0]?.losses ?? {}).filter((name) => history.some(({ losses }) => losses[name] > 0));
  const losses = names.map((name) => ({
    name,
    type: 'line' as const,
    showSymbol: false,
    data: history.map((record) => record.losses[name]),
  }));
  const rank = {
    name: 'median rank, text to image (%)',
    type: 'line' as const,
    yAxisIndex: 1,
    lineStyle: { width: 3 },
    data: history.map(({ validation }) => validation['textToImage.medianRankPercent'] ?? null),
  };
  chart.setOption({
    animation: false,
    title: { text: 'Training', left: 'center' },
    legend: { bottom: 0 },
    grid: { left: 56, right: 64, top: 48, bottom: 72 },
    xAxis: {
      type: 'category',
      name: 'epoch',
      nameLocation: 'middle',
      nameGap: 26,
      data: history.map(({ epoch }) => epoch),
    },
    yAxis: [
      { type: 'value', name: 'loss' },
      { type: 'log', name: 'rank (%)' },
    ],
    series: [...losses, rank],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
