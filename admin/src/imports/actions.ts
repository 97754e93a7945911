import type { ImportRow } from '@holdfast/shared/consignment';
import type { Shape, Tone } from '../ui/states.ts';

/** What the dry run says of a row. */
export const rowLooks: Record<
  ImportRow['action'],
  { word: string; tally: string; shape: Shape; tone: Tone }
> = {
  create: { word: 'Create', tally: 'create', shape: 'disc', tone: 'success' },
  change: { word: 'Change', tally: 'change', shape: 'half', tone: 'info' },
  unchanged: { word: 'Leave', tally: 'leave as it is', shape: 'openSquare', tone: 'neutral' },
  refuse: { word: 'Refuse', tally: 'refuse', shape: 'cross', tone: 'danger' },
};
export const rowActions = ['create', 'change', 'unchanged', 'refuse'] as const;
