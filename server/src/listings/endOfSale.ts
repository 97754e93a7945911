import type { EventStatus } from '../catalog/index.ts';

/** Later than any event's start. */
const notYetKnown = '9999-12-31T00:00:00.000Z';

/**
 * When the sale of an event's listings ends: at its start. A postponed event keeps its old start until the new one is
 * known, and its listings don't end by that.
 * @returns ISO instant
 */
export const endOfSale = ({ status, startsAt }: { status: EventStatus; startsAt: Date }): string =>
  status === 'postponed' ? notYetKnown : startsAt.toISOString();
