/** Said in the place of a part that didn't load. @param what begins the sentence, such as `Your passkeys` */
export function NotLoaded({ what, again }: { what: string; again: () => Promise<void> }) {
  return (
    <p className="msg" role="alert">
      {what} didn’t load.{' '}
      <button type="button" className="link" onClick={() => void again()}>
        Try again
      </button>
    </p>
  );
}
