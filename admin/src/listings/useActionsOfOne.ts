/** What can be done with one listing on its own page, with the keys of each action. */
import { useShortcuts } from '../ui/shortcuts.tsx';
import { type ActionName, actionConfig } from './actions/actionConfig.ts';
import { targetOf } from './actions/draft.ts';
import { useListingAction } from './actions/useListingAction.ts';
import type { ListingPage } from './listingPage.ts';
import { rememberDone } from './pricing/undoable.ts';
import { useUndoLast } from './useUndoLast.ts';

export function useActionsOfOne(listing: ListingPage | undefined, readAgain: () => void) {
  const control = useListingAction((done) => {
    rememberDone(done);
    readAgain();
  });
  const undo = useUndoLast(control.open);
  const possible = listing
    ? (Object.keys(actionConfig) as ActionName[]).filter(
        (action) =>
          actionConfig[action].can(listing) && (action !== 'undoPrice' || listing.prices.length > 1),
      )
    : [];
  const begin = (action: ActionName) => listing && control.open(action, targetOf([listing]));
  useShortcuts(
    control.draft
      ? []
      : possible.map((action) => ({
          keys: actionConfig[action].key,
          does: (actionConfig[action].short ?? actionConfig[action].verb).toLowerCase(),
          run: () => begin(action),
        })),
  );
  return { control, possible, begin, undo: undo.last };
}
