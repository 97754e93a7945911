import { expect, it } from 'vitest';
import { Refusal } from '../dataProvider/index.ts';
import { newQueryClient } from './queryClient.ts';

/** How often a question is asked that always fails so. */
async function asked(error: Error): Promise<number> {
  let times = 0;
  const queryFn = async () => {
    times++;
    throw error;
  };
  const asking = newQueryClient().fetchQuery({
    queryKey: ['q'],
    queryFn,
    retryDelay: 0,
    retry: newQueryClient().getDefaultOptions().queries?.retry ?? false,
  });
  await asking.catch(() => {});
  return times;
}

it('asks again what wasn’t answered, and shows a refusal at once', async () => {
  expect(await asked(new Refusal('There is no such event.', 422, null))).toBe(1);
  expect(await asked(new Refusal('Gone.', 404, null))).toBe(1);
  expect(await asked(new Refusal('Too busy.', 503, null))).toBe(4);
  expect(await asked(new Error('no answer'))).toBe(4);
});
