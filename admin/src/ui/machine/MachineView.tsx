import { lazy, Suspense } from 'react';
import type { MachineViewProps } from './diagram.ts';
import './machine.css';

/** The diagram comes with its layout library, which the rest of the page doesn't wait for. */
const MachineDiagram = lazy(async () => ({ default: (await import('./MachineDiagram.tsx')).MachineDiagram }));

export function MachineView(props: MachineViewProps) {
  return (
    <Suspense fallback={<div className="mach" style={{ minHeight: 160 }} />}>
      <MachineDiagram {...props} />
    </Suspense>
  );
}

/** What the colors mean. */
export function MachineLegend({ past }: { past?: boolean }) {
  return (
    <div className="mach-legend">
      <span>
        <i className="now" />
        {past ? 'there then' : 'here now'}
      </span>
      <span>
        <i className="was" />
        the way it came
      </span>
      <span>
        <i className="can" />
        {past ? 'could happen then' : 'can happen now'}
      </span>
    </div>
  );
}
