/** The one place where charts are drawn: ECharts comes when the first chart is near, after everything that is read without it. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { turn } from '../lib/idle.ts';
import type { ChartProps } from './chart-props.ts';
import { Bone } from './loading.tsx';
import { useSeen } from './use-seen.ts';

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
