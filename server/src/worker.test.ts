import { jobNames } from '@holdfast/shared/jobs';
import { expect } from 'vitest';
import { it } from '../test/fixtures.ts';
import { fixedPayments, sandboxKeys } from './paymentService.ts';
import { createPaymentUpdates } from './payments/index.ts';
import { jobHandlers } from './worker.ts';

it('each kind of job is called something on the page of those that gave up, and nothing else is', ({
  context,
}) => {
  const payments = fixedPayments({ ...sandboxKeys, apiBase: 'http://127.0.0.1:1' });
  const handlers = jobHandlers(context, payments, createPaymentUpdates(context));
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(jobNames).toSorted());
});
