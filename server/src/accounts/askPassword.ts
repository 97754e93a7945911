/** Reads a password from the terminal without showing it, or a line from a pipe. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * @param prompt is shown; what is typed isn't
 * @returns the line, without blanks at its ends
 */
export async function askPassword(
  prompt: string,
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  output.write(prompt);
  // With a terminal readline echoes into its output: this one swallows it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: input.isTTY === true });
  try {
    return (await reader.question('')).trim();
  } finally {
    reader.close();
    output.write('\n');
  }
}
