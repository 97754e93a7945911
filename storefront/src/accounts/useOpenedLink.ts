import { ApiProblem } from '@holdfast/shared/apiClient';
import { useEffect, useState } from 'react';
import { useLinkToken } from './useLinkToken.ts';

/** What an email's link opens. */
export type OpenedLink<T> =
  | { state: 'reading' }
  | { state: 'open'; token: string; shown: T }
  /** It opens nothing any more, or could not be read; says why. */
  | { state: 'closed'; why: string };

/** @param read asks the server what the token opens; the same function each time */
export function useOpenedLink<T>(read: (token: string) => Promise<T>): OpenedLink<T> {
  const token = useLinkToken();
  const [opened, setOpened] = useState<OpenedLink<T>>({ state: 'reading' });
  useEffect(() => {
    if (token === null) return;
    if (token === '') {
      setOpened({
        state: 'closed',
        why: 'This address is a part of a link. Open the link of the email again.',
      });
      return;
    }
    setOpened({ state: 'reading' });
    read(token).then(
      (shown) => setOpened({ state: 'open', token, shown }),
      (error: unknown) => setOpened({ state: 'closed', why: whyOf(error) }),
    );
  }, [token, read]);
  return opened;
}

function whyOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'We didn’t get an answer. Open the link of the email again.';
  const { detail, title, errors } = error.problem;
  return errors?.[0]?.message ?? detail ?? title;
}
