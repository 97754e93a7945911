import { sumAgain } from '../src/accounting/index.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import type { TestApp } from './runningApp.ts';

/** After a test has moved days of the books past the triggers: lets them be added up anew. */
export const sumBooksAgain = ({ context }: TestApp): Promise<void> => inTransaction(context.db, sumAgain);
