import { expect, it } from 'vitest';
import { rooms } from './pages.ts';

it('no two pages are reached by the same key', () => {
  const keys = rooms.flatMap(({ pages }) => pages.flatMap(({ key }) => key ?? []));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
