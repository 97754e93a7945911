/** Reads of one thing that is read again and again, of which only the newest is shown. */
export interface NewestReads {
  /**
   * Called before a request, and before something newer than all requests under way is shown.
   * @returns whether the response is still to be shown when it is here: no later read has begun
   */
  begin(): () => boolean;
}

/**
 * Responses arrive in another order than their requests were sent, and an older one would take back what the page has
 * shown. Whatever changes is read after it is heard of, so the last read that has begun knows all of it.
 */
export function newestReads(): NewestReads {
  let begun = 0;
  return {
    begin() {
      begun += 1;
      const mine = begun;
      return () => mine === begun;
    },
  };
}
