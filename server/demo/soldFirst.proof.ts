import { valueScoreOf } from '@holdfast/shared/listings';
import { plainComponents } from '@holdfast/shared/pricing';
import { describe, expect, it } from 'vitest';
import { type SoldListing, soldSeason, spearman } from './soldFirst.ts';

const components = plainComponents(2_000, 1_200);
const valueIn = (game: readonly SoldListing[]) => (listing: SoldListing) =>
  valueScoreOf(listing, game)?.bps ?? 0;

/** The mean over games of how far an order agrees with what sold first. Games in which all is alike have no order. */
function agreement(
  games: readonly SoldListing[][],
  likingOf: (game: SoldListing[]) => (l: SoldListing) => number,
) {
  const all = games
    .map((game) =>
      spearman(
        game.map(likingOf(game)),
        game.map(({ soldAs }) => -soldAs),
      ),
    )
    .filter((each) => !Number.isNaN(each));
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

/**
 * On a season that the rule wasn't chosen on. Fans are simulated: how far the order agrees says first of all how much fans look at
 * prices. The score is held against the best that any score can do: what fans like, apart from each one's own taste.
 */
describe('what sold first in a held-out season', () => {
  it.each([
    { sensitivity: 5, opinion: 0 },
    { sensitivity: 10, opinion: 0 },
    { sensitivity: 20, opinion: 0 },
    { sensitivity: 40, opinion: 0 },
    { sensitivity: 80, opinion: 0 },
    { sensitivity: 20, opinion: 0.03 },
    { sensitivity: 40, opinion: 0.03 },
    { sensitivity: 80, opinion: 0.03 },
  ])('is ordered by value about as well as it can be by fans with $sensitivity, $opinion', (fans) => {
    const games = soldSeason('held-out', fans, components);
    const [score, best, price] = [
      agreement(games, valueIn),
      agreement(
        games,
        () =>
          ({ pleases }) =>
            pleases,
      ),
      agreement(games, () => (listing) => -listing.price.amount),
    ];
    console.info(
      `Spearman over ${games.length} games, sensitivity ${fans.sensitivity}, opinion ${fans.opinion}: value ${score.toFixed(3)}, best possible ${best.toFixed(3)}, price alone ${price.toFixed(3)}`,
    );
    expect(score).toBeGreaterThan(price);
    if (fans.opinion === 0) expect(best - score).toBeLessThan(0.03);
    if (fans.opinion === 0 && fans.sensitivity >= 40) expect(score).toBeGreaterThanOrEqual(0.8);
  });
});
