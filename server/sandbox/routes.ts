import type { Call } from './call.ts';
import { createCardToken, createTestToken, retrieveToken } from './confirmationTokens.ts';
import { closeDispute, listDisputes, retrieveDispute, updateDispute } from './disputes.ts';
import type { Operation } from './faults.ts';
import {
  cancelPaymentIntent,
  capturePaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
  updatePaymentIntent,
} from './paymentIntents.ts';
import { listEvents, retrieveAccount, retrieveBalance, retrieveCharge, retrieveEvent } from './reads.ts';
import { readTotals } from './readTotals.ts';
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts';

/** One route of the gateway. */
export interface Route {
  /** Whether a browser may call it with the publishable key. */
  publishable: boolean;
  operation: Operation | null;
  /** Never delayed, failed or lost by faults. */
  control: boolean;
  run(call: Call): Promise<object>;
}

type Run = Route['run'];
const api = (run: Run, operation: Operation | null = null): Route => ({
  run,
  operation,
  publishable: false,
  control: false,
});
const browser = (run: Run): Route => ({ run, operation: null, publishable: true, control: false });
const control = (run: Run): Route => ({ run, operation: null, publishable: false, control: true });

const table: Record<string, Route> = {
  'POST /v1/payment_intents': api(createPaymentIntent),
  'GET /v1/payment_intents': api(listPaymentIntents),
  'GET /v1/payment_intents/:id': browser(retrievePaymentIntent),
  'POST /v1/payment_intents/:id': api(updatePaymentIntent),
  'POST /v1/payment_intents/:id/confirm': api(confirmPaymentIntent, 'confirm'),
  'POST /v1/payment_intents/:id/capture': api(capturePaymentIntent, 'capture'),
  'POST /v1/payment_intents/:id/cancel': api(cancelPaymentIntent, 'cancel'),
  'POST /v1/refunds': api(createRefund, 'refund'),
  'GET /v1/refunds': api(listRefunds),
  'GET /v1/refunds/:id': api(retrieveRefund),
  'GET /v1/disputes': api(listDisputes),
  'GET /v1/disputes/:id': api(retrieveDispute),
  'POST /v1/disputes/:id': api(updateDispute),
  'POST /v1/disputes/:id/close': api(closeDispute),
  'GET /v1/charges/:id': api(retrieveCharge),
  'GET /v1/events': api(listEvents),
  'GET /v1/events/:id': api(retrieveEvent),
  'GET /v1/balance': api(retrieveBalance),
  'GET /v1/account': api(retrieveAccount),
  'GET /v1/confirmation_tokens/:id': api(retrieveToken),
  'POST /v1/test_helpers/confirmation_tokens': api(createTestToken),
  'POST /v1/sandbox/confirmation_tokens': browser(createCardToken),
  'GET /sandbox/totals': control(readTotals),
};

/** The routes of the gateway, including those that control it. */
export function createRoutes(
  controls: Record<string, Run>,
): (method: string, path: string) => FoundRoute | null {
  const routes = new Map(Object.entries(table));
  for (const [name, run] of Object.entries(controls)) routes.set(name, control(run));
  return (method, path) => {
    const plain = routes.get(`${method} ${path}`);
    if (plain !== undefined) return { route: plain, id: '' };
    const [, version, resource, id, verb, ...rest] = path.split('/');
    if (id === undefined || id === '' || rest.length > 0) return null;
    const route = routes.get(`${method} /${version}/${resource}/:id${verb === undefined ? '' : `/${verb}`}`);
    return route === undefined ? null : { route, id };
  };
}

/** A route with the id of its path. */
export interface FoundRoute {
  route: Route;
  id: string;
}
