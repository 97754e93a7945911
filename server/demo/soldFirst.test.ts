import { valueScoreOf } from '@holdfast/shared/listings';
import { plainComponents } from '@holdfast/shared/pricing';
import { expect, it } from 'vitest';
import { soldSeason, spearman } from './soldFirst.ts';

it('Spearman’s correlation is that of the textbook, with mean ranks for ties', () => {
  expect(spearman([1, 2, 3], [10, 20, 30])).toBeCloseTo(1);
  expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
  // IQ and hours of television of the usual example: −29/165.
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  expect(spearman(iq, [7, 27, 2, 50, 28, 29, 20, 12, 6, 17])).toBeCloseTo(-29 / 165);
  expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(0.866, 3);
  expect(spearman([1, 1], [1, 2])).toBeNaN();
});

it('the value score orders what fans who look at prices take first', () => {
  const games = soldSeason('another season', { sensitivity: 40, opinion: 0 }, plainComponents(2_000, 1_200));
  const all = games
    .map((game) =>
      spearman(
        game.map((listing) => valueScoreOf(listing, game)?.bps ?? 0),
        game.map(({ soldAs }) => -soldAs),
      ),
    )
    .filter((each) => !Number.isNaN(each));
  expect(all.length).toBeGreaterThan(200);
  expect(all.reduce((sum, each) => sum + each, 0) / all.length).toBeGreaterThanOrEqual(0.8);
});
