/**
 * Lines over days, drawn here and not by ECharts: they stand on the first screen, which must not wait for it, and their exact numbers
 * are read by arrow keys as by the pointer.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import styles from './line-chart.module.css';
import { apart, everyOf, ticksTo } from './lines.ts';

export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly number[];
}

/** Pixels around what is drawn: numbers to the left, names to the right, days below. */
const room = { left: 44, right: 76, top: 12, bottom: 24 };
const dayWidth = 46;

const useWidth = () => {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const watching = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    watching.observe(place.current);
    return () => watching.disconnect();
  }, []);
  return [place, width] as const;
};

export const LineChart = ({
  days,
  lines,
  height,
  read,
}: {
  /** Names below the axis. */
  days: readonly string[];
  lines: readonly Line[];
  height: number;
  /** The exact numbers of a day, a line each. */
  read: (index: number) => readonly string[];
}) => {
  const [place, width] = useWidth();
  const [at, setAt] = useState<number>();
  const last = days.length - 1;
  const ticks = ticksTo(Math.max(...lines.flatMap(({ values }) => values)));
  const most = ticks.at(-1) ?? 1;
  const inner = { width: Math.max(1, width - room.left - room.right), height: height - room.top - room.bottom };
  const x = (index: number) => room.left + (last === 0 ? inner.width / 2 : (index * inner.width) / last);
  const y = (value: number) => room.top + inner.height * (1 - value / most);
  const names = apart(
    lines.map(({ values }) => y(values[last] ?? 0)),
    18,
    room.top + inner.height,
  );
  const every = everyOf(days.length, dayWidth, inner.width);
  const moved = (event: PointerEvent) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const scale = event.currentTarget.getBoundingClientRect().width / Math.max(1, width);
    const index = Math.round(((left / scale - room.left) * last) / inner.width);
    setAt(Math.min(last, Math.max(0, index)));
  };
  const pressed = (event: KeyboardEvent) => {
    const to = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.min(last, Math.max(0, to)));
  };
  const [title, ...numbers] = at === undefined ? [] : read(at);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group is what it is; a fieldset is for fields
    <div
      ref={place}
      role="group"
      aria-label={`${lines.map(({ name }) => name).join('、')}，按左右键逐日查看`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its arrow keys read the days
      tabIndex={0}
      className={styles.chart}
      style={{ height }}
      onPointerMove={moved}
      onPointerLeave={() => setAt(undefined)}
      onKeyDown={pressed}
      onBlur={() => setAt(undefined)}
    >
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          {ticks.map(tick => (
            <g key={tick}>
              <line className={styles.grid} x1={room.left} x2={width - room.right} y1={y(tick)} y2={y(tick)} />
              <text x={room.left - 8} y={y(tick) + 4} textAnchor="end">
                {tick.toLocaleString('zh-CN')}
              </text>
            </g>
          ))}
          {days.map(
            (day, index) =>
              (last - index) % every === 0 && (
                <text key={day} x={x(index)} y={height - 6} textAnchor="middle">
                  {day}
                </text>
              ),
          )}
          {at !== undefined && (
            <line className={styles.at} x1={x(at)} x2={x(at)} y1={room.top} y2={room.top + inner.height} />
          )}
          {lines.map(({ name, colour, values }, line) => (
            <g key={name}>
              <polyline
                points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
                fill="none"
                stroke={colour}
                strokeWidth="2"
                strokeLinejoin="round"
              />
              {at !== undefined && <circle cx={x(at)} cy={y(values[at] ?? 0)} r="4" fill={colour} />}
              <text x={width - room.right + 8} y={(names[line] ?? 0) + 4} style={{ fill: colour }}>
                {name}
              </text>
            </g>
          ))}
        </svg>
      )}
      <div
        role="status"
        className={styles.read}
        hidden={at === undefined}
        data-left={at !== undefined && at > last / 2}
      >
        <strong>{title}</strong>
        {numbers.map(number => (
          <span key={number}>{number}</span>
        ))}
      </div>
    </div>
  );
};
