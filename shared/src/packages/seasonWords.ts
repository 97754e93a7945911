/** What a season's page says of its forecast. */
import { moneyText } from '../money/index.ts';
import type { SeasonForecast } from './season.ts';
import { leastComparable } from './seasonSums.ts';

/** What the forecast says and how it is made, or why there is none. */
export function forecastWords(
  { seats, games, perSeat, total }: SeasonForecast,
  currency: string,
  section: string,
): string {
  const money = (amount: number) => moneyText({ amount, currency });
  const rest = `${seats} ${seats === 1 ? 'seat of a game' : 'seats of games'} ahead`;
  if (seats === 0) return 'No seat of a game ahead is left to be sold, so there is nothing to forecast.';
  if (perSeat === null || total === null)
    return `No forecast for ${rest}: ${games === 0 ? 'no game' : games === 1 ? 'one game' : `${games} games`} of this season with seats of section ${section} on sale ${games < 2 ? 'is' : 'are'} over, and at least ${leastComparable} are needed.`;
  return `Forecast for ${rest}: ${money(total.middle)}, between ${money(total.low)} and ${money(total.high)}. It is made from the ${games} games of this season that are over and had seats of section ${section} on sale: what they gave a seat’s owner after commission, unsold seats counted as nothing. The middle is their median, ${money(perSeat.middle)} a seat; half of them lie within the range.`;
}
