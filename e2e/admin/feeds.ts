/** Feeds that were read, for tests of what they brought. */
import { eventually } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { FeedRun } from '@holdfast/shared/feeds';
import { clientOf } from './data.ts';

/** Each feed is run through the API, unless it was run before; Ticketmaster last. */
export async function runFeeds(app: TestApp): Promise<void> {
  const staff = await clientOf(app, 'staff');
  const runs = async () => (await staff.ask<{ data: FeedRun[] }>('GET', '/admin/catalogRuns')).body.data;
  for (const feed of ['skybox', 'ticketmaster'] as const) {
    if (!(await runs()).some((run) => run.feed === feed))
      await staff.ask('POST', '/admin/catalogRuns', { feed });
    await eventually(`${feed} is read`, async () =>
      (await runs()).some((run) => run.feed === feed && run.state === 'done'),
    );
  }
}
