/** What a correction, or a consignor's later file, changes of a listing besides its price; each with its name for people. */
export const correctedFieldNames = {
  section: 'section',
  row: 'row',
  seats: 'seats',
  splitRule: 'split rule',
  ticketType: 'kind of ticket',
  quantity: 'quantity',
  maxPerFan: 'limit per fan',
  faceValueAmount: 'face value',
  delivery: 'delivery note',
  deliveryWay: 'delivery way',
  disclosure: 'disclosure',
} as const;
/** A field that a correction changes. */
export type CorrectedField = keyof typeof correctedFieldNames;
/** All fields that a correction changes. */
export const correctedFields = Object.keys(correctedFieldNames) as [CorrectedField, ...CorrectedField[]];

/** These fields as a phrase: `seats and delivery`. */
export const correctedText = (fields: readonly CorrectedField[]): string => {
  const names = fields.map((field) => correctedFieldNames[field]);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
};
