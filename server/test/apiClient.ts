/** Another program that calls the API with a key. */
import type { MadeApiKey, NewApiKey } from '@holdfast/shared/apiKeys';
import { type Client, createClient } from '@holdfast/shared/client';
import { type Answer, Fan } from './fan.ts';

/** A program with its key: it has no cookies. */
export class Program {
  readonly #client: Fan;
  readonly token: string;
  /** The same by the typed client. */
  readonly client: Client;

  constructor(at: { url: string; sandboxUrl: string }, token: string) {
    this.#client = new Fan(at);
    this.token = token;
    this.client = createClient({ url: at.url, key: token });
  }

  ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.#client.ask<T>(method, path, body, { authorization: `Bearer ${this.token}`, ...headers });
  }
}

/** What a test says of a key; the rest has its default. */
export type AskedKey = Pick<NewApiKey, 'scopes'> & Partial<NewApiKey>;

/**
 * Makes a key as an administrator.
 * @throws Error when it is refused
 */
export async function makeKey(admin: Fan, asked: AskedKey): Promise<{ program: Program; key: MadeApiKey }> {
  const { status, body } = await admin.ask<MadeApiKey>('POST', '/admin/api-keys', {
    name: 'A program',
    ...asked,
  });
  if (status !== 201) throw new Error(`a key answered ${status} ${JSON.stringify(body)}`);
  return { program: new Program(admin, body.token), key: body };
}
