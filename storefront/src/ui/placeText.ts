import type { Venue } from '@holdfast/shared/catalog';

/** "Pittsburgh, PA" */
export const cityText = ({ city, region }: Pick<Venue, 'city' | 'region'>): string =>
  region === null ? city : `${city}, ${region}`;
