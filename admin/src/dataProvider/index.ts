import { useDataProvider } from 'react-admin';
import type { AdminProvider } from './adminProvider.ts';

export { newIdempotencyKey as newKey } from '@holdfast/shared/apiClient';
export type { AdminProvider, ListFacts } from './adminProvider.ts';
export { adminProvider } from './adminProvider.ts';
export { useConnectionLost } from './connection.ts';
export { askForProofWith } from './freshProof.ts';
export { call, Refusal } from './http.ts';

/** react-admin's provider with our own verbs. */
export function useAdminProvider(): AdminProvider {
  return useDataProvider<AdminProvider>();
}
