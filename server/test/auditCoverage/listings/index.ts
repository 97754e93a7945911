import type { Case } from '../case.ts';
import { actionCases } from './actions.ts';
import { bulkRunCases } from './bulkRuns.ts';
import { priceRuleCases } from './priceRules.ts';
import { recordCases } from './records.ts';

/** The cases of listings. */
export const listingCases: Case[] = [...actionCases, ...recordCases, ...bulkRunCases, ...priceRuleCases];
