/** A language model's server on loopback: answers as OpenAI's protocol does, by turns that the test sets, and keeps what it was asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A summary that is answered, or a refusal with its status and text. */
export type Turn = string | { readonly status: number; readonly text: string };

interface ModelRequest {
  readonly path: string;
  readonly key: string | undefined;
  readonly at: number;
  /** What the model is to read: the user's message. */
  readonly report: string;
  readonly withSchema: boolean;
}

export interface ModelDouble {
  /** Up to and including `/v1`. */
  readonly url: string;
  readonly asked: readonly ModelRequest[];
  close(): Promise<void>;
}

/** @param turns the answers in order; the last one is given for ever. */
export async function startModelDouble(turns: readonly Turn[]): Promise<ModelDouble> {
  const asked: ModelRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      asked.push({
        path: request.url ?? "",
        key: request.headers.authorization,
        at: Date.now(),
        report: body.messages.at(-1).content,
        withSchema: body.response_format?.type === "json_schema",
      });
      const turn = turns[Math.min(asked.length, turns.length) - 1] ?? { status: 500, text: "nothing to say" };
      if (typeof turn !== "string") {
        response.writeHead(turn.status, { "content-type": "application/json" });
        response.end(JSON.stringify({ error: { message: turn.text } }));
        return;
      }
      const content = JSON.stringify({ summary: turn });
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
