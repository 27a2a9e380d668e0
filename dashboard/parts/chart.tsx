/** The one place where charts are drawn: ECharts comes when the first chart is near, after everything that is read without it. */
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { turn } from './idle.ts';
import { Bone } from './loading.tsx';
import { useSeen } from './use-seen.ts';

export interface ChartProps {
  /** What the chart says, for who does not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
}

const Drawing = lazy(() => import('./chart-drawing.tsx'));

export const Chart = (props: ChartProps) => {
  const { label, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const [drawing, setDrawing] = useState(false);
  useEffect(() => {
    let gone = false;
    if (seen)
      void turn().then(() => {
        if (!gone) setDrawing(true);
      });
    return () => {
      gone = true;
    };
  }, [seen]);
  const bone = <Bone height={height} busy={seen} />;
  return (
    <div ref={place} role="img" aria-label={label} style={{ height }}>
      {drawing ? (
        <Suspense fallback={bone}>
          <Drawing {...props} />
        </Suspense>
      ) : (
        bone
      )}
    </div>
  );
};
