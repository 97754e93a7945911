import { askSandbox, type SandboxAt } from './askSandbox.ts';

/**
 * What a fan's bank does on its own: disputes, inquiries, refunds that it returns.
 * @param path after `/sandbox/`
 * @throws Error with the sandbox's answer where it refuses
 */
export const bankDoes = (at: SandboxAt, path: string, body: object = {}): Promise<{ id: string }> =>
  askSandbox(at, 'POST', path, body);
