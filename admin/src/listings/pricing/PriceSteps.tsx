/** Prices over time as steps, the market dashed beside them. */

import { amountOf } from '../../ui/figures.tsx';
import { dayOf } from '../../ui/time.ts';
import type { ListingPage } from '../listingPage.ts';

const width = 300;
const height = 84;
const right = 44;
const bottom = 14;

type Price = ListingPage['prices'][number];

/** @param prices newest first @param market today's, minor units */
export function PriceSteps({
  prices,
  market,
  now,
}: {
  prices: readonly Price[];
  market: number | null;
  now: number;
}) {
  const steps = [...prices].reverse();
  const first = steps[0];
  if (!first) return null;
  const from = Date.parse(first.at);
  const known = steps.flatMap((step) =>
    step.market === null ? [] : [{ at: Date.parse(step.at), amount: step.market }],
  );
  // When only today's market price is known, the line is level.
  const markets =
    market === null
      ? known
      : [...(known.length === 0 ? [{ at: from, amount: market }] : known), { at: now, amount: market }];
  const amounts = [...steps.map((step) => step.amount.amount), ...markets.map(({ amount }) => amount)];
  const minimum = Math.min(...amounts);
  const most = Math.max(...amounts);
  const room = Math.max((most - minimum) * 0.15, most * 0.02, 1);
  const x = (at: number) => ((at - from) / Math.max(1, now - from)) * (width - right - 4) + 2;
  const y = (amount: number) =>
    height - bottom - 4 - ((amount - minimum + room) / (most - minimum + 2 * room)) * (height - bottom - 8);
  const points = steps.map((step) => ({ x: x(Date.parse(step.at)), y: y(step.amount.amount) }));
  const line = stepLine(points, x(now));
  const dashed = stepLine(
    markets.map(({ at, amount }) => ({ x: x(at), y: y(amount) })),
    x(now),
  );
  const scale = most === minimum ? [most] : [most, minimum];
  return (
    <svg
      className="steps"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Price from ${amountOf(first.amount.amount)} to ${amountOf(steps.at(-1)?.amount.amount ?? 0)}${
        market === null ? '' : `, market ${amountOf(market)}`
      }`}
    >
      {scale.map((amount) => (
        <g key={amount}>
          <line x1={0} x2={width - right} y1={y(amount)} y2={y(amount)} className="rule" />
          <text x={width - right + 6} y={y(amount) + 4}>
            {amountOf(amount)}
          </text>
        </g>
      ))}
      {dashed && <path d={dashed} className="market" />}
      <path d={line} className="price" />
      {points.map((point) => (
        <circle key={`${point.x} ${point.y}`} cx={point.x} cy={point.y} r={2.5} />
      ))}
      <text x={0} y={height - 2}>
        {dayOf(first.at).slice(4)}
      </text>
      <text x={width - right} y={height - 2} textAnchor="end">
        now
      </text>
    </svg>
  );
}

function stepLine(points: readonly { x: number; y: number }[], end: number): string {
  return points
    .map(({ x, y }, at) => {
      const next = points[at + 1]?.x ?? end;
      return `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)} H${Math.max(next, x).toFixed(1)}`;
    })
    .join(' ');
}
