import { QueryClient } from '@tanstack/react-query';
import { Refusal } from '../dataProvider/index.ts';

/** As often as react-query asks again by default: after one, two and four seconds. */
const mostRetries = 3;

/** A refusal stays one, however often it is asked: people read it at once. */
const isRefusal = (error: Error) => error instanceof Refusal && error.status >= 400 && error.status < 500;

/**
 * Where answers are kept. What a person sends is tried even when the browser believes to be offline, so that they are told at
 * once that there is no connection: by default it would wait without a word, and be sent later without being asked. What wasn't
 * answered is asked for again.
 */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < mostRetries && !isRefusal(error) },
      mutations: { networkMode: 'always' },
    },
  });
