import type { ReactNode } from 'react';
import { lookOf, type MachineKind, type Shape, type Tone } from './states.ts';

const ring = <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const line = { fill: 'none', stroke: 'currentColor' } as const;
const shapes: Record<Shape, ReactNode> = {
  ring,
  waiting: (
    <>
      {ring}
      <circle cx="6" cy="6" r="2" fill="currentColor" />
    </>
  ),
  half: (
    <>
      {ring}
      <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" />
    </>
  ),
  threeQuarters: (
    <>
      {ring}
      <path d="M6 1.4a4.6 4.6 0 1 1-4.6 4.6H6z" fill="currentColor" />
    </>
  ),
  tick: (
    <>
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path d="M3.4 6.2 5.3 8l3.4-3.9" fill="none" stroke="var(--surface)" strokeWidth="1.5" />
    </>
  ),
  disc: <circle cx="6" cy="6" r="5.2" fill="currentColor" />,
  bars: <path d="M2.5 1.5h2.6v9H2.5zM6.9 1.5h2.6v9H6.9z" fill="currentColor" />,
  square: <rect x="1.6" y="1.6" width="8.8" height="8.8" fill="currentColor" />,
  openSquare: <rect x="1.9" y="1.9" width="8.2" height="8.2" strokeWidth="1.5" {...line} />,
  clock: (
    <>
      {ring}
      <path d="M6 3.2V6l2 1.4" strokeWidth="1.4" {...line} />
    </>
  ),
  arrow: <path d="M4.6 1.6 1.6 4.6l3 3M1.8 4.6h5.4a2.9 2.9 0 0 1 0 5.8H4.4" strokeWidth="1.5" {...line} />,
  brokenArrow: (
    <>
      <path d="M4.6 1.6 1.6 4.6l3 3" strokeWidth="1.5" {...line} />
      <path d="M1.8 4.6h5.4a2.9 2.9 0 0 1 0 5.8H4.4" strokeWidth="1.5" strokeDasharray="2 1.6" {...line} />
    </>
  ),
  triangle: (
    <>
      <path d="M6 .9 11.6 11H.4z" fill="currentColor" />
      <path d="M6 4.4v3.2M6 8.6v1.2" stroke="var(--surface)" strokeWidth="1.3" />
    </>
  ),
  cross: <path d="m2 2 8 8M10 2l-8 8" strokeWidth="2.1" {...line} />,
};

/** A shape with a word: never colour as the only difference. */
export function Mark({
  shape,
  tone,
  loud,
  quiet,
  children,
}: {
  shape: Shape;
  tone: Tone;
  loud?: boolean;
  quiet?: boolean;
  children?: ReactNode;
}) {
  return (
    <span className={`st ${quiet ? 'quiet' : tone}${loud ? ' loud' : ''}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {shapes[shape]}
      </svg>
      {children}
    </span>
  );
}

/** A state of a machine: quiet in grids, tinted (`loud`) on pages of one thing. */
export function StateMark({ kind, state, loud }: { kind: MachineKind; state: string; loud?: boolean }) {
  const { shape, tone, word, greyInGrid } = lookOf(kind, state);
  return (
    <Mark shape={shape} tone={tone} loud={loud} quiet={!loud && greyInGrid}>
      {word}
    </Mark>
  );
}
