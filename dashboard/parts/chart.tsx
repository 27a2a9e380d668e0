/** The one place where charts are drawn: ECharts comes when the first chart does, and looks as the design tokens say. */
import { Skeleton } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense } from 'react';

export interface ChartProps {
  /** What the chart says, for who does not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
  /** Told the data index of what was clicked. */
  readonly onPick?: (index: number) => void;
}

const Drawing = lazy(() => import('./chart-drawing.tsx'));

export const Chart = (props: ChartProps) => (
  <div role="img" aria-label={props.label} style={{ height: props.height }}>
    <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: props.height }} />}>
      <Drawing {...props} />
    </Suspense>
  </div>
);
