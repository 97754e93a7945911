/** Reads a stream of server-sent events as a page does. */

/** One message. */
export interface Heard {
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a message holds is what its test expects
  data: any;
}

/** @returns the next message of an answer's stream at each call; `alive` ones are left out */
export function messagesOf(answer: Response): () => Promise<Heard> {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return async function next(): Promise<Heard> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        text += decoder.decode(value, { stream: true });
        continue;
      }
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && event !== 'alive' && data !== undefined)
        return { event, data: JSON.parse(data) };
    }
  };
}
