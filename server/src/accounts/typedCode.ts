/** Codes that people copy and type: 80 bits of chance in groups. */
import { randomText } from '../platform/ids.ts';
import { hashOfToken } from './oneTimeLink.ts';

/** A new one: XXXX-XXXX-XXXX-XXXX. */
export const newTypedCode = (): string => (randomText(16).toUpperCase().match(/.{4}/g) as string[]).join('-');

/** SHA-256; letter case, dashes and blanks don't matter. */
export const hashOfTypedCode = (code: string): Buffer =>
  hashOfToken(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
