import { hash, verify } from '@node-rs/argon2';

/** Source: OWASP Password Storage Cheat Sheet, Argon2id with 19 MiB of memory, 2 iterations, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

export const passwordMatches = (kept: string, password: string): Promise<boolean> => verify(kept, password);
