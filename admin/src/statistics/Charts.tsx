/** Charts of the drill: patterns, dashes and written figures tell apart what colour alone must not. */
import type { StatisticsSeries, StatisticsSplit } from '@holdfast/shared/stats';
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { amountOf, countOf } from '../ui/figures.tsx';
import { barsOf, type ChartedFigure, pointsOf } from './chartData.ts';
import { dayWords } from './statisticsQuery.ts';

const tick = { fill: 'var(--text-muted)', fontSize: 11 };
/** Solid: sold before. Hatched: since yesterday. The figure stands at the end of its bar. */
export function SplitBars({ split, label }: { split: StatisticsSplit; label: string }) {
  const bars = barsOf(split);
  const words = bars.map(({ name, says }) => `${name}: ${says}`).join('; ');
  return (
    <div className="chart" role="img" aria-label={`${label}. ${words}`}>
      <ResponsiveContainer width="100%" height={bars.length * 27 + 8}>
        <BarChart
          data={bars}
          layout="vertical"
          margin={{ top: 2, right: 130, bottom: 2, left: 0 }}
          barSize={17}
          accessibilityLayer={false}
        >
          <defs>
            <pattern
              id="since-yesterday"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(25)"
            >
              <rect width="3" height="6" fill="var(--chart-2)" />
            </pattern>
          </defs>
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis
            type="category"
            dataKey="name"
            width={116}
            tick={{ ...tick, fontSize: 12 }}
            tickFormatter={(name: string) => (name.length > 18 ? `${name.slice(0, 17)}…` : name)}
            axisLine={false}
            tickLine={false}
            interval={0}
          />
          <Bar dataKey="before" stackId="sold" fill="var(--chart-1)" isAnimationActive={false} />
          <Bar dataKey="since" stackId="sold" fill="url(#since-yesterday)" isAnimationActive={false} />
          <Bar dataKey="end" stackId="sold" fill="none" isAnimationActive={false}>
            <LabelList dataKey="says" position="right" fill="var(--text-muted)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

export function SalesLine({
  series,
  figure,
  currency,
  label,
}: {
  series: StatisticsSeries;
  figure: ChartedFigure;
  currency: string;
  label: string;
}) {
  const { points } = pointsOf(series, figure);
  const write = (value: number) => (figure === 'sold' ? countOf(value) : amountOf(value, currency));
  const short = (value: number) =>
    figure === 'sold' ? countOf(value) : countOf(Math.round(value / 100)).replace(/,000$/, 'k');
  const last = points.at(-1);
  const words = last
    ? `From ${points[0]?.day} to ${last.day}; the last: ${write(last.value)}`
    : 'Nothing was sold';
  return (
    <div className="chart" role="img" aria-label={`${label}. ${words}`}>
      <ResponsiveContainer width="100%" height={196}>
        <LineChart
          data={points}
          margin={{ top: 16, right: 18, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tick={tick}
            tickFormatter={(day: string) => dayWords(day, 'short')}
            axisLine={false}
            tickLine={false}
            minTickGap={48}
          />
          <YAxis
            width={44}
            tick={tick}
            tickFormatter={short}
            axisLine={false}
            tickLine={false}
            allowDecimals={false}
          />
          <Line
            dataKey="average"
            stroke="var(--chart-6)"
            strokeWidth={1.6}
            strokeDasharray="4 3"
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="value"
            stroke="var(--chart-1)"
            strokeWidth={2}
            dot={points.length === 1}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
