/** Whose inbox a caller opens. */
import { type Inbox, type NoticeKind, officeKindsOf, sellingKinds } from '@holdfast/shared/notices';
import { hasStaffRole, requirePerson } from '../accounts/index.ts';
import type { Caller } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { ownConsignor } from '../portal/index.ts';

/** A reader with the kinds that they are told of. */
export interface InboxReader {
  id: string;
  kinds: readonly NoticeKind[];
}

/**
 * The caller's own inbox of the staff, or their consignor's.
 * @throws Problem `sign_in_required`; `forbidden` for who has none; `second_factor_missing` for staff that must have one
 */
export function readerFor(caller: Caller, inbox: Inbox): InboxReader {
  const id = requirePerson(caller);
  if (inbox === 'selling') return { id: ownConsignor(caller), kinds: sellingKinds };
  const kinds = officeKindsOf(caller.roles);
  if (!hasStaffRole(caller.roles) || kinds.length === 0)
    throw new Problem(
      'forbidden',
      'This inbox is for our staff. Yours is under Selling, if you consign with us.',
    );
  if (caller.lacksSecondFactor)
    throw new Problem(
      'second_factor_missing',
      'Everybody of the staff needs a second factor. Set one up on your account’s page.',
    );
  return { id, kinds };
}
