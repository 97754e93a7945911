import { expect, it } from 'vitest';
import { isRoutingNumber } from './routingNumber.ts';

// Numbers that these banks publish.
it.each(['021000021', '011401533', '091000019', '322271627', '121042882'])('%s is one', (text) =>
  expect(isRoutingNumber(text)).toBe(true),
);
it.each(['021000022', '012000021', '000000000', '991000018', '02100002', '0210000210', '02100002a', ''])(
  '“%s” is none',
  (text) => expect(isRoutingNumber(text)).toBe(false),
);
it('one wrong digit is found, whichever it is', () => {
  const right = '021000021';
  for (let at = 0; at < 9; at++)
    for (let digit = 0; digit < 10; digit++)
      if (String(digit) !== right[at])
        expect(isRoutingNumber(`${right.slice(0, at)}${digit}${right.slice(at + 1)}`)).toBe(false);
});
