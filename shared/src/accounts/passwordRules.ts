/**
 * What a new password must be. Length counts, and no mix of characters is asked for; what attackers try first is refused.
 * Source: NIST SP 800-63B-4, 3.1.1.2.
 */
import { z } from 'zod';
import { commonPasswords } from './commonPasswords.ts';

/** Characters (code points) after normalization. */
export const shortestPassword = 10;
const longestPassword = 200;

/** Unicode in one form, so that a password is the same from every keyboard. */
export const normalPassword = (password: string): string => password.normalize('NFKC');

const plain = (text: string): string =>
  normalPassword(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Why a password can't be taken: a sentence with the remedy; null: it can.
 * @param about the person's own name and email address, which a password must not be
 */
export function passwordProblem(
  password: string,
  about: { name?: string; email?: string } = {},
): string | null {
  const normal = normalPassword(password);
  const characters = [...normal.trim()];
  if (characters.length < shortestPassword) return `Use at least ${shortestPassword} characters.`;
  // A short pattern again and again: aaaaaaaaaa, 1212121212.
  if (new Set(characters).size < 4) return 'Use more different characters.';
  if (isRun(normal)) return 'This is a row of keys in order. Use something that only you would think of.';
  const bare = plain(normal);
  if (commonPasswords.has(bare) || commonPasswords.has(bare.replace(/\d+$/, '')))
    return 'Many people use this password, so it is tried first. Use another one.';
  const { name = '', email = '' } = about;
  const own = [name, email, email.split('@')[0] ?? ''].map(plain).filter((part) => part.length >= 4);
  if (own.some((part) => bare.replaceAll(part, '').length < 4))
    return 'This is your name or email address. Use something else.';
  return null;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];

function isRun(password: string): boolean {
  const bare = plain(password);
  const back = [...bare].toReversed().join('');
  return bare.length >= 4 && rows.some((row) => row.includes(bare) || row.includes(back));
}

/** The contract of a new password. Name and email address are compared where they are known. */
export const newPassword = z
  .string()
  .max(longestPassword, `At most ${longestPassword} characters.`)
  .superRefine((password, ctx) => {
    const problem = passwordProblem(password);
    if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
  });
