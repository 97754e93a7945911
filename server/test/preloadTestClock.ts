/** Preloaded into child processes of tests, see `onTestClock`. */
import { shiftDate } from './shiftDate.ts';
import { offsetVariable } from './testClock.ts';

shiftDate(Number(process.env[offsetVariable]));
