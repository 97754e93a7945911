import type { MachineDrawing } from '@holdfast/shared/support';
import { useId } from 'react';
import { lookOf, type MachineKind } from '../states.ts';
import { boxHeight, drawingWidth, plans } from './places.ts';
import { drawnEdges, lineOf, placeFor, type Step } from './route.ts';
import './machine.css';

const short: Record<string, string> = {
  requiresAction: '3-D Secure',
  failed: 'failed',
  partiallyRefunded: 'part refunded',
  cancelled: 'canceled',
};

/** A machine drawn: green is here now, black is the way it came, dashed blue can happen now, grey is the rest. */
export function MachineView({
  kind,
  drawing,
  state,
  visited,
}: {
  kind: MachineKind;
  drawing: MachineDrawing;
  state: string;
  visited: readonly Step[];
}) {
  const id = useId();
  const plan = plans[kind];
  if (!plan) return null;
  const here = placeFor(plan, state);
  const was = new Set(
    visited.flatMap((step) => [step.from, step.to]).map((each) => each && placeFor(plan, each)),
  );
  const isAftermath =
    plan.aftermath && [state, ...was].some((each) => each && plan.aftermath?.after.includes(each));
  const hidden = new Set(isAftermath ? [] : plan.aftermath?.states);
  const edges = drawnEdges(drawing, plan, state, visited).filter(
    (edge) => !hidden.has(edge.from) && !hidden.has(edge.to),
  );
  const order = { rest: 0, can: 1, way: 2 };
  const lines = edges
    .sort((a, b) => order[a.kind] - order[b.kind])
    .flatMap((edge) => {
      const line = lineOf(
        plan,
        edge.from,
        edge.to,
        edges.some((back) => back.from === edge.to && back.to === edge.from),
      );
      return line ? [{ ...edge, line }] : [];
    });
  const first = visited.find((step) => step.from === null) ?? visited[0];
  const firstBox = first ? placeFor(plan, first.from ?? first.to) : null;
  const begin = firstBox ? plan.places[firstBox] : undefined;
  const height = hidden.size > 0 && plan.aftermath ? plan.aftermath.heightBefore : plan.height;
  const word = lookOf(kind, state).word;
  const way = visited.map((step) => lookOf(kind, step.to).word.toLowerCase());
  return (
    <svg
      className="mach"
      viewBox={`0 0 ${drawingWidth} ${height}`}
      role="img"
      aria-label={`${kind}: ${way.length ? `${way.join(', then ')}; ` : ''}now ${word}`}
    >
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
      {plan.group && (
        <>
          <rect
            className="grp"
            x={plan.group.x}
            y={plan.group.y}
            width={plan.group.w}
            height={plan.group.h}
            rx="5"
          />
          <text className="lb" x={plan.group.x + 8} y={plan.group.y - 5}>
            {plan.group.name}
          </text>
        </>
      )}
      {lines.map(({ from, to, kind: look, line }) => (
        <path key={`${from}>${to}`} className={`ed ${look}`} d={line.d} markerEnd={`url(#${id}-${look})`} />
      ))}
      {Object.entries(plan.places).map(([name, place]) =>
        hidden.has(name) ? null : (
          <g key={name} className={name === here ? 'nd now' : was.has(name) ? 'nd was' : 'nd'}>
            <rect x={place.x} y={place.y} width={place.w} height={boxHeight} rx="3" />
            <text x={place.x + place.w / 2} y={place.y + 16} textAnchor="middle">
              {short[name] ?? name.split('.').at(-1)}
            </text>
          </g>
        ),
      )}
      {lines.map(({ from, to, kind: look, words, line }) =>
        words && look !== 'rest' && kind === 'reservation' ? (
          <text
            key={`${from}>${to}`}
            className={look === 'can' ? 'lb o' : 'lb w'}
            x={line.words[0]}
            y={line.words[1]}
            textAnchor="middle"
          >
            {words}
          </text>
        ) : null,
      )}
      {lines.map(({ from, to, steps, line }) =>
        steps.map((step, at) => (
          <g className="sp" key={`${from}>${to} ${step}`}>
            <circle cx={line.dot[0] + at * 13} cy={line.dot[1]} r="7" />
            <text x={line.dot[0] + at * 13} y={line.dot[1] + 3.6} textAnchor="middle">
              {step}
            </text>
          </g>
        )),
      )}
      {begin && first?.from === null && (
        <g className="sp">
          <circle cx={begin.x} cy={begin.y + boxHeight / 2} r="7" />
          <text x={begin.x} y={begin.y + boxHeight / 2 + 3.6} textAnchor="middle">
            1
          </text>
        </g>
      )}
    </svg>
  );
}

/** What the colours mean. */
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
