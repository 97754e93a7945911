import { placeOrder } from '@holdfast/shared/listings';

interface Level {
  name: string;
  sections: string[];
}

/** Levels stay in their order; the sections of each stand in the natural one: 9 before 10. */
export const naturalSections = (levels: readonly Level[]): Level[] =>
  levels.map(({ name, sections }) => ({ name, sections: [...sections].sort(placeOrder.compare) }));
