/** A case as a file: the messages of its machines without anything personal, to be played again on another machine. */
import { z } from 'zod';
import { instant } from '../http/index.ts';

/** What stands in the place of what is personal or secret. */
export const removed = 'removed';

/** One message of an actor's log. */
export const exportedStep = z.object({
  version: z.int().positive(),
  message: z.string(),
  payload: z.record(z.string(), z.unknown()),
  to: z.string(),
  machineVersion: z.int().positive(),
  at: instant,
  by: z.enum(['fan', 'staff', 'stripe', 'clock', 'system']),
});
/** One actor with its log and where it stands. */
export const exportedActor = z.object({
  type: z.string(),
  id: z.string(),
  state: z.string(),
  timers: z.array(z.object({ id: z.string(), fireAt: instant })),
  steps: z.array(exportedStep).min(1),
});
/** The file. */
export const exportedCase = z
  .object({ format: z.literal('holdfast case 1'), actors: z.array(exportedActor) })
  .meta({ id: 'ExportedCase' });
/** A case as a file. */
export type ExportedCase = z.infer<typeof exportedCase>;
