/** What every email of a handover may name. */
import { flag, text } from '../emailTemplates/index.ts';

/** The outbox's word for emails that tell that a handover is over. */
export const over = 'handoverOver';

export const facts = {
  event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
  whereAndWhen: text(
    'When it starts and where, as a sentence',
    'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver.',
  ),
  places: text('Which tickets, a line each', 'Section 112, row F, seat 7\nSection 112, row F, seat 8'),
  tickets: text('How many tickets', '2 tickets'),
  isOne: flag('Whether it is one ticket'),
  isCanceled: flag('Whether the event was canceled'),
  isAccepted: flag('Whether the friend had accepted'),
} as const;
