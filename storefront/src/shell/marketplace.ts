import { createContext, useContext } from 'react';

/** What every page says of the marketplace. */
export interface MarketplaceFacts {
  name: string;
  contactEmail: string;
  /** Lines of text. */
  postalAddress: string | null;
}

export const MarketplaceContext = createContext<MarketplaceFacts>({
  name: 'Holdfast',
  contactEmail: '',
  postalAddress: null,
});

/** What the marketplace is called, and how it is reached. */
export const useMarketplace = (): MarketplaceFacts => useContext(MarketplaceContext);

/** A long name stands in smaller letters. */
export const markClass = (name: string): string => (name.length > 20 ? 'mark mark-long' : 'mark');
