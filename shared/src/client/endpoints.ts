/**
 * Written by `npm run client:generate` from the contracts; not to be changed by hand. Of every endpoint that an API key may call: what it
 * takes and what it answers. Amounts are minor units.
 */
export type AccountSums = {
id: 'stripe' | 'bank' | 'disputed' | 'elsewhere' | 'consignors' | 'unclaimed' | 'taxes' | 'withheldTaxes' | 'commission' | 'fees' | 'stripeFees' | 'replacements' | 'adjustments';
/** Before the first day; zero without one */
opening: number;
/** Integer minor units (cents for USD) */
debits: number;
/** Zero or below */
credits: number;
/** opening + debits + credits */
closing: number;
};
export type ActorView = {
type: 'reservation' | 'payment' | 'refund' | 'dispute' | 'handover' | 'listing' | 'import';
id: string;
state: string;
version: number;
context: Record<string, unknown>;
drawing: MachineDrawing;
visited: Array<{
from: (string | null);
to: string;
message: string;
}>;
accepts: Array<string>;
actions: Array<{
message: string;
label: string;
/** What it will do to seats, money and emails */
effect: string;
danger: boolean;
needsReason: boolean;
/** The order code, to be typed as a confirmation; then a named cause is required too. Null: neither */
confirmWith: (string | null);
}>;
/** What support could send in other states: the guards that say no, none where the state doesn’t know it */
refused: Array<{
message: string;
label: string;
because: Array<string>;
}>;
timers: Array<{
id: string;
/** Instant, ISO 8601 in UTC */
fireAt: string;
}>;
};
export type AdminEvent = {
/** Id of a event */
id: string;
/** For page addresses */
slug: string;
/** Visitor at home for a game */
name: string;
/** game: of tickets that are consigned; own: the marketplace’s */
kind: 'game' | 'own';
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
league: (string | null);
seasonName: (string | null);
/** The home team, or the artist of a show */
home: (Performer | null);
away: (Performer | null);
venue: Venue;
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
pictureId: (string | null);
/** Instant, ISO 8601 in UTC */
startsAt: string;
/** The day is known, the time is not */
timeTbd: boolean;
/** When the doors open; null: not known */
doorsAt: (string | null);
previousStartsAt: (string | null);
/** Tickets of a type that one fan may hold */
maxPerType: number;
/** How long a hold lasts, in milliseconds */
holdMs: number;
currency: string;
/** Lowest all-in price at which one ticket is sold, or each of several where none is sold alone; of the number that the list is filtered by, each; null: nothing on sale */
fromPrice: (Money | null);
listingCount: number;
ticketCount: number;
hits: {
/** Listings that aren’t over */
listings: number;
/** Of these listings, unsold */
tickets: number;
/** Whose tickets these are, the marketplace left out */
consignors: number;
/** Holds that nobody pays for yet */
holds: number;
/** Holds with a payment under way */
paying: number;
/** Paid orders */
orders: number;
soldTickets: number;
/** Of these orders: their bank disputes the payment, so they can’t be refunded */
disputed: number;
/** What is left to refund of the paid orders that can be refunded */
refund: Money;
};
changes: Array<EventChange>;
/** Calling it off now refunds more than one person decides: it waits for a second one */
secondPerson: boolean;
/** To call it off, those that wait first */
requests: Array<Approval>;
seasonId: (string | null);
/** From the opening of the doors to the start */
doorsMinutes: (number | null);
/** Tickets were taken in for it, so who plays and where stay as they are */
hasListings: boolean;
/** Of an own event; the dearest first */
ticketTypes: Array<OwnTicketType>;
};
export type AdminPerformer = {
/** Id of a performer */
id: string;
name: string;
shortName: string;
slug: string;
league: (string | null);
primaryColor: (string | null);
secondaryColor: (string | null);
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
logoId: (string | null);
code: (string | null);
city: string;
homeVenueId: (string | null);
homeVenue: (string | null);
/** Other names by which search and files find it */
aliases: Array<string>;
outsideIds: Array<{
system: string;
id: string;
}>;
upcomingEvents: number;
retiredAt: (string | null);
mergedInto: ({
/** Id of a performer */
id: string;
name: string;
} | null);
};
export type AdminSeason = {
/** Id of a season */
id: string;
name: string;
league: string;
performer: Performer;
upcomingHomeGames: number;
retiredAt: (string | null);
/** Without the team */
ownName: string;
games: number;
mergedInto: ({
/** Id of a season */
id: string;
name: string;
} | null);
windows: SeasonWindows;
};
export type AdminVenue = {
/** Id of a venue */
id: string;
/** For its page’s address */
slug: string;
name: string;
city: string;
/** State or province */
region: (string | null);
country: string;
/** IANA zone */
timeZone: string;
address: (string | null);
latitude: (number | null);
longitude: (number | null);
capacity: (number | null);
levels: Array<{
name: string;
sections: Array<string>;
}>;
/** Other names by which search, feeds and files find it */
aliases: Array<string>;
outsideIds: Array<{
system: string;
id: string;
}>;
upcomingEvents: number;
retiredAt: (string | null);
mergedInto: ({
/** Id of a venue */
id: string;
name: string;
} | null);
};
export type AdvanceStanding = {
on: string;
ruleFrom: string;
windowDays: number;
currency: string;
figures: {
/** Orders that were delivered and not refunded, with an event that is over, in the rule’s days */
sales: number;
/** The consignor’s proceeds of them */
volume: number;
/** Deliveries that are late or refused, or failed by the consignor’s part, in the rule’s days */
failures: number;
/** Advanced, and not made good by a payout yet */
outstanding: number;
isActive: boolean;
/** Finance holds payouts back */
isHeld: boolean;
/** Bank data is missing or new, and holds payouts back */
bankWaits: boolean;
/** What may be paid now is below zero: a claim */
owes: boolean;
};
failureBps: number;
/** The highest that is reached; null: none */
tier: ({
name: string;
minSales: number;
/** Integer minor units (cents for USD) */
minVolume: number;
maxFailureBps: number;
advanceBps: number;
/** Integer minor units (cents for USD) */
limit: number;
} | null);
/** The one after it; null: there is none higher */
next: ({
name: string;
minSales: number;
/** Integer minor units (cents for USD) */
minVolume: number;
maxFailureBps: number;
advanceBps: number;
/** Integer minor units (cents for USD) */
limit: number;
} | null);
/** What is missing for the next tier: more sales and volume, fewer failures */
missing: ({
sales: number;
/** Integer minor units (cents for USD) */
volume: number;
failureBps: number;
} | null);
/** Why nothing is advanced; null: it is */
bar: ('inactive' | 'held' | 'bank' | 'claim' | 'tier' | 'limit' | null);
/** May be advanced until the tier’s limit; 0 where a bar says why */
left: number;
};
export type Approval = {
/** Id of a approval */
id: string;
/** What runs once it is approved */
command: string;
/** The id of what it acts on */
subject: string;
state: 'waiting' | 'approved' | 'declined' | 'withdrawn' | 'expired';
words: string;
/** What it moves */
amount: Money;
/** The command’s own fields */
body: Record<string, unknown>;
reason: string;
by: {
id: string;
name: string;
};
/** Instant, ISO 8601 in UTC */
createdAt: string;
/** Instant, ISO 8601 in UTC */
expiresAt: string;
/** Null while it waits, and where nobody did */
decidedBy: (string | null);
decidedAt: (string | null);
decideReason: (string | null);
};
export type BuyerBlock = {
/** Id of a buyerBlock */
id: string;
kind: 'email' | 'account' | 'card';
/** The address, the person’s name, or the card as `visa ··4242` */
name: string;
state: 'inForce' | 'lifted' | 'over';
reason: string;
/** The order from which it was made */
reservationId: (string | null);
/** Who blocked */
by: string;
/** Instant, ISO 8601 in UTC */
createdAt: string;
/** When it ends by itself; null: for good */
until: (string | null);
liftedAt: (string | null);
liftedBy: (string | null);
liftReason: (string | null);
};
export type Change = {
/** What it is and the state in which it is now */
type: string;
/** What kind of thing changed */
subject: 'listing' | 'import' | 'reservation' | 'payment' | 'refund' | 'dispute' | 'delivery' | 'case' | 'waiting' | 'handover' | 'payout' | 'approval' | 'export';
/** Its id */
id: string;
/** Its version since; 1: it was made */
version: number;
/** What happened to it */
message: string;
/** The state before; null: it was made */
from: (string | null);
to: string;
/** Instant, ISO 8601 in UTC */
at: string;
causedBy: 'person' | 'guest' | 'apiKey' | 'import' | 'clock' | 'system';
/** The id of the person, guest, key or import; with the scope people:read alone */
by: (string | null);
/** Why, in a person’s words; with the scope people:read alone */
reason: (string | null);
};
export type ChangeList = {
data: Array<Change>;
/** Where to go on: `since` of the next request */
next: string;
/** There is more already: ask again at once */
more: boolean;
};
export type Colleague = {
/** Id of a person */
id: string;
name: string;
};
/** How the tickets of another’s event reach the fan */
export type ConsignedWay = 'transfer' | 'file' | 'barcode' | 'willCall' | 'courier';
export type Consignor = {
/** Id of a consignor */
id: string;
name: string;
email: string;
legalName: (string | null);
otherEmails: Array<string>;
phone: (string | null);
address: (string | null);
city: (string | null);
region: (string | null);
postalCode: (string | null);
country: (string | null);
timeZone: (string | null);
language: (string | null);
notes: (string | null);
tags: Array<string>;
payoutDays: number;
/** Set: nothing of theirs is on sale, nothing new is taken in, nobody signs in for them */
deactivatedAt: (string | null);
mergedInto: ({
/** Id of a consignor */
id: string;
name: string;
} | null);
/** The plan that is in force now */
plan: string;
isMarketplace: boolean;
percentages: RuleInForce;
/** Percentages in force now, basis points */
commissionBps: number;
feeBps: number;
counts: {
submitted: number;
live: number;
sold: number;
};
/** Instant, ISO 8601 in UTC */
createdAt: string;
};
export type ConsignorAdvances = {
/** Null: advances are switched off */
standing: (AdvanceStanding | null);
/** Newest first, at most 50 */
given: Array<{
order: {
/** Id of a reservation */
id: string;
code: string;
};
event: string;
/** Integer minor units (cents for USD) */
amount: number;
givenOn: string;
tier: string;
/** open: the next run pays it; paid: the event is ahead; settled: a later payout made it good */
state: 'open' | 'paid' | 'settled';
}>;
};
export type DeliveryDetail = {
/** Id of a delivery */
id: string;
state: DeliveryState;
version: number;
way: DeliveryWay;
order: {
/** Id of a reservation */
id: string;
code: string;
};
event: {
/** Id of a event */
id: string;
name: string;
shortName: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeTbd: boolean;
status: string;
timeZone: string;
};
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** Id of a listing */
listingId: string;
places: string;
quantity: number;
dueBy: (string | null);
inHandAt: (string | null);
sentAt: (string | null);
receivedAt: (string | null);
refusal: (RefusalCause | null);
owner: ({
/** Id of a person */
id: string;
name: string;
} | null);
/** The address to which tickets are transferred: the order’s email */
recipient: (string | null);
tickets: Array<{
/** Id of a ticket */
id: string;
label: string;
barcode: (string | null);
}>;
reference: (string | null);
note: (string | null);
files: Array<{
/** Id of a deliveryFile */
id: string;
name: string;
mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
bytes: number;
/** The ticket that it is; null: it is for all of them */
ticketId: (string | null);
/** A picture that proves it; fans don’t see it */
isProof: boolean;
}>;
/** The fan’s own words to a refusal */
fanNote: (string | null);
failure: ({
fault: FailureFault;
reason: (string | null);
} | null);
/** The delivery in whose place it is; null: it was sold so */
replaces: ({
/** Id of a delivery */
id: string;
places: string;
consignor: string;
} | null);
/** What the fan got in its place */
replacedBy: ({
/** Id of a delivery */
id: string;
places: string;
consignor: string;
} | null);
/** The season package whose access data opens the consignor’s account; null: none is kept */
accessPackageId: (string | null);
accepts: Array<'send' | 'receive' | 'fail' | 'changeWay' | 'replace'>;
timeline: Array<{
/** Instant, ISO 8601 in UTC */
at: string;
text: string;
by: string;
}>;
};
export type DeliveryFile = {
/** Id of a deliveryFile */
id: string;
name: string;
mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
bytes: number;
/** The ticket that it is; null: it is for all of them */
ticketId: (string | null);
};
export type DeliveryProof = {
/** The number of the transfer, or of the shipment */
reference?: (string | null);
/** For the fan: where to pick them up, under which name */
note?: (string | null);
barcodes?: Array<{
/** Id of a ticket */
ticketId: string;
code: string;
}>;
version: number;
};
export type DeliveryState = 'waiting' | 'due' | 'overdue' | 'sent' | 'received' | 'refused' | 'failed' | 'replaced' | 'refunded';
export type DeliverySummary = {
/** Id of a delivery */
id: string;
state: DeliveryState;
version: number;
way: DeliveryWay;
order: {
/** Id of a reservation */
id: string;
code: string;
};
event: {
/** Id of a event */
id: string;
name: string;
shortName: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeTbd: boolean;
status: string;
timeZone: string;
};
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** Id of a listing */
listingId: string;
places: string;
quantity: number;
dueBy: (string | null);
inHandAt: (string | null);
sentAt: (string | null);
receivedAt: (string | null);
refusal: (RefusalCause | null);
owner: ({
/** Id of a person */
id: string;
name: string;
} | null);
};
export type DeliveryWay = 'transfer' | 'file' | 'barcode' | 'willCall' | 'courier' | 'gateCode';
export type Event = {
/** Id of a event */
id: string;
/** For page addresses */
slug: string;
/** Visitor at home for a game */
name: string;
/** game: of tickets that are consigned; own: the marketplace’s */
kind: 'game' | 'own';
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
league: (string | null);
seasonName: (string | null);
/** The home team, or the artist of a show */
home: (Performer | null);
away: (Performer | null);
venue: Venue;
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
pictureId: (string | null);
/** Instant, ISO 8601 in UTC */
startsAt: string;
/** The day is known, the time is not */
timeTbd: boolean;
/** When the doors open; null: not known */
doorsAt: (string | null);
previousStartsAt: (string | null);
/** Tickets of a type that one fan may hold */
maxPerType: number;
/** How long a hold lasts, in milliseconds */
holdMs: number;
currency: string;
};
export type EventChange = {
/** Id of a eventChange */
id: string;
event: {
/** Id of a event */
id: string;
name: string;
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeZone: string;
};
kind: 'cancel' | 'postpone' | 'move' | 'restore';
/** Who decided it */
by: string;
/** Instant, ISO 8601 in UTC */
at: string;
reason: (string | null);
from: {
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
/** Instant, ISO 8601 in UTC */
startsAt: string;
};
/** The new start, where it moved */
startsAt: (string | null);
/** Where it moved to another venue */
venues: ({
from: string;
to: string;
} | null);
/** Until when its fans may have the money back; null: they have no choice */
choiceUntil: (string | null);
listingsPaused: number;
holdsEnded: number;
listingsWithdrawn: number;
listingsMoved: number;
/** When every order had its turn; null: it goes on */
doneAt: (string | null);
orders: {
total: number;
left: number;
choosing: number;
kept: number;
sending: number;
refunded: number;
failed: number;
told: number;
superseded: number;
};
/** An administrator called it off without the second person whom its refunds ask for */
alone: boolean;
/** Whether refunds could not be asked, and can be asked again */
mayRetry: boolean;
};
export type EventSummary = {
/** Id of a event */
id: string;
/** For page addresses */
slug: string;
/** Visitor at home for a game */
name: string;
/** game: of tickets that are consigned; own: the marketplace’s */
kind: 'game' | 'own';
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
league: (string | null);
seasonName: (string | null);
/** The home team, or the artist of a show */
home: (Performer | null);
away: (Performer | null);
venue: Venue;
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
pictureId: (string | null);
/** Instant, ISO 8601 in UTC */
startsAt: string;
/** The day is known, the time is not */
timeTbd: boolean;
/** When the doors open; null: not known */
doorsAt: (string | null);
previousStartsAt: (string | null);
/** Tickets of a type that one fan may hold */
maxPerType: number;
/** How long a hold lasts, in milliseconds */
holdMs: number;
currency: string;
/** Lowest all-in price at which one ticket is sold, or each of several where none is sold alone; of the number that the list is filtered by, each; null: nothing on sale */
fromPrice: (Money | null);
listingCount: number;
ticketCount: number;
};
export type FailureFault = 'consignor' | 'marketplace' | 'fan' | 'nobody';
export type FanDelivery = {
/** Id of a delivery */
id: string;
way: DeliveryWay;
state: DeliveryState;
/** Until when it is to be sent; null: not known yet */
dueBy: (string | null);
inHandAt: (string | null);
sentAt: (string | null);
receivedAt: (string | null);
receivedBy: ('fan' | 'staff' | 'silence' | 'atOnce' | 'before' | null);
/** Number of the transfer or of the shipment, once it is sent */
reference: (string | null);
/** What the fan has to know or do */
note: (string | null);
/** To download, once it is sent */
files: Array<DeliveryFile>;
/** By ticket, once it is sent */
barcodes: Array<{
/** Id of a ticket */
ticketId: string;
code: string;
}>;
mayReceive: boolean;
mayRefuse: boolean;
};
export type FieldProblem = {
/** Path of the field, dots between the parts */
field: string;
code: string;
/** What is wrong and the remedy */
message: string;
};
export type Import = {
/** Id of a import */
id: string;
fileName: string;
/** The format’s name; empty until it is known */
format: string;
/** Who mapped the columns of this header, and when */
mapped: ({
by: string;
/** Instant, ISO 8601 in UTC */
at: string;
} | null);
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** The game of rows that don’t name one */
event: ({
/** Id of a event */
id: string;
name: string;
} | null);
/** How the file is read, as sentences; null until it was looked at */
reading: ({
words: Array<string>;
/** The sheets of a workbook in the order of their tabs; empty for CSV */
sheets: Array<{
name: string;
isHidden: boolean;
isEmpty: boolean;
}>;
/** The sheet that is read */
sheet: (string | null);
} | null);
/** The import whose corrected report this file is */
reportOf: ({
/** Id of a import */
id: string;
fileName: string;
} | null);
state: 'uploaded' | 'checking' | 'toMap' | 'checked' | 'applying' | 'done' | 'undoing' | 'undone' | 'failed';
accepts: Array<string>;
failure: (string | null);
counts: {
/** An estimate until the file has been read once */
rows: number;
read: number;
create: number;
change: number;
unchanged: number;
refuse: number;
/** Refused rows that wait until a person chooses a game or confirms a price */
waits: number;
/** Of these, rows whose price waits to be confirmed */
prices: number;
applied: number;
undone: number;
kept: number;
};
ifAllSell: Array<{
currency: string;
tickets: number;
/** Minor units, if all of it sells */
amount: number;
}>;
checkedInMs: (number | null);
version: number;
createdBy: string;
/** Instant, ISO 8601 in UTC */
createdAt: string;
/** The staff member who decides its waiting rows */
owner: (Colleague | null);
};
export type ImportRow = {
/** Line in the file; the header is 1 */
line: number;
action: 'create' | 'change' | 'unchanged' | 'refuse';
label: string;
game: string;
/** Section / row / seats */
place: string;
/** As read, or the file’s text where it couldn’t be read */
quantity: string;
price: string;
problems: Array<{
field: string;
code: string;
message: string;
/** What the cell probably means */
suggestion?: string;
/** The other line of this file */
line?: number;
/** The other listing */
listingId?: string;
}>;
changes: Array<{
field: string;
from: (string | null);
to: (string | null);
}>;
/** A notice: it doesn’t prevent applying the row */
note: (string | null);
listingId: (string | null);
waits: boolean;
undo: ('undone' | 'kept' | null);
/** The row’s cells by column, corrections included */
record: Record<string, string>;
/** Who corrected it here, and the original cells */
corrected: ({
by: string;
/** Instant, ISO 8601 in UTC */
at: string;
original: Record<string, string>;
} | null);
};
export type IncludedTax = {
name: string;
jurisdiction: string;
/** Parts per million: 88750 = 8.875% */
ratePpm: number;
amount: Money;
};
export type League = {
/** Its code */
id: string;
name: string;
sport: (string | null);
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
logoId: (string | null);
teams: number;
upcomingEvents: number;
retiredAt: (string | null);
mergedInto: ({
id: string;
name: string;
} | null);
};
export type LedgerEntry = {
/** Transaction and line */
id: string;
/** Instant, ISO 8601 in UTC */
at: string;
/** By the marketplace’s clocks */
day: string;
kind: 'sale' | 'tax' | 'replacement' | 'refund' | 'taxRefund' | 'taxPaid' | 'refundReturned' | 'refundNamed' | 'dispute' | 'disputeWon' | 'lateCapture' | 'lateRefund' | 'stripeFee' | 'stripePayout' | 'payout' | 'payoutReturned' | 'advance' | 'adjustment' | 'consignorMerge' | 'backupWithholding' | 'withholdingReturned' | 'withholdingPaid';
account: 'stripe' | 'bank' | 'disputed' | 'elsewhere' | 'consignors' | 'unclaimed' | 'taxes' | 'withheldTaxes' | 'commission' | 'fees' | 'stripeFees' | 'replacements' | 'adjustments';
/** Whose account it is */
consignor: ({
/** Id of a consignor */
id: string;
name: string;
} | null);
/** To which place the tax is owed */
jurisdiction: (string | null);
order: ({
/** Id of a reservation */
id: string;
code: string;
} | null);
event: ({
/** Id of a event */
id: string;
name: string;
} | null);
payoutId: (string | null);
/** Integer minor units (cents for USD) */
amount: number;
currency: string;
};
export type Listing = {
/** Id of a listing */
id: string;
event: Event;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
kind: 'seated' | 'generalAdmission';
ticketType: (string | null);
section: (string | null);
row: (string | null);
seats: Array<number>;
splitRule: SplitRule;
quantity: number;
available: number;
held: number;
sold: number;
withdrawn: number;
/** Each, before the fee */
price: Money;
/** One ticket at the percentages in force, minor units */
sum: {
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
fee: number;
/** Integer minor units (cents for USD) */
allIn: number;
};
percentages: RuleInForce;
commissionBps: number;
feeBps: number;
faceValue: (Money | null);
/** Tickets of its type that one fan may have; null: as the event says */
maxPerFan: (number | null);
/** What staff noted of the delivery */
delivery: string;
deliveryWay: DeliveryWay;
disclosure: (string | null);
state: ListingState;
/** Why it was rejected, paused or withdrawn */
stateReason: (string | null);
/** Messages that a person may send it now */
accepts: Array<string>;
version: number;
/** The staff member who owns it */
owner: ({
/** Id of a person */
id: string;
name: string;
} | null);
/** The median price on sale in its section; where there is none, its face value times the event’s median ratio of price to face value. Refreshed every few minutes */
market: (number | null);
/** The lowest price that its consignor agrees to */
floor: (number | null);
ceiling: (number | null);
/** The legal cap of the venue’s place */
cap: (number | null);
capLaw: (string | null);
/** The day from which the tickets are in hand; null: they are */
inHandOn: (string | null);
/** The open delist request of its consignor */
delistRequested: ({
/** Instant, ISO 8601 in UTC */
at: string;
reason: (string | null);
} | null);
/** Where it came from */
source: string;
submittedAt: (string | null);
/** When its present price was set */
pricedAt: string;
/** Instant, ISO 8601 in UTC */
createdAt: string;
};
export type ListingAction = ({
action: 'approve';
/** Sets the price in the same step; a listing whose price is refused isn’t approved */
price?: PricingRule;
} | {
action: 'reject';
reason: string;
} | {
action: 'return';
reason: string;
} | {
action: 'resubmit';
} | {
action: 'pause';
reason: string;
} | {
action: 'resume';
} | {
action: 'withdraw';
reason: string;
} | {
action: 'price';
change: PriceRule;
/** Minor units */
roundTo?: number;
/** Limit the price to the floor, the ceiling and the legal cap instead of refusing the listing */
keepWithinLimits?: boolean;
reason?: string;
} | {
action: 'undoPrice';
reason?: string;
} | {
action: 'undo';
of: 'approve' | 'reject' | 'return' | 'resubmit' | 'pause' | 'resume' | 'price' | 'limits' | 'assign' | 'inHand' | 'keepOnSale';
/** Undoes what this run did, whoever started it */
runId?: string;
reason?: string;
} | {
action: 'limits';
/** The lowest price that its consignor agrees to; null: none; left out: unchanged */
floor?: (number | null);
ceiling?: (number | null);
reason?: string;
} | {
action: 'assign';
ownerId: (string | null);
} | {
action: 'inHand';
/** The day from which the tickets are in hand; null: they are */
on: (string | null);
} | {
action: 'keepOnSale';
reason: string;
});
export type ListingActionResult = {
preview: boolean;
done: number;
refused: number;
tickets: number;
/** Of the listings not refused, if all tickets sell; minor units */
before: {
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
allIn: number;
};
after: {
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
allIn: number;
};
/** Distinct consignors of these listings */
consignors: number;
rows: Array<ListingOutcome>;
/** With `view`: the named listings after the action */
now?: Array<Listing>;
/** With `view`: which of the named listings are not in it any more */
left?: Array<string>;
};
export type ListingFilter = {
q?: string;
/** One state, or several separated by commas */
state?: string;
queue?: ListingQueue;
/** Owner: me, none, or a person’s id */
owner?: ('me' | 'none' | string);
/** Id of a event */
eventId?: string;
/** Id of a consignor */
consignorId?: string;
/** Id of a package */
packageId?: string;
/** Id of a import */
importId?: string;
/** Listings that this bulk run changed */
runId?: string;
league?: string;
/** Instant, ISO 8601 in UTC */
startsFrom?: string;
/** Before this instant */
startsUntil?: string;
/** Submitted before this instant */
submittedBefore?: string;
/** Its price is at or beyond this limit */
atLimit?: 'floor' | 'ceiling' | 'cap';
/** At least, each, minor units */
priceFrom?: number;
/** At most, each, minor units */
priceUntil?: number;
/** Lowest distance from its market price: 1500 is 15% above, -1500 is 15% below */
marketFrom?: number;
/** Highest distance from its market price, basis points */
marketUntil?: number;
/** Without these listings: their ids, separated by commas */
except?: string;
};
export type ListingOutcome = {
/** Id of a listing */
id: string;
label: string;
ok: boolean;
/** not_found, version_conflict, transition_refused, price_out_of_range, price_unchanged, no_market, below_floor, above_ceiling, above_cap, face_value_missing, nothing_to_undo, acted_since, sold_since, held, unchanged, event_canceled, consignor_deactivated */
code: (string | null);
/** Why the listing was refused */
message: (string | null);
state: ListingState;
version: number;
/** Each: the price before the action */
priceBefore: number;
/** Each: the price now, or with `preview` the price that it would have */
priceAmount: number;
conflict: (VersionConflict | null);
};
/** toApprove: submitted; toPrice: on sale at more than 15% above or below its market price, outside its own limits or above a legal cap; delistRequested: with an open delist request; inHandPassed: the tickets should have been in hand by now; eventSoonUnsold: unsold tickets within 48 hours of the event */
export type ListingQueue = 'toApprove' | 'toPrice' | 'delistRequested' | 'inHandPassed' | 'eventSoonUnsold';
export type ListingState = 'draft' | 'submitted' | 'live' | 'paused' | 'ended' | 'withdrawn' | 'rejected';
export type MachineDrawing = {
states: Array<{
id: string;
label: string;
parent: (string | null);
final: boolean;
}>;
edges: Array<{
from: string;
to: string;
message: string;
after: boolean;
}>;
};
/** An amount in integer minor units with its currency */
export type Money = {
/** Integer minor units (cents for USD) */
amount: number;
/** ISO 4217 currency code */
currency: string;
};
export type OwnDelivery = {
/** Id of a delivery */
id: string;
state: DeliveryState;
version: number;
way: DeliveryWay;
event: {
/** Id of a event */
id: string;
name: string;
shortName: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeTbd: boolean;
status: string;
timeZone: string;
};
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** Id of a listing */
listingId: string;
places: string;
quantity: number;
dueBy: (string | null);
inHandAt: (string | null);
sentAt: (string | null);
receivedAt: (string | null);
refusal: (RefusalCause | null);
/** The address to which tickets are transferred: the order’s email */
recipient: (string | null);
tickets: Array<{
/** Id of a ticket */
id: string;
label: string;
barcode: (string | null);
}>;
reference: (string | null);
note: (string | null);
files: Array<{
/** Id of a deliveryFile */
id: string;
name: string;
mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
bytes: number;
/** The ticket that it is; null: it is for all of them */
ticketId: (string | null);
/** A picture that proves it; fans don’t see it */
isProof: boolean;
}>;
/** The fan’s own words to a refusal */
fanNote: (string | null);
failure: ({
fault: FailureFault;
reason: (string | null);
} | null);
accepts: Array<'send' | 'receive' | 'fail' | 'changeWay' | 'replace'>;
orderCode: string;
};
export type OwnListing = {
/** Id of a listing */
id: string;
event: Event;
kind: 'seated' | 'generalAdmission';
/** General admission: VIP, Silver… */
ticketType: (string | null);
section: (string | null);
row: (string | null);
seats: Array<number>;
state: ListingState;
/** Why it was rejected, paused or withdrawn */
stateReason: (string | null);
/** Its event moved to a venue that isn’t known to have its section */
isPausedByMove: boolean;
/** The open delist request: staff have not answered it */
delistRequested: ({
/** Instant, ISO 8601 in UTC */
at: string;
reason: (string | null);
} | null);
mayAskDelist: boolean;
quantity: number;
available: number;
held: number;
sold: number;
/** Each, before the fee */
price: Money;
/** Each: what a fan pays at the percentages in force */
allIn: Money;
/** Each: the proceeds at the percentages in force */
proceedsEach: Money;
/** Proceeds of the sold tickets, each at the percentages of its own hold */
soldProceeds: Money;
};
export type OwnPayouts = {
owed: Money;
payable: Money;
inPayouts: Money;
waiting: Array<{
reason: 'dispute' | 'lost' | 'refund' | 'canceled' | 'postponed' | 'delivery' | 'early';
/** Integer minor units (cents for USD) */
amount: number;
orders: number;
/** When the first part of it may be paid, where a date says so */
nextAt: (string | null);
}>;
payoutDays: number;
/** Our team holds payouts back; they say why when asked */
isHeld: boolean;
paidBy: 'bank' | 'stripe';
bankHold: ({
reason: 'bankMissing' | 'bankChanged';
/** When new bank data is used; null: until it is given */
until: (string | null);
} | null);
taxHold: ({
reason: 'taxMissing' | 'w8Missing' | 'w8Expired';
/** What a consignor may be paid in a calendar year without it */
limit: number;
} | null);
paidByHold: ({
reason: 'stripeNotReady' | 'paidByChanged';
/** When a new way is used; null: until the account is ready */
until: (string | null);
/** Why the account isn’t ready, a sentence */
why: (string | null);
} | null);
payouts: Array<{
/** Id of a payout */
id: string;
amount: Money;
lines: number;
state: 'draft' | 'approved' | 'sending' | 'paid' | 'returned' | 'failed' | 'dropped' | 'canceled';
way: ('bankTransfer' | 'check' | 'cash' | 'other' | 'stripe' | null);
reference: (string | null);
paidOn: (string | null);
}>;
advances: ConsignorAdvances;
};
export type OwnSeason = {
/** Newest first, at most 50; drafts aren’t shown */
packages: Array<{
/** Id of a package */
id: string;
season: string;
section: string;
row: string;
seats: Array<number>;
}>;
/** Null: there is no package */
report: (PackageSeasonReport | null);
};
export type OwnTicketType = {
/** Id of a listing */
listingId: string;
name: string;
/** Each, before the fee */
price: Money;
quantity: number;
available: number;
held: number;
sold: number;
/** Tickets of it that one fan may have; null: as the event says */
maxPerFan: (number | null);
state: ListingState;
/** It has left the sale */
isOver: boolean;
};
export type PackageCalendar = {
package: SeasonPackage;
/** By date, past games included */
games: Array<PackageGame>;
counts: {
free: number;
consigned: number;
listed: number;
held: number;
sold: number;
withdrawn: number;
past: number;
};
currency: string;
};
export type PackageGame = {
/** Id of a event */
eventId: string;
name: string;
opponent: ({
/** Id of a performer */
id: string;
name: string;
} | null);
/** Instant, ISO 8601 in UTC */
startsAt: string;
/** At the venue */
localDate: string;
timeZone: string;
timeTbd: boolean;
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
/** Part of the season by its windows; `selling` is before the regular season */
part: ('selling' | 'regular' | 'playoffs' | null);
/** consigned: waits for approval or was rejected; listed: on sale or paused */
state: 'free' | 'consigned' | 'listed' | 'held' | 'sold' | 'withdrawn' | 'past';
listing: ({
/** Id of a listing */
id: string;
state: ListingState;
/** False: another source listed these seats */
ofPackage: boolean;
/** Integer minor units (cents for USD) */
priceAmount: number;
quantity: number;
available: number;
held: number;
sold: number;
withdrawn: number;
reason: (string | null);
} | null);
};
export type PackagePrice = ({
by: 'set';
/** Each, minor units, before the fee */
amount: number;
} | {
by: 'face';
/** Distance from the face value: 2000 is 20% above, -500 is 5% below */
bps: number;
});
export type PackageSeasonReport = {
package: {
/** Id of a package */
id: string;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
season: string;
section: string;
row: string;
seats: Array<number>;
};
currency: string;
/** What the consignor paid for the package */
cost: (number | null);
games: Array<{
/** Id of a event */
eventId: string;
name: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeZone: string;
status: 'scheduled' | 'moved' | 'postponed' | 'cancelled';
isOver: boolean;
seats: Array<{
seat: number;
state: 'free' | 'waiting' | 'onSale' | 'held' | 'sold' | 'unsold' | 'off';
/** The price: of the sale, or that is asked now */
asked: (number | null);
price: (number | null);
commission: (number | null);
/** What the fan paid on top */
fees: (number | null);
/** What the consignor gets: price − commission */
net: (number | null);
/** The seat’s share of what the package cost; null: the cost isn’t known */
cost: (number | null);
/** The code of the order */
order: (string | null);
}>;
}>;
totals: {
seats: number;
sold: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
fees: number;
/** Integer minor units (cents for USD) */
net: number;
cost: (number | null);
};
forecast: {
/** Seats of games ahead that are on sale, held, or not on sale yet */
seats: number;
/** Comparable games: over, with seats of the section on sale */
games: number;
/** Null: fewer than five comparable games, so no forecast */
perSeat: ({
/** Integer minor units (cents for USD) */
low: number;
/** Integer minor units (cents for USD) */
middle: number;
/** Integer minor units (cents for USD) */
high: number;
} | null);
total: ({
/** Integer minor units (cents for USD) */
low: number;
/** Integer minor units (cents for USD) */
middle: number;
/** Integer minor units (cents for USD) */
high: number;
} | null);
};
};
export type PackageState = 'draft' | 'confirmed' | 'ended';
export type Payable = {
/** Id of a consignor */
id: string;
name: string;
currency: string;
/** By the books; below zero, the consignor owes it */
owed: number;
/** May be paid now; below zero, a claim that later payouts settle */
payable: number;
/** In payouts that aren’t paid yet, or came back */
inPayouts: number;
waiting: Array<{
reason: 'dispute' | 'lost' | 'refund' | 'canceled' | 'postponed' | 'delivery' | 'early';
/** Integer minor units (cents for USD) */
amount: number;
orders: number;
/** When the first part of it may be paid, where a date says so */
nextAt: (string | null);
}>;
payoutDays: number;
hold: ({
reason: string;
/** Instant, ISO 8601 in UTC */
at: string;
by: string;
} | null);
paidBy: 'bank' | 'stripe';
/** Why bank data holds payouts back now; never of who is paid by Stripe */
bankHold: ({
reason: 'bankMissing' | 'bankChanged';
/** When new bank data is used; null: until it is given */
until: (string | null);
} | null);
/** Why the account at Stripe, or a new way to be paid, holds payouts back now */
paidByHold: ({
reason: 'stripeNotReady' | 'paidByChanged';
/** When a new way is used; null: until the account is ready */
until: (string | null);
/** Why the account isn’t ready, a sentence */
why: (string | null);
} | null);
/** Why tax data holds payouts back now */
taxHold: ({
reason: 'taxMissing' | 'w8Missing' | 'w8Expired';
/** What a consignor may be paid in a calendar year without it */
limit: number;
} | null);
};
export type PayableShown = {
/** Id of a consignor */
id: string;
name: string;
currency: string;
/** By the books; below zero, the consignor owes it */
owed: number;
/** May be paid now; below zero, a claim that later payouts settle */
payable: number;
/** In payouts that aren’t paid yet, or came back */
inPayouts: number;
waiting: Array<{
reason: 'dispute' | 'lost' | 'refund' | 'canceled' | 'postponed' | 'delivery' | 'early';
/** Integer minor units (cents for USD) */
amount: number;
orders: number;
/** When the first part of it may be paid, where a date says so */
nextAt: (string | null);
}>;
payoutDays: number;
hold: ({
reason: string;
/** Instant, ISO 8601 in UTC */
at: string;
by: string;
} | null);
paidBy: 'bank' | 'stripe';
/** Why bank data holds payouts back now; never of who is paid by Stripe */
bankHold: ({
reason: 'bankMissing' | 'bankChanged';
/** When new bank data is used; null: until it is given */
until: (string | null);
} | null);
/** Why the account at Stripe, or a new way to be paid, holds payouts back now */
paidByHold: ({
reason: 'stripeNotReady' | 'paidByChanged';
/** When a new way is used; null: until the account is ready */
until: (string | null);
/** Why the account isn’t ready, a sentence */
why: (string | null);
} | null);
/** Why tax data holds payouts back now */
taxHold: ({
reason: 'taxMissing' | 'w8Missing' | 'w8Expired';
/** What a consignor may be paid in a calendar year without it */
limit: number;
} | null);
/** The next to be paid first, at most 500 */
orders: Array<{
/** Null: of no order, such as a correction */
order: ({
/** Id of a reservation */
id: string;
code: string;
paidAt: (string | null);
} | null);
event: ({
/** Id of a event */
id: string;
name: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
} | null);
/** Why, of an adjustment */
note: (string | null);
/** Integer minor units (cents for USD) */
amount: number;
/** An advance on the order, to be paid before the rest */
isAdvance: boolean;
/** What was advanced on the order and is left out of the amount */
advanced: number;
payableFrom: (string | null);
/** Why not now; null: it may be paid */
reason: ('dispute' | 'lost' | 'refund' | 'canceled' | 'postponed' | 'delivery' | 'early' | null);
/** What the consignor has of it, paid or not, of which is to be decided who bears it: its dispute was lost */
loss: (number | null);
}>;
/** Newest first, at most 100 */
payouts: Array<Payout>;
/** Adjustments that wait for a second person */
requests: Array<Approval>;
advances: ConsignorAdvances;
/** The IRS told of backup withholding */
withholdingNotice: ({
reason: string;
/** Instant, ISO 8601 in UTC */
at: string;
} | null);
/** Backup withholding is of US law: only in US dollars */
withholds: boolean;
/** Tax that was withheld, newest first */
withholdings: Array<Withholding>;
};
export type PaymentRow = {
/** Id of a payment */
id: string;
/** Id of a reservation */
reservationId: string;
code: string;
state: string;
amount: Money;
card: (string | null);
declineCode: (string | null);
stripeId: (string | null);
email: (string | null);
/** The state of its newest dispute */
dispute: (string | null);
/** Instant, ISO 8601 in UTC */
createdAt: string;
};
export type Payout = {
/** Id of a payout */
id: string;
/** Id of a payoutRun */
runId: string;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** How the consignor is paid now */
paidBy: 'bank' | 'stripe';
amount: Money;
lines: number;
state: 'draft' | 'approved' | 'sending' | 'paid' | 'returned' | 'failed' | 'dropped' | 'canceled';
version: number;
way: ('bankTransfer' | 'check' | 'cash' | 'other' | 'stripe' | null);
reference: (string | null);
paidOn: (string | null);
returnReason: (string | null);
/** Instant, ISO 8601 in UTC */
createdAt: string;
};
export type PayoutAttempt = {
/** Id of a payoutAttempt */
id: string;
number: number;
way: 'bankTransfer' | 'check' | 'cash' | 'other' | 'stripe';
reference: string;
/** The bank file that it is in; null: by hand */
fileId: (string | null);
/** Of the account that a file names */
lastFour: (string | null);
/** Stripe’s id of the transfer */
transferId: (string | null);
/** Finance asked Stripe to take it back; the problem: why Stripe didn’t */
reversal: ({
/** Instant, ISO 8601 in UTC */
askedAt: string;
problem: (string | null);
} | null);
state: 'sending' | 'paid' | 'failed' | 'returned' | 'recalled';
reason: (string | null);
paidOn: (string | null);
/** Instant, ISO 8601 in UTC */
begunAt: string;
endedAt: (string | null);
};
export type PayoutRun = {
/** Id of a payoutRun */
id: string;
/** `making`, `approving`, `withdrawing`: a job works on it, as far as `progress` says; `done`: nothing is left to pay */
state: 'making' | 'draft' | 'approving' | 'approved' | 'done' | 'withdrawing' | 'withdrawn';
/** Consignors looked at while it is made, payouts otherwise; null: no job works on it */
progress: ({
done: number;
total: number;
} | null);
amount: Money;
/** Integer minor units (cents for USD) */
minimum: number;
note: (string | null);
counts: Record<string, number>;
/** Instant, ISO 8601 in UTC */
madeAt: string;
madeBy: string;
approvedAt: (string | null);
approvedBy: (string | null);
withdrawnAt: (string | null);
/** The caller made it, and somebody else approves it */
isOwn: boolean;
};
export type PayoutRunShown = {
/** Id of a payoutRun */
id: string;
/** `making`, `approving`, `withdrawing`: a job works on it, as far as `progress` says; `done`: nothing is left to pay */
state: 'making' | 'draft' | 'approving' | 'approved' | 'done' | 'withdrawing' | 'withdrawn';
/** Consignors looked at while it is made, payouts otherwise; null: no job works on it */
progress: ({
done: number;
total: number;
} | null);
amount: Money;
/** Integer minor units (cents for USD) */
minimum: number;
note: (string | null);
counts: Record<string, number>;
/** Instant, ISO 8601 in UTC */
madeAt: string;
madeBy: string;
approvedAt: (string | null);
approvedBy: (string | null);
withdrawnAt: (string | null);
/** The caller made it, and somebody else approves it */
isOwn: boolean;
/** The largest first, at most 200; all are under /payouts */
payouts: Array<Payout>;
/** Approved payouts that aren’t paid yet, by how their consignors are paid now */
toPay: {
bank: {
payouts: number;
/** Integer minor units (cents for USD) */
amount: number;
};
stripe: {
payouts: number;
/** Integer minor units (cents for USD) */
amount: number;
};
};
/** Payouts that Stripe was asked to pay and hasn’t answered */
atStripe: number;
/** Grows with every step of one of its payouts */
steps: number;
/** While it waits for its approval: whom it leaves out although something may be paid, the largest first, at most 200 */
heldBack: Array<{
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** What may be paid otherwise */
amount: number;
/** Why finance holds payouts back */
hold: (string | null);
bankHold: ({
reason: 'bankMissing' | 'bankChanged';
/** When new bank data is used; null: until it is given */
until: (string | null);
} | null);
taxHold: ({
reason: 'taxMissing' | 'w8Missing' | 'w8Expired';
/** What a consignor may be paid in a calendar year without it */
limit: number;
} | null);
paidByHold: ({
reason: 'stripeNotReady' | 'paidByChanged';
/** When a new way is used; null: until the account is ready */
until: (string | null);
/** Why the account isn’t ready, a sentence */
why: (string | null);
} | null);
}>;
heldBackAll: {
consignors: number;
/** Integer minor units (cents for USD) */
amount: number;
};
/** Tax that its payouts withhold, the most first */
withheld: Array<{
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
why: 'noNumber' | 'notice';
/** Integer minor units (cents for USD) */
amount: number;
}>;
/** Payouts that changed before the approval and were left to the next run */
dropped: number;
};
export type PayoutShown = {
/** Id of a payout */
id: string;
/** Id of a payoutRun */
runId: string;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
/** How the consignor is paid now */
paidBy: 'bank' | 'stripe';
amount: Money;
lines: number;
state: 'draft' | 'approved' | 'sending' | 'paid' | 'returned' | 'failed' | 'dropped' | 'canceled';
version: number;
way: ('bankTransfer' | 'check' | 'cash' | 'other' | 'stripe' | null);
reference: (string | null);
paidOn: (string | null);
returnReason: (string | null);
/** Instant, ISO 8601 in UTC */
createdAt: string;
lineList: Array<{
kind: 'sale' | 'replacement' | 'refund' | 'adjustment' | 'advance' | 'advanced' | 'withheld' | 'withheldReturned' | 'correction';
/** Instant, ISO 8601 in UTC */
at: string;
order: ({
/** Id of a reservation */
id: string;
code: string;
} | null);
event: ({
name: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
} | null);
/** Why, of an adjustment */
note: (string | null);
/** Integer minor units (cents for USD) */
amount: number;
}>;
/** Newest first */
attempts: Array<PayoutAttempt>;
};
export type PercentagesComponent = {
kind: 'commission' | 'processing' | 'delivery' | 'serviceFee';
/** consignor: deducted from the price; fan: added to it */
payer: 'consignor' | 'fan';
/** Basis points of the price (2000 = 20%) */
bps: number;
/** The least amount, minor units of the listing’s currency */
minimum: (number | null);
/** The highest amount, minor units of the listing’s currency */
maximum: (number | null);
};
export type Performer = {
/** Id of a performer */
id: string;
name: string;
shortName: string;
slug: string;
league: (string | null);
primaryColor: (string | null);
secondaryColor: (string | null);
/** Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none */
logoId: (string | null);
};
export type PriceRule = ({
by: 'set';
amount: number;
} | {
by: 'amount';
amount: number;
} | {
by: 'percent';
bps: number;
} | {
by: 'market';
/** Distance from its market price: 0 is the market price, -500 is 5% below */
bps: number;
});
export type PricingRule = {
change: PriceRule;
/** Minor units */
roundTo?: number;
/** Limit the price to the floor, the ceiling and the legal cap instead of refusing the listing */
keepWithinLimits?: boolean;
};
/** RFC 9457 problem details */
export type Problem = {
/** A URI that names the code */
type: string;
title: string;
status: number;
code: 'validation_failed' | 'malformed_json' | 'body_too_large' | 'unsupported_media_type' | 'not_found' | 'method_not_allowed' | 'sign_in_required' | 'sign_in_failed' | 'second_factor_required' | 'second_factor_missing' | 'fresh_proof_required' | 'api_key_invalid' | 'scope_missing' | 'forbidden' | 'forged_request' | 'too_many_requests' | 'unavailable' | 'overloaded' | 'internal_error' | 'idempotency_key_missing' | 'idempotency_key_reused' | 'transition_refused' | 'version_conflict' | 'sold_out' | 'partly_available' | 'price_changed' | 'quantity_not_allowed' | 'ticket_limit' | 'charge_limit' | 'too_many_holds' | 'captcha_required' | 'buyer_blocked' | 'already_blocked' | 'hold_open' | 'hold_expired' | 'event_canceled' | 'event_postponed' | 'event_started' | 'not_on_sale' | 'different_events' | 'payment_under_way' | 'confirmation_token_invalid' | 'webhook_signature_invalid' | 'same_seats' | 'too_many_listings' | 'too_many_rows' | 'preview_expired' | 'nothing_to_do' | 'tax_exists' | 'cap_exists' | 'view_exists' | 'file_not_recognized' | 'same_file' | 'run_under_way' | 'feed_not_connected' | 'already_decided' | 'overlapping_percentages' | 'proof_refused' | 'link_ended' | 'second_person_needed' | 'approval_waits' | 'four_eyes';
/** What happened, for a person */
detail?: string;
requestId?: string;
/** Every field that was refused */
errors?: Array<FieldProblem>;
/** With transition_refused: the messages that the state accepts */
accepts?: Array<string>;
};
export type PublicListing = {
/** Id of a listing */
id: string;
kind: 'seated' | 'generalAdmission';
/** General admission: VIP, Silver… */
ticketType: (string | null);
section: (string | null);
row: (string | null);
/** The seats that the requested quantity would get; all free seats without a quantity */
seats: Array<number>;
available: number;
/** What the split rule and the limit allow now */
quantities: Array<number>;
/** All-in, each: what the fan pays for one ticket */
price: Money;
/** What the all-in price is made of, each */
priceParts: {
price: Money;
fee: Money;
feeBps: number;
};
faceValue: (Money | null);
/** For fans */
delivery: string;
disclosure: (string | null);
/** Tickets of it that one fan may have; null: as the event says */
maxPerFan: (number | null);
/** With a quantity; null: too few listings to compare with */
value: ({
/** How much less it costs than those most like it, basis points; negative: more */
bps: number;
/** With how many listings it was compared: at least 5 */
compared: number;
} | null);
};
export type RefusalCause = 'notArrived' | 'wrongTickets' | 'notAccepted' | 'other';
export type ReportRow = {
/** The day, the month or the id; `none`: entries that have none */
id: string;
name: string;
/** What tells two of the same name apart */
detail: (string | null);
count: number;
/** By column */
figures: Record<string, number>;
};
export type Reservation = {
/** Id of a reservation */
id: string;
/** Short order code */
code: string;
state: ReservationState;
version: number;
event: Event;
items: Array<ReservationItem>;
/** All-in */
total: Money;
/** Included in the total, as they were at the hold */
taxes: Array<IncludedTax>;
email: (string | null);
/** Instant, ISO 8601 in UTC */
createdAt: string;
/** Instant, ISO 8601 in UTC */
expiresAt: string;
paidAt: (string | null);
/** The event moved, and its fan may keep the tickets or have the money back */
moveChoice: ({
/** Instant, ISO 8601 in UTC */
until: string;
/** Whether the money can still be asked for */
isOpen: boolean;
/** Null: nothing; silence keeps */
made: ('keep' | 'refund' | null);
/** Where it was to be; null: it stays there */
fromVenue: (string | null);
} | null);
/** The server's clock: a countdown is right even when the device's clock is wrong */
serverNow: string;
/** When the email with the tickets left; null: it has not left yet */
emailedAt: (string | null);
/** Why we ended the hold, for the fan: ends the sentence “Why: …”; null: we did not */
broken: (string | null);
/** Which seats stand for which that were gone when the money came late, as a sentence; null: the held ones */
seatsChanged: (string | null);
/** The hold expired while a payment was under way */
deadlinePassed: boolean;
/** The newest payment */
payment: ({
/** Id of a payment */
id: string;
state: string;
/** While it needs action */
clientSecret: (string | null);
/** The 3-D Secure page, while the payment needs action */
nextActionUrl: (string | null);
decline: ({
code: string;
message: string;
/** Seconds after which the same card may be tried again; absent where waiting doesn’t help */
retryAfter?: number;
} | null);
card: ({
brand: string;
last4: string;
} | null);
/** What went back of it so far */
refunded: Money;
/** What is on its way back, or was returned by the bank */
refunding: Money;
/** The bank holds money of it in a dispute */
withheld: boolean;
} | null);
/** What happened, for the fan */
timeline: Array<{
/** Instant, ISO 8601 in UTC */
at: string;
what: string;
text: string;
}>;
};
export type ReservationItem = {
/** Id of a listing */
listingId: string;
kind: 'seated' | 'generalAdmission';
ticketType: (string | null);
section: (string | null);
row: (string | null);
seats: Array<number>;
quantity: number;
/** All-in, each */
price: Money;
/** Each */
priceParts: {
price: Money;
fee: Money;
feeBps: number;
};
/** The price that the fan saw, when it was higher than `price` */
seenPrice: (Money | null);
/** All-in, for the quantity */
total: Money;
/** How the tickets come, in a few words */
delivery: string;
way: DeliveryWay;
/** Where the delivery of these tickets stands; null: not paid yet */
tracking: (FanDelivery | null);
disclosure: (string | null);
/** What was bought and couldn’t be delivered, where other tickets came in its place */
insteadOf: (string | null);
tickets: Array<ReservedTicket>;
};
export type ReservationRow = {
/** Id of a reservation */
id: string;
code: string;
state: ReservationState;
eventName: string;
/** Instant, ISO 8601 in UTC */
startsAt: string;
timeZone: string;
tickets: number;
/** Section / row / seats */
seats: string;
total: Money;
email: (string | null);
/** Instant, ISO 8601 in UTC */
expiresAt: string;
/** Instant, ISO 8601 in UTC */
createdAt: string;
paymentState: (string | null);
attention: (string | null);
};
export type ReservationState = 'pending.holding' | 'pending.paying' | 'paid' | 'refunded' | 'expired' | 'cancelled' | 'failed';
export type ReservedTicket = {
/** Id of a ticket */
id: string;
seat: (number | null);
state: 'held' | 'sold' | 'refunded';
/** The code that the gate of our own event scans; set after payment. Tickets of another’s gate have none of ours */
code: (string | null);
/** When the gate of our own event let in with it */
admittedAt?: (string | null);
/** Its fan sent it to a friend, who has it with a new code; `code` is null then */
isSentOn?: boolean;
};
/** The most specific rule in force applies as a whole */
export type RuleInForce = {
/** Id of a percentages */
id: string;
scope: 'marketplace' | 'plan' | 'consignor' | 'package' | 'team' | 'event' | 'listing';
/** A plan’s name, or the id of the scope’s record; empty for the marketplace */
target: string;
components: Array<PercentagesComponent>;
/** Instant, ISO 8601 in UTC */
effectiveFrom: string;
};
export type Season = {
/** Id of a season */
id: string;
name: string;
league: string;
performer: Performer;
upcomingHomeGames: number;
retiredAt: (string | null);
};
export type SeasonPackage = {
/** Id of a package */
id: string;
state: PackageState;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
season: {
/** Id of a season */
id: string;
name: string;
selling: ({
from: string;
until: string;
} | null);
regular: ({
from: string;
until: string;
} | null);
playoffs: ({
from: string;
until: string;
} | null);
};
section: string;
row: string;
lowSeat: number;
highSeat: number;
/** 1, or 2 where the row numbers every second seat */
seatStep: number;
terms: {
price: (PackagePrice | null);
/** Games against these opponents have their own price */
opponents: Array<{
/** Id of a performer */
performerId: string;
price: PackagePrice;
}>;
faceValueAmount: (number | null);
/** The lowest price that the consignor agrees to */
floorAmount: (number | null);
ceilingAmount: (number | null);
splitRule: SplitRule;
delivery: string;
deliveryWay: ConsignedWay;
disclosure: (string | null);
};
listings: number;
counts: {
submitted: number;
live: number;
sold: number;
};
/** The login of the team’s ticket site is stored */
hasAccess: boolean;
/** Instant, ISO 8601 in UTC */
createdAt: string;
confirmedAt: (string | null);
confirmedBy: (string | null);
endedAt: (string | null);
endedReason: (string | null);
};
export type SeasonWindows = {
selling: ({
from: string;
until: string;
} | null);
regular: ({
from: string;
until: string;
} | null);
playoffs: ({
from: string;
until: string;
} | null);
};
export type Selling = {
consignor: {
name: string;
plan: string;
/** The commission in force, basis points of the price */
commissionBps: number;
/** The service fee in force, basis points of the price */
feeBps: number;
};
/** Over all of the consignor’s listings, regardless of the filters */
totals: {
/** Tickets that fans can buy now */
listed: number;
/** Tickets that wait for approval, or are paused */
waiting: number;
/** Tickets that fans hold at this moment */
held: number;
/** Tickets of paid orders */
sold: number;
/** Proceeds of sold tickets, each at the percentages of its own hold */
soldProceeds: Money;
/** What the ledger owes the consignor: sales less refunds */
owed: Money;
/** Proceeds if all listed, waiting and held tickets sell, at the percentages in force */
potentialProceeds: Money;
};
/** Listings by state, regardless of the filters */
counts: {
upcoming: Record<string, number>;
past: Record<string, number>;
};
listings: {
data: Array<OwnListing>;
total: number;
};
};
/** Which quantities of a seated listing may be sold: a rule by name, or custom: and a list of quantities */
export type SplitRule = ('any' | 'pairs' | 'neverLeaveOne' | 'allOrNothing' | string);
export type Statement = {
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
month: string;
currency: string;
/** Integer minor units (cents for USD) */
opening: number;
/** Integer minor units (cents for USD) */
closing: number;
/** In the order in which they were booked */
lines: Array<{
/** Instant, ISO 8601 in UTC */
at: string;
kind: 'sale' | 'replacement' | 'refund' | 'adjustment' | 'advance' | 'advanced' | 'withheld' | 'withheldReturned' | 'correction' | 'payout' | 'payoutReturned';
order: (string | null);
event: (string | null);
seats: (string | null);
/** Why, of an adjustment; how a payout was paid, or why it came back */
note: (string | null);
price: (number | null);
commission: (number | null);
/** Integer minor units (cents for USD) */
amount: number;
}>;
/** Months with entries, newest first */
months: Array<string>;
};
export type StatisticsRow = {
/** Tickets sold, and on sale now or until the event; null when grouped by day */
listed: (number | null);
/** Tickets in open reservations now */
held: (number | null);
sold: number;
/** Tickets sold and not refunded, divided by listed; 0 to 1 */
sellThrough: (number | null);
/** Holds, paid or not, on the day of the reservation */
reservations: number;
orders: number;
/** Average tickets per order */
perOrder: (number | null);
/** Average price of a ticket, before the fee */
averagePrice: (number | null);
/** Proceeds and commission */
gross: number;
/** Integer minor units (cents for USD) */
consignors: number;
/** Integer minor units (cents for USD) */
commission: number;
/** What fans paid on top */
fees: number;
/** Refunded to fans, fees included */
refunds: number;
refundedTickets: number;
/** Average days from a listing’s creation to payment */
daysToSell: (number | null);
/** An id; for a ticket type its name, for a day the date, for our own events “own” */
id: string;
name: string;
/** Of an event, at its venue */
date: (string | null);
/** Of an event that has begun: the figures at its start, and refunds since */
atStart: ({
/** Instant, ISO 8601 in UTC */
at: string;
listed: number;
held: number;
sold: number;
/** Integer minor units (cents for USD) */
gross: number;
/** Integer minor units (cents for USD) */
refundsSince: number;
} | null);
};
export type SupportCase = {
reservation: Reservation;
/** The present state in one sentence */
sentence: string;
fan: {
id: string;
email: (string | null);
name: (string | null);
/** Of their account, where they gave one */
phone: (string | null);
/** The blocks in force that name this buyer */
blocks: Array<BuyerBlock>;
/** By what this buyer can be blocked; the cards are those that paid or were tried */
blockable: Array<{
kind: 'email' | 'account' | 'card';
shown: string;
}>;
};
/** Why it waits in support’s queue; a closable cause ends when a person says that it is done */
attention: Array<{
cause: string;
text: string;
closable: boolean;
}>;
/** What waits for a second person, then what did, newest first */
approvals: Array<Approval>;
/** Its cases, the open ones first */
cases: Array<{
id: string;
kind: 'paidWithoutTickets' | 'paymentUnknown' | 'lateMoney' | 'refundFailed' | 'eventRefund' | 'holdStuck' | 'deliveryProblem' | 'deliveryOverdue' | 'disputeDue' | 'lossUndecided' | 'payoutRefused' | 'approvalWaits' | 'moneyOutside' | 'otherAttention' | 'message' | 'emailFailed' | 'emailTextFailed' | 'stripeEventFailed' | 'jobFailed' | 'noticesHeld' | 'channelFailed' | 'difference' | 'balanceDifference';
/** waiting: open; counting: open, a fan is owed something; alarmed: the same for more than five minutes; snoozed: rests until a moment */
state: 'waiting' | 'counting' | 'alarmed' | 'snoozed' | 'closed';
owner: (string | null);
}>;
/** The reservation, then its payments, refunds and disputes, newest first */
actors: Array<ActorView>;
/** The tickets of a paid order */
tickets: Array<{
/** Id of a ticket */
id: string;
place: string;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
fee: number;
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** refunding: a refund is under way for it */
state: 'good' | 'refunding' | 'refunded';
/** What its refund gives back; 0 where no refund names it */
refunded: number;
/** When, where and by whom its holder was let in at our own event */
admitted: ({
/** Instant, ISO 8601 in UTC */
at: string;
gate: string;
by: string;
} | null);
}>;
/** Newest first */
timeline: Array<TimelineEntry>;
books: {
fanPays: Money;
consignorProceeds: Money;
commission: Money;
fee: Money;
/** What Stripe kept, as far as it is booked: within minutes */
stripeFee: Money;
/** Taxes within what the fan pays, owed by the marketplace */
tax: Money;
/** Integer minor units (cents for USD) */
bookedFanPays: number;
/** Integer minor units (cents for USD) */
bookedConsignorProceeds: number;
/** Integer minor units (cents for USD) */
bookedCommission: number;
/** Integer minor units (cents for USD) */
bookedTax: number;
};
emails: Array<{
id: string;
to: string;
subject: string;
state: string;
/** Instant, ISO 8601 in UTC */
at: string;
}>;
consignors: Array<{
id: string;
name: string;
}>;
stripe: Array<{
paymentId: string;
stripeId: (string | null);
}>;
/** Instant, ISO 8601 in UTC */
serverNow: string;
};
export type TimelineEntry = {
/** Instant, ISO 8601 in UTC */
at: string;
/** A machine, or `mail`, `gate` and `byHand` of what has none */
actorType: string;
actorId: string;
version: number;
message: string;
from: (string | null);
to: string;
/** A fan, a staff member, Stripe, a timer or an import */
by: string;
byKind: 'fan' | 'system' | 'stripe' | 'clock' | 'staff' | 'email';
reason: (string | null);
cause: (string | null);
/** One sentence that says what happened */
text: string;
/** The message's own fields */
data: Record<string, unknown>;
};
export type Venue = {
/** Id of a venue */
id: string;
/** For its page’s address */
slug: string;
name: string;
city: string;
/** State or province */
region: (string | null);
country: string;
/** IANA zone */
timeZone: string;
};
export type VersionConflict = {
by: string;
/** Instant, ISO 8601 in UTC */
at: string;
/** The last message that changed it */
message: string;
reason: (string | null);
changes: Array<{
field: 'state' | 'price';
/** A price in minor units */
from: ((string | number) | null);
to: (string | number);
}>;
/** What was corrected of it besides state and price */
corrected: Array<'section' | 'row' | 'seats' | 'splitRule' | 'ticketType' | 'quantity' | 'maxPerFan' | 'faceValueAmount' | 'delivery' | 'deliveryWay' | 'disclosure'>;
/** Of the prices */
currency: string;
};
export type Withholding = {
/** Id of a withholding */
id: string;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
why: 'noNumber' | 'notice';
/** Integer minor units (cents for USD) */
gross: number;
/** Integer minor units (cents for USD) */
amount: number;
/** Instant, ISO 8601 in UTC */
at: string;
/** It was given back before it went to the IRS */
returned: ({
/** Instant, ISO 8601 in UTC */
at: string;
reason: string;
} | null);
/** In its year, and not paid to the IRS yet */
mayReturn: boolean;
};

