/** Recovery codes: shown this once. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <div className="note" role="status">
      <div>
        <p>
          <b>Keep these recovery codes.</b> Each signs you in once when you don’t have your app. They are
          shown only now.
        </p>
        <ul className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="acts">
          <button
            type="button"
            className="btn btn-line"
            onClick={() => void navigator.clipboard?.writeText(codes.join('\n'))}
          >
            Copy them
          </button>
          <button type="button" className="btn btn-go" onClick={done}>
            I have kept them
          </button>
        </div>
      </div>
    </div>
  );
}
