/** The arguments of `npm run bench`: names of measurements first, then sizes and how to measure. */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    compare: { type: 'string' },
    events: { type: 'string', default: '2000' },
    listings: { type: 'string', default: '100000' },
    tickets: { type: 'string', default: '1000000' },
  },
  allowPositionals: true,
  strict: false,
});

/** Rounds of each measurement, interleaved with its baseline. */
export const rounds = Number(values.rounds);
/** The file that gets the results as JSON; none unless given. */
export const resultsFile = values.json as string | undefined;
/** The commit to compare with; none unless given. */
export const comparedCommit = values.compare as string | undefined;
/** How much the generated data set has. */
export const sizes = {
  events: Number(values.events),
  listings: Number(values.listings),
  tickets: Number(values.tickets),
};

const flagsAt = process.argv.findIndex((word) => word.startsWith('--'));
/** The measurements that were named; all of them if none was. */
export const named: readonly string[] = process.argv.slice(2, flagsAt < 0 ? undefined : flagsAt);
