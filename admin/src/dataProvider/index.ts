import { useDataProvider } from 'react-admin';
import type { OfficeProvider } from './office.ts';

export { useConnectionLost } from './connection.ts';
export { call, newKey, Refusal } from './http.ts';
export type { ListFacts, OfficeProvider } from './office.ts';
export { officeProvider } from './office.ts';

/** react-admin's provider with our own verbs. */
export function useOffice(): OfficeProvider {
  return useDataProvider<OfficeProvider>();
}
