import { expect, it } from 'vitest';
import { viewWords } from './viewWords.ts';

it.each([
  [{}, 'All listings'],
  [{ marketFrom: -1_000 }, 'from 10% below the market'],
  [{ marketUntil: 500 }, 'up to 5% above the market'],
  [{ marketFrom: -500, marketUntil: 0 }, 'from 5% below the market, up to the market price'],
])('says the view %j as %s', (filter, words) => expect(viewWords(filter)).toBe(words));
