import { idPrefixes } from '@holdfast/shared/http';

/** Labels for audit names whose own words are unclear: by the verb, or by noun and verb. */
const verbs: Record<string, string> = {
  limits: 'set limits of',
  inHand: 'set day in hand of',
  keepOnSale: 'keep on sale',
  undoPrice: 'undo price of',
  undo: 'undo action on',
  takeIn: 'take in',
  askDelist: 'ask to delist',
  takeBackDelist: 'no longer delist',
  importUndo: 'undo import of',
  endSession: 'end a session of',
  endSessions: 'sign out everywhere',
  changeRoles: 'change roles of',
  inviteSignIn: 'invite a sign-in of',
  resendInvitation: 'send an invitation again of',
  withdrawInvitation: 'withdraw an invitation of',
  addSignIn: 'add a sign-in of',
  deactivateSignIn: 'deactivate a sign-in of',
  reactivateSignIn: 'reactivate a sign-in of',
  correctEmail: 'correct the email address of',
  sendTicketsAgain: 'send tickets again of',
  signUp: 'sign up',
  askEmailChange: 'ask for another email address of',
  confirmEmail: 'confirm the email address of',
  turnOnSecondFactor: 'turn on the second factor of',
  turnOffSecondFactor: 'turn off the second factor of',
  resetSecondFactor: 'reset the second factor of',
  renewRecoveryCodes: 'renew the recovery codes of',
  changeRules: 'change rules of',
  'person.export': 'export the data of',
  'person.close': 'close the account of',
  addTicketTypes: 'add ticket types to',
  file: 'take in a file of',
  picture: 'set the picture of',
  saveDraft: 'save the draft of',
  discardDraft: 'discard the draft of',
  'content.picture': 'take in a picture for',
  'content.restore': 'restore a version of',
  logo: 'set the logo of',
  payElsewhere: 'mark as paid another way:',
  journals: 'set how journals are written of',
  closeBooks: 'close the books of',
  openBooks: 'open the books again of',
  attentionDone: 'end the attention of',
  decideLoss: 'decide who bears a lost sale of',
  reverseLoss: 'give back a lost sale that the bank decided for us to',
  adjust: 'adjust what is owed to',
  holdPayouts: 'hold back payouts of',
  releasePayouts: 'no longer hold back payouts of',
  breakHold: 'break the hold of',
  voidOrder: 'make void',
  plan: 'give a plan to',
  planEnd: 'change the end of a plan of',
  planTakeBack: 'take back a plan of',
  windows: 'set the days of',
  calendar: 'set the calendar of',
  giveBankData: 'give bank data of',
  changeBank: 'change how the bank pays of',
  giveTaxData: 'give tax data of',
  withholdingNotice: 'record a notice of the IRS about',
  endWithholdingNotice: 'end the notice of the IRS about',
  returnWithheld: 'give withheld tax back to',
  'tax.pay': 'pay tax of sales',
  'taxYear.deposit': 'pay withheld tax of',
  changeFiler: 'say who files forms of',
  'taxYear.make': 'make the forms of',
  'taxYear.download': 'take the file of',
  changeTaxData: 'change when tax data is asked of',
  changeConnect: 'change whether Stripe pays consignors of',
  startStripe: 'begin an account at Stripe of',
  stripeAccount: 'note what Stripe says of the account of',
  stripePayout: 'note what Stripe paid on for',
  payoutWay: 'change how to pay',
  inviteToStripe: 'email the way to Stripe to',
  transfer: 'send by Stripe',
  reverse: 'take back from Stripe',
};

/** `gameChange` reads "game change". */
const words = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** `listing.approve` reads "approve listing". */
export function actionText(what: string): string {
  const [noun = '', verb] = what.split('.');
  const label = words(noun).toLowerCase();
  return verb ? `${verbs[what] ?? verbs[verb] ?? words(verb)} ${label}` : label;
}

/** The page of a subject by its id; null when it has none. */
export function pageOf(subject: string): string | null {
  if (/^\d{4}-\d{2}$/.test(subject)) return `/months/${subject}/show`;
  // Stripe's events and ours begin alike; ours go on with 26 characters.
  if (/^evt_(?![0-9a-z]{26}$)/.test(subject)) return `/stripe-events/${subject}/show`;
  const [prefix] = subject.split('_');
  const pages: Record<string, string> = {
    dsp: `/disputes/${subject}/show`,
    lst: `/listings/${subject}/show`,
    con: `/consignors/${subject}/show`,
    imp: `/imports/${subject}/show`,
    pkg: `/packages/${subject}/show`,
    blk: `/bulk-runs/${subject}/show`,
    spr: '/price-rules',
    crn: `/feeds/runs/${subject}`,
    fch: `/feeds/decisions/${subject}`,
    mal: `/emails/${subject}/show`,
    evt: `/events/${subject}/show`,
    ven: `/venues/${subject}/show`,
    prf: `/performers/${subject}/show`,
    dlv: `/deliveries/${subject}/show`,
    rsv: `/reservations/${subject}/show`,
    prn: `/payout-runs/${subject}/show`,
    pyt: `/payouts/${subject}/show`,
    bkf: `/bank-files/${subject}/show`,
    cas: `/cases/${subject}/show`,
    key: '/api-keys',
    content: '/content',
    whe: `/webhooks/${subject}`,
  };
  return pages[prefix ?? ''] ?? null;
}

/** What kind of thing an id without a name is of: `a bulk run`. */
export function nounOf(id: string): string {
  const [prefix] = id.split('_');
  const kind = Object.entries(idPrefixes).find(([, each]) => each === prefix)?.[0];
  const noun = words(kind ?? 'record');
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
