import type { ShellContent } from '@holdfast/shared/content';
import { createContext, useContext } from 'react';
import { useNavigation } from '../router/navigation.ts';

/** What every page says of the marketplace. */
export interface MarketplaceFacts extends ShellContent {
  name: string;
  contactEmail: string;
  /** Lines of text. */
  postalAddress: string | null;
}

export const MarketplaceContext = createContext<MarketplaceFacts>({
  name: 'Holdfast',
  contactEmail: '',
  postalAddress: null,
  phone: null,
  hours: null,
  footer: { text: '', columns: [] },
  social: { kicker: '', headline: [], foot: '' },
  hasGuarantee: false,
  hasImprint: false,
});

/** What the marketplace is called, and how it is reached. */
export const useMarketplace = (): MarketplaceFacts => useContext(MarketplaceContext);

/** The same as the page has it: the preview of a draft has its own. */
export function useShell(): MarketplaceFacts {
  const facts = useMarketplace();
  const { shown } = useNavigation();
  // An error page comes without the data of its page.
  const own = shown.status === 200 ? shown.page.shell?.(shown.data) : undefined;
  return own ? { ...facts, ...own } : facts;
}

/** A long name stands in smaller letters. */
export const markClass = (name: string): string => (name.length > 20 ? 'mark mark-long' : 'mark');
