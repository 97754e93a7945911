/** Why a bank declines, in Stripe's codes. Source: docs.stripe.com/declines/codes */
export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

/** What a test card does. */
export interface CardBehavior {
  /** Needs 3-D Secure before anything else. */
  authenticates?: true;
  decline?: Decline;
  /** The cardholder disputes the charge as soon as it is captured, for this reason. */
  disputeReason?: string;
  /** How a refund goes when it isn't immediate. */
  refund?: 'later' | 'fails';
}

const decline = (declineCode: string, message: string, code = 'card_declined'): Decline => ({
  code,
  declineCode,
  message,
});

/** A bank that doesn't say why. */
export const genericDecline = decline('generic_decline', 'Your card was declined.');
const insufficientFunds = decline('insufficient_funds', 'Your card has insufficient funds.');
const processingError = 'An error occurred while processing your card. Try again in a little bit.';
const incorrectCvc = "Your card's security code is incorrect.";

/** Behaviors by name; the name is what is stored with a payment, never the number. */
export const behaviors = {
  succeeds: {},
  generic_decline: { decline: genericDecline },
  insufficient_funds: { decline: insufficientFunds },
  lost_card: { decline: decline('lost_card', genericDecline.message) },
  stolen_card: { decline: decline('stolen_card', genericDecline.message) },
  expired_card: { decline: decline('expired_card', 'Your card has expired.', 'expired_card') },
  incorrect_cvc: { decline: decline('incorrect_cvc', incorrectCvc, 'incorrect_cvc') },
  processing_error: { decline: decline('processing_error', processingError, 'processing_error') },
  authenticates: { authenticates: true },
  authenticates_then_declined: { authenticates: true, decline: insufficientFunds },
  disputed_fraudulent: { disputeReason: 'fraudulent' },
  disputed_not_received: { disputeReason: 'product_not_received' },
  refund_later: { refund: 'later' },
  refund_fails: { refund: 'fails' },
} satisfies Record<string, CardBehavior>;

export type BehaviorName = keyof typeof behaviors;

/** The behavior of a name. */
export const behaviorOf = (name: BehaviorName): CardBehavior => behaviors[name];

/** What is known of a card without its number. */
export interface CardKind {
  brand: string;
  last4: string;
  funding: 'credit' | 'debit';
  country: string;
  behavior: BehaviorName;
}

type TestCard = [number: string, behavior: BehaviorName, method?: string, differs?: Partial<CardKind>];

/**
 * Stripe's test numbers, and their names as payment methods for code that has no form (`pm_card_visa`); credit cards of
 * Visa in the US unless said. Source: docs.stripe.com/testing
 */
const testCards: TestCard[] = [
  ['4242424242424242', 'succeeds', 'visa'],
  ['4000056655665556', 'succeeds', undefined, { funding: 'debit' }],
  ['5555555555554444', 'succeeds', 'mastercard', { brand: 'mastercard' }],
  ['5200828282828210', 'succeeds', undefined, { brand: 'mastercard', funding: 'debit' }],
  ['378282246310005', 'succeeds', 'amex', { brand: 'amex' }],
  ['6011111111111117', 'succeeds', undefined, { brand: 'discover' }],
  ['3056930009020004', 'succeeds', undefined, { brand: 'diners' }],
  ['3566002020360505', 'succeeds', undefined, { brand: 'jcb' }],
  ['4000000000000002', 'generic_decline', 'visa_chargeDeclined'],
  ['4000000000009995', 'insufficient_funds', 'visa_chargeDeclinedInsufficientFunds'],
  ['4000000000009987', 'lost_card', 'chargeDeclinedLostCard'],
  ['4000000000009979', 'stolen_card', 'chargeDeclinedStolenCard'],
  ['4000000000000069', 'expired_card', 'chargeDeclinedExpiredCard'],
  ['4000000000000127', 'incorrect_cvc', 'chargeDeclinedIncorrectCvc'],
  ['4000000000000119', 'processing_error', 'chargeDeclinedProcessingError'],
  ['4000002500003155', 'authenticates', 'authenticationRequiredOnSetup', { country: 'FR' }],
  ['4000002760003184', 'authenticates', 'authenticationRequired', { country: 'DE' }],
  ['4000000000003220', 'authenticates'],
  [
    '4000008260003178',
    'authenticates_then_declined',
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    { country: 'GB' },
  ],
  ['4000000000000259', 'disputed_fraudulent', 'createDispute'],
  ['4000000000002685', 'disputed_not_received'],
  ['4000000000007726', 'refund_later', 'pendingRefund'],
  ['4000000000005126', 'refund_fails', 'refundFail'],
];

const byNumber = new Map<string, CardKind>();
const byMethod = new Map<string, CardKind>();
for (const [number, behavior, method, differs] of testCards) {
  const last4 = number.slice(-4);
  const kind: CardKind = { brand: 'visa', last4, funding: 'credit', country: 'US', behavior, ...differs };
  byNumber.set(number, kind);
  if (method !== undefined) byMethod.set(`pm_card_${method}`, kind);
}

/** The card behind a test number (digits only), or undefined when it isn't one of Stripe's test cards. */
export const testCard = (number: string): CardKind | undefined => byNumber.get(number);

/** The card behind a `pm_card_…` name. */
export const testPaymentMethod = (name: string): CardKind | undefined => byMethod.get(name);

/** Whether the last digit of a number (digits only) is the one that Luhn's formula asks for. ISO/IEC 7812-1, annex B. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
