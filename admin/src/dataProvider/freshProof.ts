/** Requests that money or people hang on are refused until the person has shown lately that it is them: a dialog asks. */

/** Asks the person. @returns whether they showed it */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;

/** The dialog on screen. @returns takes it away */
export function askForProofWith(dialog: Ask): () => void {
  ask = dialog;
  return () => {
    if (ask === dialog) ask = null;
  };
}

/** Requests that are refused at the same time wait for one answer. @returns whether the person showed that it is them */
export async function proveAgain(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
