/** Why a message that staff could send isn't possible, by the guard of its machine that says no. */
export const guardTexts: Readonly<Record<string, string>> = {
  isFree: 'only for an order that cost nothing',
  unpaid: 'not while a payment is under way',
  notBroken: 'the hold is broken already',
  withinLongestHold: 'a hold lasts two hours in all at most',
  leavesEnough: 'nothing is left that could be refunded',
  isOutside: 'it wasn’t made in Stripe’s dashboard',
  isReturned: 'the bank didn’t send it back',
  neverDone: 'the fan was told to have the money',
};
