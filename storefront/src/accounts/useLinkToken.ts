import { useEffect, useState } from 'react';

/**
 * The secret of an email's link, which stands after the `#`; null: not read yet, '': there is none. It is taken out of the
 * address, so that neither history nor a copied address holds it.
 */
export function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const read = () => {
      const given = location.hash.slice(1);
      if (given !== '') history.replaceState(history.state, '', location.pathname + location.search);
      setToken((before) => given || before || '');
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return token;
}
