import { expect, test } from 'vitest';
import { repeating } from './repeating.ts';

test('goes on after a failure, and ends with the work that runs', async () => {
  const failures: unknown[] = [];
  let times = 0;
  let ended = 0;
  let reach = () => {};
  const third = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const loop = repeating(
    1,
    async () => {
      times += 1;
      if (times === 1) throw new Error('the first time');
      if (times === 3) reach();
      await Promise.resolve();
      ended += 1;
    },
    (error) => failures.push(error),
  );
  await third;
  await loop.stop();
  const atStop = times;
  expect(failures).toEqual([new Error('the first time')]);
  expect(ended).toBe(atStop - 1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(times).toBe(atStop);
});

test('a pause of any length is left at once', async () => {
  let reach = () => {};
  const done = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const loop = repeating(
    2 ** 30,
    async () => reach(),
    () => {},
  );
  await done;
  await loop.stop();
});
