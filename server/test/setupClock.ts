/** Runs before each test file: this process and its children use the run's clock. */
import { inject } from 'vitest';
import { shiftDate } from './shiftDate.ts';
import { offsetVariable } from './testClock.ts';

const { clockOffsetMs } = inject('testServer');
shiftDate(clockOffsetMs);
process.env[offsetVariable] = String(clockOffsetMs);
