import type { Form } from './formBody.ts';
import type { Cause, Gateway } from './gateway.ts';

/** One authenticated request. */
export interface Call {
  gateway: Gateway;
  /** The id in the path, or empty. */
  id: string;
  form: Form;
  /** The body of the sandbox's own requests, which are JSON. */
  json: Record<string, unknown>;
  /** Whether it was authenticated with the publishable key. */
  publishable: boolean;
  cause: Cause;
}
