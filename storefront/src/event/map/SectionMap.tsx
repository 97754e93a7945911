import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { moneyText } from '../../ui/money.ts';
import type { SectionPrice } from '../sorting.ts';
import { drawing, type Level, neighbour, rings, type Shape } from './geometry.ts';

interface Props {
  venue: string;
  levels: readonly Level[];
  sections: readonly SectionPrice[];
  /** Sections of other prices are drawn as if they had none: those of the key's chosen range. */
  step: number | null;
  chosen: string | null;
  choose(section: string | null): void;
}

const directions: Record<string, 'left' | 'right' | 'in' | 'out'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'out',
  ArrowDown: 'in',
};

/**
 * The venue's sections in rings, by level, colored and patterned by price. Sections that have seats in the chosen number are
 * buttons, of which Tab reaches one and the arrow keys the others: left and right around the level, up and down between
 * levels.
 */
export function SectionMap({ venue, levels, sections, step, chosen, choose }: Props) {
  const drawn = useMemo(() => rings(levels), [levels]);
  const prices = useMemo(
    () =>
      new Map(
        sections.filter((each) => step === null || each.step === step).map((each) => [each.section, each]),
      ),
    [sections, step],
  );
  const [reached, setReached] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const shapes = drawn.flatMap((ring) => ring.shapes);
  const isOpen = (section: string) => prices.has(section);
  // The one that Tab comes to.
  const first =
    [reached, chosen].find((each) => each !== null && isOpen(each)) ??
    shapes.find(({ section }) => isOpen(section))?.section;

  const onKeyDown = (press: KeyboardEvent<SVGGElement>, section: string) => {
    if (press.key === 'Enter' || press.key === ' ') {
      press.preventDefault();
      choose(section === chosen ? null : section);
    }
    const direction = directions[press.key];
    if (!direction) return;
    press.preventDefault();
    const next = neighbour(drawn, section, direction, isOpen);
    if (next === null) return;
    setReached(next);
    svg.current?.querySelector<SVGGElement>(`[data-section="${CSS.escape(next)}"]`)?.focus();
  };

  const { width, height, field } = drawing;
  const flagged = pointed ?? chosen;
  const here = shapes.find(({ section }) => section === flagged);
  const price = flagged === null ? undefined : prices.get(flagged);
  return (
    <svg ref={svg} className="bowl" viewBox={`0 0 ${width} ${height}`}>
      <title>Sections of {venue}. The list of sections says the same.</title>
      <Patterns />
      <rect className="grass" {...field} rx={6} />
      {drawn.map((ring) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be drawn in an SVG
        // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of an SVG isn't interactive
        <g key={ring.name} role="group" aria-label={ring.name}>
          {ring.shapes.map((shape) => {
            const own = prices.get(shape.section);
            if (!own) return <Closed key={shape.section} shape={shape} />;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button can't be drawn in an SVG
              <g
                key={shape.section}
                role="button"
                data-section={shape.section}
                tabIndex={shape.section === first ? 0 : -1}
                className={`sect${shape.section === chosen ? ' here' : ''}`}
                aria-pressed={shape.section === chosen}
                aria-label={`Section ${shape.section} from ${moneyText(own.lowest)}`}
                onClick={() => choose(shape.section === chosen ? null : shape.section)}
                onFocus={() => {
                  setReached(shape.section);
                  setPointed(shape.section);
                }}
                onBlur={() => setPointed(null)}
                onPointerEnter={() => setPointed(shape.section)}
                onPointerLeave={() => setPointed(null)}
                onKeyDown={(press) => onKeyDown(press, shape.section)}
              >
                <path className={`face s${own.step}`} d={shape.path} />
                {own.step > 1 && shape.section !== chosen && (
                  <path className="pat" d={shape.path} fill={`url(#price-${own.step})`} />
                )}
                <Label shape={shape} step={own.step} />
              </g>
            );
          })}
        </g>
      ))}
      {here && price && <Flag shape={here} text={moneyText(price.lowest)} />}
    </svg>
  );
}

/** A section without seats in the chosen number. */
function Closed({ shape }: { shape: Shape }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG without tabindex can't have the focus
    <g className="sect" aria-hidden="true">
      <path className="face s0" d={shape.path} />
      <Label shape={shape} step={0} />
    </g>
  );
}

function Label({ shape: { label, middle }, step }: { shape: Shape; step: number }) {
  if (label === null) return null;
  return (
    <text className={`t${step}`} x={middle.x} y={middle.y}>
      {label}
    </text>
  );
}

/** The lowest price of the section that is pointed at, or else of the chosen one: above it, and within the drawing. */
function Flag({ shape: { middle }, text }: { shape: Shape; text: string }) {
  const wide = 22 + text.length * 8;
  const x = Math.min(Math.max(middle.x, wide), drawing.width - wide);
  const y = middle.y < 60 ? middle.y + 18 : middle.y - 44;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG without tabindex can't have the focus
    <g className="flag" aria-hidden="true">
      <rect x={x - wide / 2} y={y} width={wide} height={26} rx={5} />
      <text x={x} y={y + 18}>
        {text}
      </text>
    </g>
  );
}

/** The patterns of the price steps, so that colors don't speak alone: plain, dots, diagonal, upright, cross. */
export function Patterns() {
  return (
    <defs>
      <pattern id="price-2" width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="3" cy="3" r=".95" className="pt p2" stroke="none" />
      </pattern>
      <pattern id="price-3" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 3h6" className="pt p3" strokeWidth="1.2" />
      </pattern>
      <pattern id="price-4" width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M3 0v6" className="pt p4" strokeWidth="1.5" />
      </pattern>
      <pattern id="price-5" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 3.5h7M3.5 0v7" className="pt p5" strokeWidth="1.1" />
      </pattern>
    </defs>
  );
}
