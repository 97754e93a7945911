import { describe, expect, it } from 'vitest';
import { newPassword, passwordProblem } from './passwordRules.ts';

const helen = { name: 'Helen Marchetti', email: 'helen.marchetti@example.com' };

describe('a new password', () => {
  it.each([
    ['          ', 'Use at least 10 characters.'],
    ['\u00a0\u2003         \t', 'Use at least 10 characters.'],
    ['  seven  7  ', 'Use at least 10 characters.'],
    ['🎟️🎟️🎟️🎟️🎟️', 'different characters'],
    ['aaaaaaaaaaaa', 'different characters'],
    ['1212121212', 'different characters'],
    ['- - - - - - - -', 'different characters'],
    ['1234567890', 'row of keys'],
    ['0987654321', 'row of keys'],
    ['qwertyuiop', 'row of keys'],
    ['abcdefghijkl', 'row of keys'],
    ['Password123!', 'Many people use'],
    ['p4ssw0rd2026', 'Many people use'],
    ['ＰＡＳＳＷＯＲＤ2026', 'Many people use'],
    ['demo-admin-2026', 'Many people use'],
    ['Holdfast2037', 'Many people use'],
    ['Helen Marchetti', 'your name or email'],
    ['helen.marchetti@example.com', 'your name or email'],
    ['helenmarchetti1', 'your name or email'],
  ])('%j is refused: %s', (password, sentence) => {
    expect(passwordProblem(password, helen)).toContain(sentence);
  });

  it.each([
    'long enough for anybody',
    'a long enough one',
    'vier Häuser am Fluss',
    'tr0ub4dor&3 and more',
    '密码很长很长很长的一句话',
    'pass word of a lighthouse',
  ])('%j is taken', (password) => {
    expect(passwordProblem(password, helen)).toBeNull();
    expect(newPassword.safeParse(password).success).toBe(true);
  });
});
