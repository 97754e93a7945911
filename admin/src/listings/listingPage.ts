import type { Listing } from '@holdfast/shared/listings';
import type { Money } from '@holdfast/shared/money';
import type { MachineDrawing, TimelineEntry } from '@holdfast/shared/support';
import type { Step } from '../ui/machine/edges.ts';

/** One listing with its prices and its story, newest first. */
export type ListingPage = Listing & {
  prices: { amount: Money; at: string; by: string; reason: string | null; market: number | null }[];
  timeline: TimelineEntry[];
  drawing: MachineDrawing;
  visited: Step[];
};
