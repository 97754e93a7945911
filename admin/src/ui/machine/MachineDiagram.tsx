import { useId, useMemo } from 'react';
import { lookOf } from '../states.ts';
import { type Diagram, diagramOf, type MachineViewProps } from './diagram.ts';
import { namePlace, pathOf, pointAlong } from './layout.ts';

/** A machine drawn: green is here now, black is the way it came, dashed blue can happen now, grey is the rest. */
export function MachineDiagram({ kind, drawing, state, visited }: MachineViewProps) {
  const id = useId();
  const { layout, boxes, groups, lines, begin } = useMemo(
    () => diagramOf(kind, drawing, state, visited),
    [kind, drawing, state, visited],
  );
  const word = lookOf(kind, state).word;
  const way = visited.map((step) => lookOf(kind, step.to).word.toLowerCase());
  return (
    <svg
      className="mach"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      style={{ maxWidth: layout.width * 1.15 }}
      role="img"
      aria-label={`${kind}: ${way.length ? `${way.join(', then ')}; ` : ''}now ${word}`}
    >
      <ArrowHeads id={id} />
      {groups.map(({ name, place: { x, y, width, height } }) => (
        <g key={name}>
          <rect className="grp" x={x} y={y} width={width} height={height} rx="5" />
          <text className="lb" x={x + 6} y={y + 12}>
            {name}
          </text>
        </g>
      ))}
      {lines.map(({ from, to, kind: look, points }) => (
        <path
          key={`${from}>${to}`}
          className={`ed ${look}`}
          d={pathOf(points)}
          markerEnd={`url(#${id}-${look})`}
        />
      ))}
      {boxes.map(({ id: name, text, place, mark }) => (
        <g key={name} className={mark ? `nd ${mark}` : 'nd'}>
          <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="3" />
          <text x={place.x + place.width / 2} y={place.y + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <Labels lines={lines} width={layout.width} />
      <Steps lines={lines} begin={begin} />
    </svg>
  );
}

function ArrowHeads({ id }: { id: string }) {
  return (
    <defs>
      {(['rest', 'way', 'can'] as const).map((each) => (
        <marker
          key={each}
          id={`${id}-${each}`}
          className={each}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 .6 7.4 4 0 7.4z" />
        </marker>
      ))}
    </defs>
  );
}

/** More lines than these that can be taken would hide each other's names; the page lists them anyway. */
const mostNamed = 4;

/** What a line that was or can be taken is called. */
function Labels({ lines, width }: Pick<Diagram, 'lines'> & { width: number }) {
  const namesCan = lines.filter(({ kind }) => kind === 'can').length <= mostNamed;
  return lines.map(({ from, to, kind, label, points }) => {
    const isCovered = lines.some((way) => way.kind === 'way' && way.from === to && way.to === from);
    if (!label || kind === 'rest' || (kind === 'can' && (!namesCan || isCovered))) return null;
    const { x, y } = namePlace(points, kind === 'way' ? 0.68 : 0.5, label, width);
    return (
      <text
        key={`${from}>${to}`}
        className={kind === 'can' ? 'lb o' : 'lb w'}
        x={x}
        y={y + 4}
        textAnchor="middle"
      >
        {label}
      </text>
    );
  });
}

/** The steps of its way, counted from 1. */
function Steps({ lines, begin }: Pick<Diagram, 'lines' | 'begin'>) {
  const dots = [
    ...(begin ? [{ step: 1, x: begin.x, y: begin.y + begin.height / 2 }] : []),
    ...lines.flatMap(({ steps, points }) => {
      const { x, y } = pointAlong(points, 0.3);
      return steps.map((step, at) => ({ step, x: x + at * 13, y }));
    }),
  ];
  return dots.map(({ step, x, y }) => (
    <g className="sp" key={step}>
      <circle cx={x} cy={y} r="7" />
      <text x={x} y={y + 3.6} textAnchor="middle">
        {step}
      </text>
    </g>
  ));
}
