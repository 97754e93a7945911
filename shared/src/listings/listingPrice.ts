/** The price of one ticket, before the fee: minor units. */
import { z } from 'zod';

/** The lowest price of one ticket, minor units. */
export const minimumPrice = 100;
/** The highest price of one ticket, minor units. */
export const maximumPrice = 10_000_000;

/** A price that staff may set. */
export const price = z
  .int('Give an amount, such as 120.50.')
  .min(minimumPrice, 'At least 1.00.')
  .max(maximumPrice, 'At most 100,000.00.');
