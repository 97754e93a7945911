/** Mail services that ignore dots before the @, all spelled as the first. Source: https://support.google.com/mail/answer/7436150 */
const dotless: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/**
 * The mailbox that an address leads to, so that one person isn't another by a different spelling: small letters, no
 * `+tag`, and no dots where the service ignores them. It is compared, never written to.
 */
export function normalEmail(email: string): string {
  const typed = email.trim().normalize('NFC').toLowerCase();
  const at = typed.lastIndexOf('@');
  if (at <= 0) return typed;
  const domain = typed.slice(at + 1);
  const mailbox = typed.slice(0, at).replace(/(?<=.)\+.*$/, '');
  const known = dotless[domain];
  return known ? `${mailbox.replaceAll('.', '')}@${known}` : `${mailbox}@${domain}`;
}
