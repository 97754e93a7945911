import { ApiProblem } from '@holdfast/shared/apiClient';
import { useCallback, useState } from 'react';
import { Field } from '../ui/Field.tsx';

/** The code of a second factor, asked for once the password was right. */
export function CodeField({ error }: { error: string | undefined }) {
  return (
    <Field
      label="Code of your app"
      name="code"
      autoComplete="one-time-code"
      hint="The six figures that it shows now, or one of your recovery codes."
      error={error}
    />
  );
}

/** Whether a form asks for a code, and a request that finds out: one that is refused for want of it isn't a failure. */
export function useAskedCode() {
  const [isAsked, setAsked] = useState(false);
  /** @returns null when a code is asked for from now on */
  const send = useCallback(
    async <T,>(request: () => Promise<T>): Promise<T | null> => {
      try {
        return await request();
      } catch (error) {
        if (isAsked || !(error instanceof ApiProblem) || error.problem.code !== 'second_factor_required')
          throw error;
        setAsked(true);
        return null;
      }
    },
    [isAsked],
  );
  return { isAsked, send };
}
