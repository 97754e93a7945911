/** Names the parts of an address that couldn't be read, where the rows of its list are shown. */
import { createContext, useContext } from 'react';

const Parts = createContext<readonly string[]>([]);
/** Around a list: the parts that its page left out of the address. */
export const IgnoredParts = Parts.Provider;

/** @param parts by default those of the list around */
export function Ignored({ parts }: { parts?: readonly string[] }) {
  const ofList = useContext(Parts);
  const named = parts ?? ofList;
  if (named.length === 0) return null;
  return (
    <p className="note warn page-note" role="status">
      Part of this page’s address can’t be read and is ignored: {named.join(', ')}.
    </p>
  );
}