/** Endpoints by method and address. */
export interface Endpoints {
/** One consignor */
'GET /admin/consignors/:id': {
params: {
/** Id of a consignor */
id: string;
};
answer: Consignor;
};
/** Consignors with their counts and the percentages in force */
'GET /admin/consignors': {
query?: {
page?: number;
perPage?: number;
sort?: 'name' | 'createdAt';
order?: 'asc' | 'desc';
/** A part of a name, an address or a tag */
q?: string;
/** Merged ones stand among the deactivated */
state?: 'current' | 'deactivated' | 'all';
};
answer: {
data: Array<Consignor>;
total: number;
};
};
/** Upload tickets or a proof: the bytes as the body, PDF, PNG or JPEG, at most 10 MB; barcodes on tickets are read, and each is delivered once */
'POST /admin/deliveries/:id/files': {
params: {
/** Id of a delivery */
id: string;
};
query: {
name: string;
/** The ticket that it is; left out: it is for all of them */
ticketId?: string;
/** A PDF with one page for each ticket, in the order of the seats: it becomes a file for each */
split?: 'true' | 'false';
/** A picture that proves it, for staff */
isProof?: 'true' | 'false';
};
file: Blob;
answer: DeliveryDetail;
};
/** Record that the fan has the tickets */
'POST /admin/deliveries/:id/receive': {
params: {
/** Id of a delivery */
id: string;
};
body: {
version: number;
};
answer: DeliveryDetail;
};
/** Mark it as sent, with its proof: the fan sees it and gets an email */
'POST /admin/deliveries/:id/send': {
params: {
/** Id of a delivery */
id: string;
};
body: DeliveryProof;
answer: DeliveryDetail;
};
/** One delivery with all that is needed to make it */
'GET /admin/deliveries/:id': {
params: {
/** Id of a delivery */
id: string;
};
answer: DeliveryDetail;
};
/** Deliveries, the most urgent first */
'GET /admin/deliveries': {
query?: {
page?: number;
perPage?: number;
sort?: 'dueBy' | 'startsAt' | 'sentAt';
order?: 'asc' | 'desc';
/** toSend: somebody has to send tickets; overdue: not sent in time; problem: the fan can’t accept them, or they can’t be delivered; over: replaced by other tickets, or the order was refunded */
queue?: 'toSend' | 'overdue' | 'problem' | 'sent' | 'received' | 'over' | 'all';
/** Part of the order code, event, consignor or email */
q?: string;
/** Id of a consignor */
consignorId?: string;
/** Id of a event */
eventId?: string;
/** Owner: me, none, or a person’s id */
owner?: ('me' | 'none' | string);
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
};
answer: {
data: Array<DeliverySummary>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
};
};
/** One event, what a change of it would hit now, its changes and its ticket types */
'GET /admin/events/:id': {
params: {
/** Id of a event */
id: string;
};
answer: AdminEvent;
};
/** Change what an event is; when it is changes by a change of its own */
'PUT /admin/events/:id': {
params: {
/** Id of a event */
id: string;
};
body: {
/** Empty: a game of two teams is named by them */
name?: string;
/** The home team, or the artist of a show */
homeId?: (string | null);
awayId?: (string | null);
/** Id of a venue */
venueId: string;
/** Of a season’s game that of the season */
league?: (string | null);
/** A season of the home team */
seasonId?: (string | null);
/** Minutes from the opening of the doors to the start */
doorsMinutes?: (number | null);
/** Tickets of a type that one fan may have */
maxPerType?: number;
holdMinutes?: number;
};
answer: AdminEvent;
};
/** Upcoming events */
'GET /admin/events': {
query?: {
page?: number;
perPage?: number;
sort?: 'startsAt' | 'fromPrice' | 'name';
order?: 'asc' | 'desc';
/** Text in teams, cities or venues; or a date */
q?: string;
/** A league’s code, or own */
league?: string;
/** A performer's slug */
performer?: string;
/** A venue's slug */
venue?: string;
city?: string;
/** First day, in the venue's zone */
from?: string;
/** Last day, in the venue's zone */
to?: string;
/** Days of the week, Monday 1 … Sunday 7, comma-separated */
weekday?: string;
/** Events that sell so many together now; prices are each of so many */
quantity?: number;
/** Events with an all-in price of at most this, each, minor units */
maxPrice?: number;
/** Near a position in degrees, such as 40.4,-80.0, or near a city */
near?: string;
/** How near, in miles */
within?: number;
onSale?: 'true' | 'false';
/** Canceled and postponed events, past ones too, in the place of those ahead */
status?: 'calledOff';
};
answer: {
data: Array<EventSummary>;
total: number;
/** Of the prices of filters and facets */
currency: string;
/** The search text with its slips corrected, when it was */
corrected?: (string | null);
/** Events that each choice would show, with the other filters unchanged */
facets: {
leagues: Array<{
/** A league’s code, or own */
value: string;
name: string;
/** What fans call it by; null where another league is of the same sport */
sport: (string | null);
count: number;
}>;
cities: Array<{
value: string;
count: number;
}>;
performers: Array<{
slug: string;
name: string;
count: number;
primaryColor: (string | null);
secondaryColor: (string | null);
logoId: ((string | null) | null);
}>;
/** Cities with venues whose position is known; events within so many miles */
towns: Array<{
value: string;
count: number;
}>;
/** Miles from what the search is near; empty where it is near nothing */
distances: Array<{
value: number;
count: number;
}>;
quantities: Array<{
value: number;
count: number;
}>;
/** Events that cost at most this, minor units */
prices: Array<{
value: number;
count: number;
}>;
months: Array<{
value: string;
count: number;
}>;
weekdays: Array<{
value: number;
count: number;
}>;
};
};
};
/** Create an event by hand; ticket types of an own one wait for approval */
'POST /admin/events': {
body: {
kind?: 'game' | 'own';
/** Empty: a game of two teams is named by them */
name?: string;
/** The home team, or the artist of a show */
homeId?: (string | null);
awayId?: (string | null);
/** Id of a venue */
venueId: string;
/** Of a season’s game that of the season */
league?: (string | null);
/** A season of the home team */
seasonId?: (string | null);
/** Minutes from the opening of the doors to the start */
doorsMinutes?: (number | null);
/** Tickets of a type that one fan may have */
maxPerType?: number;
holdMinutes?: number;
/** Wall time at the venue; with its offset where the clocks show it twice: 2026-11-01T01:30-04:00 */
localStart: string;
/** Only the day of `localStart` is known */
timeTbd?: boolean;
/** Of the event that this one is made after */
pictureId?: (string | null);
/** Of an own event */
ticketTypes?: Array<{
name: string;
/** Minor units */
priceAmount: number;
quantity: number;
/** Tickets of it that one fan may have; null: as the event says */
maxPerFan?: (number | null);
}>;
};
answer: Event;
};
/** Apply a checked file, in the background */
'POST /admin/imports/:id/apply': {
params: {
/** Id of a import */
id: string;
};
answer: Import;
};
/** The lines of a file, with what each does and every problem */
'GET /admin/imports/:id/rows': {
params: {
/** Id of a import */
id: string;
};
query?: {
page?: number;
perPage?: number;
sort?: 'line';
order?: 'asc' | 'desc';
action?: 'create' | 'change' | 'unchanged' | 'refuse';
waits?: 'true';
undo?: 'undone' | 'kept';
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
};
answer: {
data: Array<ImportRow>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
};
};
/** One file, and how far it is */
'GET /admin/imports/:id': {
params: {
/** Id of a import */
id: string;
};
answer: Import;
};
/** Files, newest first */
'GET /admin/imports': {
query?: {
page?: number;
perPage?: number;
sort?: 'createdAt';
order?: 'asc' | 'desc';
/** Only files with rows that wait for a person */
waits?: 'true';
/** Owner: me, none, or a person’s id */
owner?: ('me' | 'none' | string);
};
answer: {
data: Array<Import>;
total: number;
};
};
/** Upload a broker’s file: its bytes as the body, CSV or XLSX, at most 64 MB */
'POST /admin/imports': {
query: {
/** Id of a consignor */
consignorId: string;
fileName: string;
/** The game of rows that don’t name one: seat lists contain only seats */
eventId?: string;
};
file: Blob;
answer: Import;
};
/** One league */
'GET /admin/leagues/:id': {
params: {
id: string;
};
answer: League;
};
/** Leagues, tours and kinds of shows */
'GET /admin/leagues': {
query?: {
page?: number;
perPage?: number;
sort?: 'name';
order?: 'asc' | 'desc';
q?: string;
/** Retired ones can’t be chosen for anything new */
state?: 'current' | 'retired' | 'all';
};
answer: {
data: Array<League>;
total: number;
};
};
/** The trial balance: each account before a period, in it and at its end */
'GET /admin/ledger-accounts': {
query?: {
page?: number;
perPage?: number;
sort?: 'account';
order?: 'asc' | 'desc';
/** The first day, by the marketplace’s clocks */
from?: string;
/** The last day, by the marketplace’s clocks */
until?: string;
};
answer: {
data: Array<AccountSums>;
total: number;
currency: string;
totals: {
/** Before the first day; zero without one */
opening: number;
/** Integer minor units (cents for USD) */
debits: number;
/** Zero or below */
credits: number;
/** opening + debits + credits */
closing: number;
};
/** The account of taxes by place; empty where none was ever owed */
taxes: Array<{
jurisdiction: string;
/** Before the first day; zero without one */
opening: number;
/** Integer minor units (cents for USD) */
debits: number;
/** Zero or below */
credits: number;
/** opening + debits + credits */
closing: number;
}>;
};
};
/** The general ledger: every entry, with order, event, consignor or payout */
'GET /admin/ledger-entries': {
query?: {
page?: number;
perPage?: number;
sort?: 'booked';
order?: 'asc' | 'desc';
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
/** The first day */
from?: string;
/** The last day */
until?: string;
account?: 'stripe' | 'bank' | 'disputed' | 'elsewhere' | 'consignors' | 'unclaimed' | 'taxes' | 'withheldTaxes' | 'commission' | 'fees' | 'stripeFees' | 'replacements' | 'adjustments';
kind?: 'sale' | 'tax' | 'replacement' | 'refund' | 'taxRefund' | 'taxPaid' | 'refundReturned' | 'refundNamed' | 'dispute' | 'disputeWon' | 'lateCapture' | 'lateRefund' | 'stripeFee' | 'stripePayout' | 'payout' | 'payoutReturned' | 'advance' | 'adjustment' | 'consignorMerge' | 'backupWithholding' | 'withholdingReturned' | 'withholdingPaid';
/** The code of an order, a part of a consignor’s name, or how a tax’s place begins */
q?: string;
/** Whose day it is: of booking (unless given), of the order, of its payment, by the marketplace’s clocks, where it is about no order that of booking; of the event, at its venue; of payout: the business day on which the payout was paid that holds the booking, such as a sale or a refund */
on?: 'booked' | 'reserved' | 'paid' | 'event' | 'paidOut';
/** Of this event */
event?: string;
/** Of home games of this team */
team?: string;
/** Of this league */
league?: string;
/** Of the account of this consignor */
consignor?: string;
/** Of bookings that no payout paid: not yet, or there is nothing to pay out */
payout?: 'none';
/** What this report counts, with the rest of its filter */
report?: 'revenue' | 'sales' | 'refunds' | 'disputes' | 'stripeFees' | 'taxes' | 'payouts' | 'earned';
/** What this column of the report counts */
column?: string;
};
answer: {
data: Array<LedgerEntry>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
sums: {
/** Before the first day; zero without one */
opening: number;
/** Integer minor units (cents for USD) */
debits: number;
/** Zero or below */
credits: number;
/** opening + debits + credits */
closing: number;
};
};
};
/** One listing with its prices and its story */
'GET /admin/listings/:id': {
params: {
/** Id of a listing */
id: string;
};
answer: {
/** Id of a listing */
id: string;
event: Event;
consignor: {
/** Id of a consignor */
id: string;
name: string;
};
kind: 'seated' | 'generalAdmission';
ticketType: (string | null);
section: (string | null);
row: (string | null);
seats: Array<number>;
splitRule: SplitRule;
quantity: number;
available: number;
held: number;
sold: number;
withdrawn: number;
/** Each, before the fee */
price: Money;
/** One ticket at the percentages in force, minor units */
sum: {
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
fee: number;
/** Integer minor units (cents for USD) */
allIn: number;
};
percentages: RuleInForce;
commissionBps: number;
feeBps: number;
faceValue: (Money | null);
/** Tickets of its type that one fan may have; null: as the event says */
maxPerFan: (number | null);
/** What staff noted of the delivery */
delivery: string;
deliveryWay: DeliveryWay;
disclosure: (string | null);
state: ListingState;
/** Why it was rejected, paused or withdrawn */
stateReason: (string | null);
/** Messages that a person may send it now */
accepts: Array<string>;
version: number;
/** The staff member who owns it */
owner: ({
/** Id of a person */
id: string;
name: string;
} | null);
/** The median price on sale in its section; where there is none, its face value times the event’s median ratio of price to face value. Refreshed every few minutes */
market: (number | null);
/** The lowest price that its consignor agrees to */
floor: (number | null);
ceiling: (number | null);
/** The legal cap of the venue’s place */
cap: (number | null);
capLaw: (string | null);
/** The day from which the tickets are in hand; null: they are */
inHandOn: (string | null);
/** The open delist request of its consignor */
delistRequested: ({
/** Instant, ISO 8601 in UTC */
at: string;
reason: (string | null);
} | null);
/** Where it came from */
source: string;
submittedAt: (string | null);
/** When its present price was set */
pricedAt: string;
/** Instant, ISO 8601 in UTC */
createdAt: string;
/** Newest first */
prices: Array<{
amount: Money;
/** Instant, ISO 8601 in UTC */
at: string;
by: string;
reason: (string | null);
/** Its market price at that moment; null: not known */
market: (number | null);
}>;
/** Newest first */
timeline: Array<TimelineEntry>;
drawing: MachineDrawing;
visited: Array<{
from: (string | null);
to: string;
message: string;
}>;
};
};
/** Correct what was taken in wrong; what fans hold or bought is never changed from under them */
'PUT /admin/listings/:id': {
params: {
/** Id of a listing */
id: string;
};
body: {
section?: string;
row?: string;
/** Seats and ranges of one row */
seats?: string;
/** Left out: as its seats count now */
countsByTwo?: boolean;
splitRule?: SplitRule;
ticketType?: string;
/** Of general admission: all tickets, sold ones included */
quantity?: number;
/** Of general admission: tickets that one fan may have; null: as the event says */
maxPerFan?: (number | null);
faceValueAmount?: (number | null);
delivery?: string;
deliveryWay?: ConsignedWay;
disclosure?: (string | null);
/** That the caller read. Where the listing changed since, it is refused as `version_conflict` */
version: number;
reason: string;
};
answer: {
/** Id of a listing */
id: string;
};
};
/** An action on up to 1,000 named listings; with preview nothing is changed */
'POST /admin/listings/actions': {
body: (ListingAction & {
ids: Array<string>;
versions?: Record<string, number>;
preview?: boolean;
/** The view that the caller shows: the answer then has the listings as they are now, and says which left it */
view?: ListingFilter;
});
answer: ListingActionResult;
};
/** Listings with totals over the whole view and counts by state */
'GET /admin/listings': {
query?: {
page?: number;
perPage?: number;
sort?: 'submittedAt' | 'startsAt' | 'price' | 'consignor' | 'event' | 'section' | 'market' | 'free' | 'createdAt' | 'pricedAt' | 'delistRequestedAt' | 'inHandOn';
order?: 'asc' | 'desc';
q?: string;
/** One state, or several separated by commas */
state?: string;
queue?: ListingQueue;
/** Owner: me, none, or a person’s id */
owner?: ('me' | 'none' | string);
/** Id of a event */
eventId?: string;
/** Id of a consignor */
consignorId?: string;
/** Id of a package */
packageId?: string;
/** Id of a import */
importId?: string;
/** Listings that this bulk run changed */
runId?: string;
league?: string;
/** Instant, ISO 8601 in UTC */
startsFrom?: string;
/** Before this instant */
startsUntil?: string;
/** Submitted before this instant */
submittedBefore?: string;
/** Its price is at or beyond this limit */
atLimit?: 'floor' | 'ceiling' | 'cap';
/** At least, each, minor units */
priceFrom?: number;
/** At most, each, minor units */
priceUntil?: number;
/** Lowest distance from its market price: 1500 is 15% above, -1500 is 15% below */
marketFrom?: number;
/** Highest distance from its market price, basis points */
marketUntil?: number;
/** Without these listings: their ids, separated by commas */
except?: string;
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
/** False leaves out totals and counts, for further pages of the same view */
totals?: 'true' | 'false';
};
answer: {
data: Array<Listing>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
/** Over the whole view, if all its tickets sell; minor units */
totals: ({
tickets: number;
/** Integer minor units (cents for USD) */
proceeds: number;
/** Integer minor units (cents for USD) */
commission: number;
/** Integer minor units (cents for USD) */
price: number;
/** Integer minor units (cents for USD) */
allIn: number;
} | null);
/** Listings by state, with the other filters unchanged */
counts: (Record<string, number> | null);
};
};
/** Take one listing in by hand, by the rules of an import’s row */
'POST /admin/listings': {
body: ({
kind: 'seated';
section: string;
row: string;
/** Seats and ranges of one row */
seats: string;
/** The row has an odd and an even side: 1 and 3 are neighbors, 1 and 2 are not */
countsByTwo?: boolean;
splitRule?: SplitRule;
/** Id of a consignor */
consignorId: string;
/** Id of a event */
eventId: string;
/** Each, minor units, before the fee */
priceAmount: number;
floorAmount?: (number | null);
ceilingAmount?: (number | null);
faceValueAmount?: (number | null);
delivery?: string;
deliveryWay?: ConsignedWay;
disclosure?: (string | null);
/** The day from which the tickets are in hand; null: they are */
inHandOn?: (string | null);
/** True: it stays a draft until it is submitted; otherwise it waits for approval at once */
asDraft?: boolean;
/** A price far from that of its section is refused as `price_absurd` until this says the same amount again */
confirmedPriceAmount?: (number | null);
} | {
kind: 'generalAdmission';
ticketType: string;
quantity: number;
/** Id of a consignor */
consignorId: string;
/** Id of a event */
eventId: string;
/** Each, minor units, before the fee */
priceAmount: number;
floorAmount?: (number | null);
ceilingAmount?: (number | null);
faceValueAmount?: (number | null);
delivery?: string;
deliveryWay?: ConsignedWay;
disclosure?: (string | null);
/** The day from which the tickets are in hand; null: they are */
inHandOn?: (string | null);
/** True: it stays a draft until it is submitted; otherwise it waits for approval at once */
asDraft?: boolean;
/** A price far from that of its section is refused as `price_absurd` until this says the same amount again */
confirmedPriceAmount?: (number | null);
});
answer: {
/** Id of a listing */
id: string;
};
};
/** Each game of its season, and what became of the seats there */
'GET /admin/packages/:id/calendar': {
params: {
/** Id of a package */
id: string;
};
answer: PackageCalendar;
};
/** One season package */
'GET /admin/packages/:id': {
params: {
/** Id of a package */
id: string;
};
answer: SeasonPackage;
};
/** Season packages */
'GET /admin/packages': {
query?: {
page?: number;
perPage?: number;
sort?: 'createdAt' | 'section' | 'consignor' | 'season' | 'sold';
order?: 'asc' | 'desc';
/** Words of the consignor, the team, the season, the section or the row */
q?: string;
/** Id of a consignor */
consignorId?: string;
state?: PackageState;
};
answer: {
data: Array<SeasonPackage>;
total: number;
};
};
/** A consignor’s statement of a month */
'GET /admin/payables/:id/statement': {
params: {
/** Id of a consignor */
id: string;
};
query?: {
month?: string;
};
answer: Statement;
};
/** What one consignor is owed, order by order, and was paid */
'GET /admin/payables/:id': {
params: {
/** Id of a consignor */
id: string;
};
answer: PayableShown;
};
/** What consignors are owed: payable now, in payouts, waiting and why */
'GET /admin/payables': {
query?: {
page?: number;
perPage?: number;
sort?: 'owed' | 'payable' | 'name';
order?: 'asc' | 'desc';
/** A part of the consignor’s name */
q?: string;
};
answer: {
data: Array<Payable>;
total: number;
totals: {
owed: Money;
payable: Money;
inPayouts: Money;
waiting: Money;
};
};
};
/** Find payments by code, email address or Stripe id */
'GET /admin/payments': {
query?: {
page?: number;
perPage?: number;
sort?: 'createdAt' | 'amount' | 'state';
order?: 'asc' | 'desc';
q?: string;
state?: string;
/** Only payments of which a refund failed */
refund?: 'failed';
/** Only payments with a dispute, or with one that waits for an answer */
dispute?: 'any' | 'unanswered';
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
};
answer: {
data: Array<PaymentRow>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
counts: Record<string, number>;
/** Nothing is exactly what was asked for: these are like it */
isSimilar: boolean;
};
};
/** Payouts of a run, a page at a time */
'GET /admin/payout-runs/:id/payouts': {
params: {
/** Id of a payoutRun */
id: string;
};
query?: {
page?: number;
perPage?: number;
sort?: 'amount' | 'name';
order?: 'asc' | 'desc';
state?: 'draft' | 'approved' | 'sending' | 'paid' | 'returned' | 'failed' | 'dropped' | 'canceled';
/** A part of the consignor’s name */
q?: string;
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
};
answer: {
data: Array<Payout>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
};
};
/** One run with its largest payouts, and how far it is */
'GET /admin/payout-runs/:id': {
params: {
/** Id of a payoutRun */
id: string;
};
answer: PayoutRunShown;
};
/** Runs of payouts, newest first */
'GET /admin/payout-runs': {
query?: {
page?: number;
perPage?: number;
sort?: 'madeAt';
order?: 'asc' | 'desc';
};
answer: {
data: Array<PayoutRun>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
};
};
/** One payout with the entries that it pays */
'GET /admin/payouts/:id': {
params: {
/** Id of a payout */
id: string;
};
answer: PayoutShown;
};
/** Show a team or an artist */
'GET /admin/performers/:id': {
params: {
/** Id of a performer */
id: string;
};
answer: AdminPerformer;
};
/** Teams and artists */
'GET /admin/performers': {
query?: {
page?: number;
perPage?: number;
sort?: 'name' | 'city';
order?: 'asc' | 'desc';
q?: string;
league?: string;
/** Retired ones can’t be chosen for anything new */
state?: 'current' | 'retired' | 'all';
};
answer: {
data: Array<AdminPerformer>;
total: number;
};
};
/** A report over the books: sums by day, month, event, team, league or consignor */
'GET /admin/reports': {
query?: {
page?: number;
perPage?: number;
sort?: 'group' | 'figure';
order?: 'asc' | 'desc';
report?: 'revenue' | 'sales' | 'refunds' | 'disputes' | 'stripeFees' | 'taxes' | 'payouts' | 'earned';
by?: 'month' | 'day' | 'event' | 'team' | 'league' | 'consignor';
/** The first day */
from?: string;
/** The last day */
until?: string;
/** Whose day it is: of booking (unless given), of the order, of its payment, by the marketplace’s clocks, where it is about no order that of booking; of the event, at its venue; of payout: the business day on which the payout was paid that holds the booking, such as a sale or a refund */
on?: 'booked' | 'reserved' | 'paid' | 'event' | 'paidOut';
/** Of this event */
event?: string;
/** Of home games of this team */
team?: string;
/** Of this league */
league?: string;
/** Of the account of this consignor */
consignor?: string;
/** Of bookings that no payout paid: not yet, or there is nothing to pay out */
payout?: 'none';
};
answer: {
data: Array<ReportRow>;
total: number;
currency: string;
totals: {
count: number;
/** By column */
figures: Record<string, number>;
};
};
};
/** Everything about one reservation, by id or order code */
'GET /admin/reservations/:id': {
params: {
id: string;
};
answer: SupportCase;
};
/** Find reservations by code, email address, id or Stripe id */
'GET /admin/reservations': {
query?: {
page?: number;
perPage?: number;
sort?: 'createdAt' | 'expiresAt' | 'total' | 'state';
order?: 'asc' | 'desc';
/** Order code, email, name, last four of the card, seat, ticket code or barcode, id or Stripe id */
q?: string;
/** One state, or several separated by commas */
state?: string;
attention?: 'true' | 'false';
/** `next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another */
after?: string;
/** Id of a event */
eventId?: string;
};
answer: {
data: Array<ReservationRow>;
total: number;
/** Where the next page begins, for `after`; null: this is the last page */
next: (string | null);
counts: Record<string, number>;
/** Nothing is exactly what was asked for: these are like it */
isSimilar: boolean;
};
};
/** The home games of a season that are ahead */
'GET /admin/seasons/:id/games': {
params: {
/** Id of a season */
id: string;
};
answer: {
data: Array<Event>;
};
};
/** One season */
'GET /admin/seasons/:id': {
params: {
/** Id of a season */
id: string;
};
answer: AdminSeason;
};
/** Seasons with how many home games are ahead */
'GET /admin/seasons': {
query?: {
page?: number;
perPage?: number;
sort?: 'name';
order?: 'asc' | 'desc';
q?: string;
/** Seasons of this team */
performerId?: string;
/** Retired ones can’t be chosen for anything new */
state?: 'current' | 'retired' | 'all';
};
answer: {
data: Array<Season>;
total: number;
};
};
/** What was listed, held and sold, by a dimension, with totals over all rows */
'GET /admin/statistics': {
query?: {
page?: number;
perPage?: number;
sort?: 'sold' | 'name' | 'date' | 'listed' | 'held' | 'sellThrough' | 'reservations' | 'orders' | 'perOrder' | 'averagePrice' | 'gross' | 'consignors' | 'commission' | 'fees' | 'refunds' | 'daysToSell';
order?: 'asc' | 'desc';
by?: 'event' | 'ticketType' | 'consignor' | 'team' | 'venue' | 'day';
/** Which day is in the period: of the reservation, of payment (both by the marketplace’s clocks), or of the event at its venue. Refunds count on their own day unless it is the event’s */
countedBy?: 'sale' | 'payment' | 'event';
from?: string;
/** Included */
until?: string;
/** Id of a event */
eventId?: string;
/** Id of a consignor */
consignorId?: string;
/** The home team */
teamId?: string;
/** Id of a venue */
venueId?: string;
ticketType?: string;
/** A league, or “own” for our own events */
league?: string;
/** Text in the event’s name */
q?: string;
/** ISO 4217 currency code */
currency?: string;
};
answer: {
data: Array<StatisticsRow>;
total: number;
/** Over all rows */
totals: {
/** Tickets sold, and on sale now or until the event; null when grouped by day */
listed: (number | null);
/** Tickets in open reservations now */
held: (number | null);
sold: number;
/** Tickets sold and not refunded, divided by listed; 0 to 1 */
sellThrough: (number | null);
/** Holds, paid or not, on the day of the reservation */
reservations: number;
orders: number;
/** Average tickets per order */
perOrder: (number | null);
/** Average price of a ticket, before the fee */
averagePrice: (number | null);
/** Proceeds and commission */
gross: number;
/** Integer minor units (cents for USD) */
consignors: number;
/** Integer minor units (cents for USD) */
commission: number;
/** What fans paid on top */
fees: number;
/** Refunded to fans, fees included */
refunds: number;
refundedTickets: number;
/** Average days from a listing’s creation to payment */
daysToSell: (number | null);
};
/** Currencies of the catalog’s events */
currencies: Array<string>;
/** Instant, ISO 8601 in UTC */
asOf: string;
/** The last nightly comparison with a recount */
compared: ({
/** Instant, ISO 8601 in UTC */
at: string;
differences: number;
} | null);
};
};
/** Show a venue */
'GET /admin/venues/:id': {
params: {
/** Id of a venue */
id: string;
};
answer: AdminVenue;
};
/** Venues */
'GET /admin/venues': {
query?: {
page?: number;
perPage?: number;
sort?: 'name' | 'city';
order?: 'asc' | 'desc';
q?: string;
/** Retired ones can’t be chosen for anything new */
state?: 'current' | 'retired' | 'all';
};
answer: {
data: Array<{
/** Id of a venue */
id: string;
/** For its page’s address */
slug: string;
name: string;
city: string;
/** State or province */
region: (string | null);
country: string;
/** IANA zone */
timeZone: string;
upcomingEvents: number;
retiredAt: (string | null);
}>;
total: number;
};
};
/** What changed after a cursor, in the order in which it was committed: of what the key’s scopes read, of a consignor’s key their own. Nothing is left out that was committed late */
'GET /changes': {
query?: {
/** `next` of the answer before: what changed after it. 0: from the first change on. now: nothing, but where to go on */
since?: string;
/** Of these alone, commas between: listing,delivery */
subject?: string;
limit?: number;
};
answer: ChangeList;
};
/** What can be bought now, cheapest first, at all-in prices */
'GET /events/:id/listings': {
params: {
id: string;
};
query?: {
quantity?: number;
};
answer: {
data: Array<PublicListing>;
total: number;
/** Instant, ISO 8601 in UTC */
asOf: string;
};
};
/** One event, by id or by the slug of its address */
'GET /events/:id': {
params: {
id: string;
};
answer: EventSummary;
};
/** Upcoming events by date, with facets */
'GET /events': {
query?: {
page?: number;
perPage?: number;
sort?: 'startsAt' | 'fromPrice' | 'name';
order?: 'asc' | 'desc';
/** Text in teams, cities or venues; or a date */
q?: string;
/** A league’s code, or own */
league?: string;
/** A performer's slug */
performer?: string;
/** A venue's slug */
venue?: string;
city?: string;
/** First day, in the venue's zone */
from?: string;
/** Last day, in the venue's zone */
to?: string;
/** Days of the week, Monday 1 … Sunday 7, comma-separated */
weekday?: string;
/** Events that sell so many together now; prices are each of so many */
quantity?: number;
/** Events with an all-in price of at most this, each, minor units */
maxPrice?: number;
/** Near a position in degrees, such as 40.4,-80.0, or near a city */
near?: string;
/** How near, in miles */
within?: number;
onSale?: 'true' | 'false';
/** Canceled and postponed events, past ones too, in the place of those ahead */
status?: 'calledOff';
};
answer: {
data: Array<EventSummary>;
total: number;
/** Of the prices of filters and facets */
currency: string;
/** The search text with its slips corrected, when it was */
corrected?: (string | null);
/** Events that each choice would show, with the other filters unchanged */
facets: {
leagues: Array<{
/** A league’s code, or own */
value: string;
name: string;
/** What fans call it by; null where another league is of the same sport */
sport: (string | null);
count: number;
}>;
cities: Array<{
value: string;
count: number;
}>;
performers: Array<{
slug: string;
name: string;
count: number;
primaryColor: (string | null);
secondaryColor: (string | null);
logoId: ((string | null) | null);
}>;
/** Cities with venues whose position is known; events within so many miles */
towns: Array<{
value: string;
count: number;
}>;
/** Miles from what the search is near; empty where it is near nothing */
distances: Array<{
value: number;
count: number;
}>;
quantities: Array<{
value: number;
count: number;
}>;
/** Events that cost at most this, minor units */
prices: Array<{
value: number;
count: number;
}>;
months: Array<{
value: string;
count: number;
}>;
weekdays: Array<{
value: number;
count: number;
}>;
};
};
};
/** Upload tickets or a proof: the bytes as the body, PDF, PNG or JPEG, at most 10 MB; barcodes on tickets are read, and each is delivered once */
'POST /selling/deliveries/:id/files': {
params: {
/** Id of a delivery */
id: string;
};
query: {
name: string;
/** The ticket that it is; left out: it is for all of them */
ticketId?: string;
/** A PDF with one page for each ticket, in the order of the seats: it becomes a file for each */
split?: 'true' | 'false';
/** A picture that proves it, for staff */
isProof?: 'true' | 'false';
};
file: Blob;
answer: OwnDelivery;
};
/** Say that the tickets were sent, with the proof */
'POST /selling/deliveries/:id/send': {
params: {
/** Id of a delivery */
id: string;
};
body: DeliveryProof;
answer: OwnDelivery;
};
/** The consignor’s sold tickets by what is to do, the most urgent first */
'GET /selling/deliveries': {
query?: {
page?: number;
perPage?: number;
sort?: 'dueBy';
order?: 'asc' | 'desc';
queue?: 'toSend' | 'sent' | 'problem';
};
answer: {
data: Array<OwnDelivery>;
total: number;
counts: {
toSend: number;
sent: number;
problem: number;
};
};
};
/** Take that request back */
'DELETE /selling/listings/:id/delist': {
params: {
/** Id of a listing */
id: string;
};
answer: null;
};
/** Ask our team to take a listing off sale; what a fan holds stays theirs to buy */
'POST /selling/listings/:id/delist': {
params: {
/** Id of a listing */
id: string;
};
body: {
reason?: (string | null);
};
answer: null;
};
/** What the signed-in consignor is owed, when it comes, why not sooner, and what was paid */
'GET /selling/payouts': {
answer: OwnPayouts;
};
/** The signed-in consignor’s season: each seat of each game, what it gave, and a forecast for the rest */
'GET /selling/season': {
query?: {
/** Id of a package */
packageId?: string;
};
answer: OwnSeason;
};
/** The signed-in consignor’s statement of a month */
'GET /selling/statement': {
query?: {
month?: string;
};
answer: Statement;
};
/** The signed-in consignor’s own listings, with what they brought and could bring */
'GET /selling': {
query?: {
page?: number;
perPage?: number;
sort?: 'startsAt';
order?: 'asc' | 'desc';
/** Whether the event has begun */
when?: 'upcoming' | 'past';
/** One state, or several separated by commas */
state?: string;
};
answer: Selling;
};
}
