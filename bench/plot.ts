/** The growth as a picture: a small chart for each figure, events to the right on a logarithmic scale. */
import { type Grown, grown } from './growth.ts';

const chart = { width: 250, height: 130, left: 20, gap: 40 };
const columns = 5;
const short = (value: number): string =>
  value >= 10_000 ? `${Number((value / 1_000).toPrecision(3))}k` : `${Number(value.toPrecision(3))}`;

const chartOf = (key: keyof typeof grown, all: readonly Grown[]): string => {
  const known = all.filter(one => Number.isFinite(one[key]));
  const most = Math.max(...known.map(one => one[key]));
  const logs = all.map(({ events }) => Math.log(events));
  const [first, span] = [Math.min(...logs), Math.max(...logs) - Math.min(...logs)];
  const points = known.map(({ events, [key]: value }) => {
    const x = span === 0 ? chart.width / 2 : ((Math.log(events) - first) / span) * chart.width;
    return { x, y: chart.height * (1 - value / most), value, events };
  });
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const marks = points.map(
    ({ x, y, value, events }) => `
    <circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3"/>
    <text x="${x.toFixed(1)}" y="${(y - 7).toFixed(1)}">${short(value)}</text>
    <text x="${x.toFixed(1)}" y="${chart.height + 16}" class="axis">${short(events)}</text>`,
  );
  return `
    <text x="0" y="-24" class="title">${grown[key]}</text>
    <path d="M0 ${chart.height}H${chart.width}" class="axis"/>
    <polyline points="${line}"/>${marks.join('')}`;
};

export const plot = (all: readonly Grown[]): string => {
  const keys = Object.keys(grown) as (keyof typeof grown)[];
  const [wide, high] = [chart.width + 2 * chart.gap, chart.height + 2 * chart.gap];
  const charts = keys.map((key, index) => {
    const [x, y] = [chart.gap + wide * (index % columns), chart.gap + chart.left + high * Math.floor(index / columns)];
    return `  <g transform="translate(${x} ${y})">${chartOf(key, all)}\n  </g>`;
  });
  const size = [columns * wide, chart.left + high * Math.ceil(keys.length / columns)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" font-family="sans-serif" font-size="12">
  <title>What becomes slower, and what bigger, with the number of events</title>
  <style>
    rect { fill: #fff } text { text-anchor: middle; fill: #222 } .title { text-anchor: start; font-weight: bold }
    text.axis { fill: #777 } path.axis { stroke: #bbb } polyline { fill: none; stroke: #1677ff; stroke-width: 2 } circle { fill: #1677ff }
  </style>
  <rect width="100%" height="100%"/>
${charts.join('\n')}
</svg>
`;
};
