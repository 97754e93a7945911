/** Refusals of a card in plain words. */

/** Gateway codes of a failed or refused 3-D Secure. Source: https://docs.stripe.com/error-codes and /declines/codes */
const authenticationCodes: ReadonlySet<string> = new Set([
  'payment_intent_authentication_failure',
  'setup_intent_authentication_failure',
  'authentication_required',
  'authentication_not_handled',
]);

/** The gateway writes some messages for developers; these names appear only there. */
const forDevelopers = /payment_?method|payment_?intent|setup_?intent|\bAPI\b|_/i;

/** What happened to the card: a title, a sentence, and what stands at the card's number. */
export function declineText({ code, message }: { code: string; message: string }): {
  title: string;
  text: string;
  atNumber: string;
} {
  if (authenticationCodes.has(code))
    return {
      title: 'Your bank didn’t confirm that it’s you',
      text: 'The check on your bank’s page failed or was refused.',
      atNumber: 'Enter another card, or this one again.',
    };
  if (code === 'buyer_blocked')
    return {
      title: 'We can’t take this order',
      text: `${message} Nothing was charged.`,
      atNumber: 'Write to us under Contact; nothing was charged.',
    };
  if (code === 'card_limit')
    return {
      title: 'This card was used by too many buyers',
      text: `${message} Nothing was charged, and your tickets are still held.`,
      atNumber: 'Put in another card.',
    };
  const title = 'Your bank declined this card';
  const atNumber = 'This card was declined. Put in another number; the rest can stay.';
  if (message.trim() === '' || forDevelopers.test(message))
    return { title, text: 'It gave no reason that we may show.', atNumber };
  return { title, text: /[.!?]$/.test(message) ? message : `${message}.`, atNumber };
}
