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

const declined = (
  declineCode: string,
  message = 'Your card was declined.',
  code = 'card_declined',
): CardBehavior => ({
  decline: { code, declineCode, message },
});

const insufficientFunds = declined('insufficient_funds', 'Your card has insufficient funds.');

/** Behaviors by name; the name is what is stored with a payment, never the number. */
export const behaviors = {
  succeeds: {},
  generic_decline: declined('generic_decline'),
  insufficient_funds: insufficientFunds,
  lost_card: declined('lost_card'),
  stolen_card: declined('stolen_card'),
  expired_card: declined('expired_card', 'Your card has expired.', 'expired_card'),
  incorrect_cvc: declined('incorrect_cvc', "Your card's security code is incorrect.", 'incorrect_cvc'),
  processing_error: declined(
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
    'processing_error',
  ),
  authenticates: { authenticates: true },
  authenticates_then_declined: { authenticates: true, ...insufficientFunds },
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

const visa = (last4: string, behavior: BehaviorName, country = 'US'): CardKind => ({
  brand: 'visa',
  last4,
  funding: 'credit',
  country,
  behavior,
});
const other = (brand: string, last4: string, funding: 'credit' | 'debit' = 'credit'): CardKind => ({
  brand,
  last4,
  funding,
  country: 'US',
  behavior: 'succeeds',
});

/** Stripe's test numbers. Source: docs.stripe.com/testing */
const testCards: Record<string, CardKind> = {
  '4242424242424242': visa('4242', 'succeeds'),
  '4000056655665556': other('visa', '5556', 'debit'),
  '5555555555554444': other('mastercard', '4444'),
  '5200828282828210': other('mastercard', '8210', 'debit'),
  '378282246310005': other('amex', '0005'),
  '6011111111111117': other('discover', '1117'),
  '3056930009020004': other('diners', '0004'),
  '3566002020360505': other('jcb', '0505'),
  '4000000000000002': visa('0002', 'generic_decline'),
  '4000000000009995': visa('9995', 'insufficient_funds'),
  '4000000000009987': visa('9987', 'lost_card'),
  '4000000000009979': visa('9979', 'stolen_card'),
  '4000000000000069': visa('0069', 'expired_card'),
  '4000000000000127': visa('0127', 'incorrect_cvc'),
  '4000000000000119': visa('0119', 'processing_error'),
  '4000002500003155': visa('3155', 'authenticates', 'FR'),
  '4000002760003184': visa('3184', 'authenticates', 'DE'),
  '4000000000003220': visa('3220', 'authenticates'),
  '4000008260003178': visa('3178', 'authenticates_then_declined', 'GB'),
  '4000000000000259': visa('0259', 'disputed_fraudulent'),
  '4000000000002685': visa('2685', 'disputed_not_received'),
  '4000000000007726': visa('7726', 'refund_later'),
  '4000000000005126': visa('5126', 'refund_fails'),
};

/** Stripe's names for test payment methods, for code that has no form: `pm_card_visa` and the like. */
const testPaymentMethods: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeDeclinedLostCard: '4000000000009987',
  pm_card_chargeDeclinedStolenCard: '4000000000009979',
  pm_card_chargeDeclinedExpiredCard: '4000000000000069',
  pm_card_chargeDeclinedIncorrectCvc: '4000000000000127',
  pm_card_chargeDeclinedProcessingError: '4000000000000119',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: '4000008260003178',
  pm_card_createDispute: '4000000000000259',
  pm_card_pendingRefund: '4000000000007726',
  pm_card_refundFail: '4000000000005126',
};

/** The card behind a test number (digits only), or undefined when it isn't one of Stripe's test cards. */
export const testCard = (number: string): CardKind | undefined => testCards[number];

/** The card behind a `pm_card_…` name. */
export function testPaymentMethod(name: string): CardKind | undefined {
  const number = Object.hasOwn(testPaymentMethods, name) ? testPaymentMethods[name] : undefined;
  return number === undefined ? undefined : testCards[number];
}

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
