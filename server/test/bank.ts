/** What a fan's bank does on its own: disputes, inquiries, refunds that it returns. See sandbox/README.md. */
import { sandboxKeys } from '../src/paymentService.ts';

/**
 * @param path after `/sandbox/`
 * @throws Error with the sandbox's answer where it refuses
 */
export async function bankDoes(
  { sandboxUrl }: { sandboxUrl: string },
  path: string,
  body: object = {},
): Promise<{ id: string }> {
  const response = await fetch(`${sandboxUrl}/sandbox/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxKeys.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}
