import { QueryClient } from '@tanstack/react-query';

/**
 * Where answers are kept. What a person sends is tried even when the browser believes to be offline, so that they are told at
 * once that there is no connection: by default it would wait without a word, and be sent later without being asked.
 */
export const newQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { mutations: { networkMode: 'always' } } });
