/** What a step of a delivery was, in words of the back office. */
import { faultNames, refusalNames, wayNames } from '@holdfast/shared/deliveries';

/** A transition of a delivery, as its log has it. */
export interface DeliveryStep {
  message: string;
  payload: Record<string, unknown>;
  to_state: string;
  reason: string | null;
}

/** A transition in a sentence, without its full stop; null for those that change nothing that a person sees. */
export function deliveryStepText({ message, payload, to_state, reason }: DeliveryStep): string | null {
  if (message.startsWith('xstate.after.'))
    switch (message.split('.')[2]) {
      case 'inHand':
        return 'The tickets are in hand: due';
      case 'deadline':
        return 'Not sent in time: staff and consignor were alarmed';
      case 'lastCall':
        return 'Four hours before the start: staff were alarmed again';
      case 'reminder':
        return 'The fan was reminded';
      case 'silence':
        return 'Received: the fan said nothing until a day after the start';
      default:
        return null;
    }
  switch (message) {
    case 'created':
      return to_state === 'waiting' ? 'Sold. The tickets aren’t in hand yet' : 'Sold. Due';
    case 'send':
      return 'Sent';
    case 'receive':
      return payload.by === 'fan' ? 'The fan has the tickets' : 'Recorded as received';
    case 'refuse':
      return `The fan can’t accept them: ${refusalNames[payload.cause as keyof typeof refusalNames]}`;
    case 'fail':
      return `Failed, ${faultNames[payload.fault as keyof typeof faultNames].toLowerCase()} part: ${reason ?? ''}`;
    case 'reschedule':
      return `New dates: ${reason ?? ''}`;
    case 'changeWay':
      return `Comes another way, ${wayNames[payload.way as keyof typeof wayNames]}: ${reason ?? ''}`;
    case 'replace':
      return `The fan got other tickets, ${faultNames[payload.fault as keyof typeof faultNames].toLowerCase()} part: ${reason ?? ''}`;
    case 'orderRefunded':
      return 'The order was refunded';
    default:
      return null;
  }
}
