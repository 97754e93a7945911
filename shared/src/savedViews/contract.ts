/** A view of a list that somebody named: its filters and order, as the address bar has them. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';

export const newSavedView = z.object({
  page: z.string().regex(/^[a-z][A-Za-z-]{1,39}$/, 'Name the page.'),
  name: z
    .string({ error: 'Give the view a name.' })
    .trim()
    .min(2, 'Give the view a name.')
    .max(40, 'At most 40 characters.'),
  query: z.string().max(2000, 'At most 2,000 characters.').meta({ example: 'state=live&league=NFL' }),
  shared: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the others of the back office see it too' }),
});
export type NewSavedView = z.input<typeof newSavedView>;
export const savedView = newSavedView
  .extend({
    id: idOf('savedView'),
    shared: z.boolean(),
    mine: z.boolean(),
    by: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;
export const savedViewQuery = z.object({ page: newSavedView.shape.page });
export const savedViewList = listOf(savedView);
