/** What a chart is given, by the page that shows it and to the code that draws it. */
import type { EChartsCoreOption } from 'echarts/core';

export interface ChartProps {
  /** What the chart says, for who does not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
}
