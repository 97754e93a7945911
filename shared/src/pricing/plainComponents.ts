import type { PercentagesComponent } from './components.ts';

/**
 * A rule of only a commission and a service fee.
 * @param commissionBps what the marketplace keeps of the price, basis points
 * @param feeBps what the fan pays on top of the price, basis points
 */
export function plainComponents(commissionBps: number, feeBps: number): PercentagesComponent[] {
  return [
    { kind: 'commission', payer: 'consignor', bps: commissionBps, minimum: null, maximum: null },
    { kind: 'serviceFee', payer: 'fan', bps: feeBps, minimum: null, maximum: null },
  ];
}
