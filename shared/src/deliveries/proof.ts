/** What a sent delivery must show. */
import type { FieldProblem } from '../http/index.ts';
import type { DeliveryWay } from './ways.ts';

/** What somebody has of a delivery that they want to mark as sent. */
export interface GivenProof {
  reference: string | null;
  note: string | null;
  /** Ticket ids of its files; null: a file for all tickets. */
  files: ReadonlyArray<string | null>;
  /** Whether a picture proves it. */
  hasPicture: boolean;
  /** Ticket ids with a barcode. */
  barcodes: readonly string[];
  ticketIds: readonly string[];
}

const counted = (n: number) => (n === 1 ? '1 ticket' : `${n} tickets`);

/**
 * Why a delivery can't be sent with this proof: each way has its own.
 * @returns the field and the remedy; null: it can
 */
export function missingProof(way: DeliveryWay, given: GivenProof): FieldProblem | null {
  const { reference, note, files, hasPicture, barcodes, ticketIds } = given;
  switch (way) {
    case 'transfer':
      return reference !== null || hasPicture
        ? null
        : {
            field: 'reference',
            code: 'proof_missing',
            message: 'Give the number of the transfer, or upload a picture of its confirmation.',
          };
    case 'courier':
      return reference !== null
        ? null
        : { field: 'reference', code: 'proof_missing', message: 'Give the tracking number of the shipment.' };
    case 'willCall':
      return note !== null
        ? null
        : {
            field: 'note',
            code: 'proof_missing',
            message: 'Say where the fan picks them up, and under which name.',
          };
    case 'file': {
      const without = files.includes(null) ? 0 : ticketIds.filter((id) => !files.includes(id)).length;
      return without === 0
        ? null
        : { field: 'files', code: 'proof_missing', message: `Upload a file for ${counted(without)} more.` };
    }
    case 'barcode': {
      const without = ticketIds.filter((id) => !barcodes.includes(id)).length;
      return without === 0
        ? null
        : {
            field: 'barcodes',
            code: 'proof_missing',
            message: `Give the barcode of ${counted(without)} more.`,
          };
    }
    case 'gateCode':
      return {
        field: 'way',
        code: 'not_to_send',
        message: 'Our own gate codes are with their fans at once.',
      };
  }
}
