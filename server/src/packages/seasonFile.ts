/** The season of a package as a file: a line for each seat of each game, then the sums and the forecast. */
import type { Readable } from 'node:stream';
import { decimalsOf } from '@holdfast/shared/money';
import { forecastWords, type PackageSeasonReport, seasonSeatNames } from '@holdfast/shared/packages';
import { type Cell, csvOf, type Sheet } from '../platform/spreadsheets/index.ts';

const heads = [
  'Game',
  'Starts at',
  'Seat',
  'State',
  'Order',
  'Asked',
  'Sold for',
  'Commission',
  'Service fee',
  'Net',
  'Cost share',
  'Currency',
];

/** A line for each seat of each game, then the sums and the forecast. */
export function seasonLines(report: PackageSeasonReport): Cell[][] {
  const { currency, games, totals, forecast, package: found } = report;
  const major = (amount: number | null) => (amount === null ? null : amount / 10 ** decimalsOf(currency));
  const lines: Cell[][] = games.flatMap((game) =>
    game.seats.map((seat): Cell[] => [
      game.name,
      game.startsAt,
      seat.seat,
      seasonSeatNames[seat.state],
      seat.order,
      major(seat.asked),
      major(seat.price),
      major(seat.commission),
      major(seat.fees),
      major(seat.net),
      major(seat.cost),
      currency,
    ]),
  );
  lines.push([
    'Total',
    null,
    totals.seats,
    `${totals.sold} sold`,
    null,
    null,
    major(totals.price),
    major(totals.commission),
    major(totals.fees),
    major(totals.net),
    major(totals.cost),
    currency,
  ]);
  // As many cells as the others: readers of CSV refuse shorter lines.
  lines.push([forecastWords(forecast, currency, found.section), ...heads.slice(1).map(() => null)]);
  return lines;
}

/** The sheet of a season. */
export const seasonSheet: Sheet = {
  name: 'Season',
  columns: heads.map((head, at) => ({
    head,
    width: at === 0 ? 34 : 16,
    ...(at > 4 && at < 11 ? { format: '#,##0.00' } : {}),
  })),
};

/** The season as CSV. */
export const seasonCsv = (report: PackageSeasonReport): Readable => csvOf(heads, seasonLines(report));
