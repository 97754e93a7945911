/** Saved views: filters and order of a list page under a name, stored as the page's query string. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';

/** Saves a view of a page. */
export const newSavedView = z.object({
  page: z.string().regex(/^[a-z][A-Za-z-]{1,39}$/, 'Name the page.'),
  name: z
    .string({ error: 'Give the view a name.' })
    .trim()
    .min(2, 'Give the view a name.')
    .max(40, 'At most 40 characters.'),
  query: z.string().max(2000, 'At most 2,000 characters.').meta({ example: 'state=live&league=NFL' }),
  shared: z.boolean().default(false).meta({ description: 'Whether other staff see it too' }),
});
/** A new saved view as a client sends it. */
export type NewSavedView = z.input<typeof newSavedView>;
/** A saved view. */
export const savedView = newSavedView
  .extend({
    id: idOf('savedView'),
    shared: z.boolean(),
    mine: z.boolean(),
    by: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'SavedView' });
/** A saved view. */
export type SavedView = z.infer<typeof savedView>;
/** The views of one page. */
export const savedViewQuery = z.object({ page: newSavedView.shape.page });
/** The list of a page's views. */
export const savedViewList = listOf(savedView);
