import { normalPassword } from '@holdfast/shared/accounts';
import { hash, verify } from '@node-rs/argon2';

/** Source: OWASP Password Storage Cheat Sheet, Argon2id with 19 MiB of memory, 2 iterations, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(normalPassword(password), options);

/** Passwords that were set before Unicode was normalized match as they were typed. */
export async function passwordMatches(kept: string, password: string): Promise<boolean> {
  const normal = normalPassword(password);
  return (await verify(kept, normal)) || (normal !== password && (await verify(kept, password)));
}
