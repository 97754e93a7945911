import { useNavigation } from '../router/navigation.ts';

/** Something failed on our side, or nothing could be heard. */
export function ErrorPage() {
  const { reload } = useNavigation();
  return (
    <div className="wrap plain">
      <h1>This page didn’t load</h1>
      <p>
        Something went wrong on the way to us or on our side. Nothing was held or charged by it, and seats
        that you already hold are still yours.
      </p>
      <div className="acts">
        <button type="button" className="btn btn-go" onClick={reload}>
          Load it again
        </button>
        <a className="btn btn-line" href="/games">
          All games
        </a>
      </div>
    </div>
  );
}
