/**
 * Money: integer minor units of one ISO 4217 currency. No amount is ever a float. Source: domain.md, "Words".
 */
import { z } from 'zod';

/** Minor units: cents for USD, yen for JPY. A safe integer; negative only in the ledger. */
export const minorUnits = z.int().meta({ description: 'Integer minor units (cents for USD)' });

/** ISO 4217 code in capitals. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use a three-letter ISO 4217 code, such as USD.')
  .meta({ description: 'ISO 4217 currency code', example: 'USD' });

/** An amount in minor units with its currency. */
export const money = z
  .object({ amount: minorUnits, currency: currencyCode })
  .meta({ id: 'Money', description: 'An amount in integer minor units with its currency' });
/** An amount in minor units with its currency. */
export type Money = z.infer<typeof money>;

/** Basis points: 2000 = 20%. */
export const basisPoints = z.int().min(0).max(10_000);
