/** Every count of the back office's frame and of a page's tabs, in one answer. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { listingFilter, queueStatus } from '../listings/index.ts';
import { sidebarCounts } from '../support/index.ts';

/** Which views of listings are counted besides. */
export const countsAsked = z.object({ views: z.array(listingFilter).max(60).default([]) });

/** The counts that the caller's roles may see. */
export const counts = z
  .object({
    asOf: instant,
    sidebar: sidebarCounts,
    queues: z
      .array(queueStatus)
      .nullable()
      .meta({ description: 'The queues of listings; null: not for these roles' }),
    matching: z
      .object({
        waiting: z.int(),
        since: instant.nullable().meta({ description: 'When the oldest began to wait' }),
      })
      .nullable()
      .meta({ description: 'Entries of feeds that wait for a match; null: not for these roles' }),
    views: z.array(z.int()).meta({ description: 'Listings of each view that was asked for, in its order' }),
  })
  .meta({ id: 'Counts' });
/** The counts that the caller's roles may see. */
export type Counts = z.infer<typeof counts>;
