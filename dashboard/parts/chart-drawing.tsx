import { fonts, palettes } from '@yunzhen/contracts/design-tokens';
import { HeatmapChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useDark, useMotion } from '../theme/appearance.ts';
import type { ChartProps } from './chart-props.ts';

use([HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, AriaComponent, SVGRenderer]);

const themeOf = (dark: boolean) => {
  const { text, textSecondary, line, card } = dark ? palettes.dark : palettes.light;
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: textSecondary },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    textStyle: { fontFamily: fonts, color: text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    tooltip: {
      backgroundColor: card,
      borderColor: line,
      textStyle: { color: text, fontFamily: fonts },
      axisPointer: { lineStyle: { color: textSecondary } },
    },
    visualMap: { textStyle: { color: textSecondary } },
  };
};

export default function Drawing({ option }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const dark = useDark();
  const moving = useMotion();

  useEffect(() => {
    if (!element.current) return;
    const drawn = init(element.current, themeOf(dark));
    chart.current = drawn;
    const resized = new ResizeObserver(() => drawn.resize());
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      drawn.dispose();
    };
  }, [dark]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme makes a new chart, which has to be told again
  useEffect(() => {
    chart.current?.setOption({ animation: moving, animationDuration: 200, ...option }, { notMerge: true });
  }, [option, moving, dark]);
  return <div ref={element} style={{ height: '100%' }} />;
}
