/** Answers every post with a message id and keeps nothing: what grows over many alerts is then the sender's own memory. */
import { createServer } from "node:http";

let next = 1_000_000_000_000_000_000n;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    next += 1n;
    response.writeHead(200, { "content-type": "application/json" }).end(`{"id":"${next}"}`);
  });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
