import { expect, test, vi } from 'vitest';
import { focusWhenDrawn } from './gridKeys.ts';

test('rows that were read take the focus only where nobody has begun to type meanwhile', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  const take = vi.fn();
  focusWhenDrawn(take);
  field.focus();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(take).not.toHaveBeenCalled();
  field.blur();
  focusWhenDrawn(take);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(take).toHaveBeenCalledOnce();
  field.remove();
});
