/** Addresses that people, redirects and name servers may send Vigie to: none that is not public is ever connected to. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress, type Resolve } from "../../../src/adapters/http/address-guard.ts";
import { createGuardedFetch, type GuardedFetchOptions } from "../../../src/adapters/http/guarded-fetch.ts";

const userAgent = "Vigie/test";
let server: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const target = new URL(request.url ?? "/", "http://x").searchParams.get("to");
    if (target === null) response.end("secret");
    else response.writeHead(302, { location: target }).end();
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** `PORT` stands for the port on which a server would answer if it were reached. */
const targets = [
  "http://localhost:PORT/",
  "http://LOCALHOST:PORT/",
  "http://127.0.0.1:PORT/",
  "http://127.1:PORT/",
  "http://127.0.1:PORT/",
  "http://127.255.255.254:PORT/",
  "http://2130706433:PORT/",
  "http://0x7f000001:PORT/",
  "http://0x7f.1:PORT/",
  "http://0177.0.0.1:PORT/",
  "http://017700000001:PORT/",
  "http://0:PORT/",
  "http://0.0.0.0:PORT/",
  "http://１２７.0.0.1:PORT/",
  "http://127。0。0。1:PORT/",
  "http://[::1]:PORT/",
  "http://[0:0:0:0:0:0:0:1]:PORT/",
  "http://[::]:PORT/",
  "http://[::ffff:127.0.0.1]:PORT/",
  "http://[::ffff:7f00:1]:PORT/",
  "http://[::127.0.0.1]:PORT/",
  "http://[::ffff:0:127.0.0.1]:PORT/",
  "http://[64:ff9b::127.0.0.1]:PORT/",
  "http://[64:ff9b:1::127.0.0.1]:PORT/",
  "http://[2002:7f00:1::]:PORT/",
  "http://[2001:0:7f00:1::]:PORT/",
  "http://[fe80::1]:PORT/",
  "http://[fec0::1]:PORT/",
  "http://[fc00::1]:PORT/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://[ff02::1]:PORT/",
  "http://[2001:db8::1]:PORT/",
  "http://[100::1]:PORT/",
  "http://169.254.169.254/latest/meta-data/",
  "http://0xa9fea9fe/latest/meta-data/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://100.64.0.1/",
  "http://192.0.2.1/",
  "http://198.18.0.1/",
  "http://224.0.0.1/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "https://127.0.0.1:PORT/",
  "https://localhost:PORT/",
  "http://user:password@127.0.0.1:PORT/",
] as const;

const fetchOnce = async (url: string, options: Partial<GuardedFetchOptions> = {}): Promise<string> => {
  const guarded = createGuardedFetch({ userAgent, allowPrivateHosts: [], ...options });
  try {
    const { body } = await guarded.fetch({ url: url.replace("PORT", String(port)) });
    return new TextDecoder().decode(body);
  } finally {
    await guarded.close();
  }
};

describe("the address guard", () => {
  it.each(targets)("does not connect to %s", async (target) => {
    connections = 0;
    await expect(fetchOnce(target)).rejects.toMatchObject({ code: "forbidden" });
    expect(connections).toBe(0);
  });

  it.each([
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1/",
    "data:text/xml,<rss/>",
    "javascript:alert(1)",
    "127.0.0.1",
    "http://",
    "",
  ])("takes no address but http and https: %s", async (target) => {
    await expect(fetchOnce(target)).rejects.toMatchObject({ code: "invalid" });
  });

  it.each([
    ["a private address", ["127.0.0.1"]],
    ["a private address among public ones", ["203.0.114.7", "127.0.0.1"]],
    ["a mapped address", ["::ffff:127.0.0.1"]],
    ["the metadata address", ["169.254.169.254"]],
    ["no address", []],
  ])("refuses a host name that a name server resolves to %s", async (_, addresses) => {
    connections = 0;
    const options = { resolve: answering(() => addresses) };
    await expect(fetchOnce("http://news.example:PORT/", options)).rejects.toMatchObject({ code: "forbidden" });
    expect(connections).toBe(0);
  });

  it("asks once for each connection, so that a second answer cannot differ from the checked one", async () => {
    let asked = 0;
    const resolve = answering(() => {
      asked += 1;
      return asked === 1 ? ["127.0.0.1"] : ["203.0.114.7"];
    });
    await expect(fetchOnce("http://news.example:PORT/", { resolve })).rejects.toMatchObject({ code: "forbidden" });
    expect(asked).toBe(1);
  });

  it.each([
    ["http://localhost:1/", "forbidden"],
    ["http://[::1]:1/", "forbidden"],
    ["http://169.254.169.254/", "forbidden"],
    ["//10.0.0.1/", "forbidden"],
    ["file:///etc/passwd", "unavailable"],
    ["javascript:alert(1)", "unavailable"],
    ["http://", "unavailable"],
    ["http://[/", "unavailable"],
  ])("does not follow a redirect to %s", async (target, code) => {
    const options = { allowPrivateHosts: [`127.0.0.1:${port}`] };
    const url = `http://127.0.0.1:PORT/?to=${encodeURIComponent(target)}`;
    await expect(fetchOnce(url, options)).rejects.toMatchObject({ code });
  });

  it("reaches the private hosts that the operator names, by name, address and port", async () => {
    for (const named of [`127.0.0.1:${port}`, "127.0.0.1"]) {
      expect(await fetchOnce("http://127.0.0.1:PORT/", { allowPrivateHosts: [named] })).toBe("secret");
    }
    const resolve = answering(() => ["127.0.0.1"]);
    expect(await fetchOnce("http://bridge.lan:PORT/", { allowPrivateHosts: ["bridge.lan"], resolve })).toBe("secret");
    expect(await fetchOnce("http://bridge.lan:PORT/", { allowPrivateHosts: ["127.0.0.1"], resolve })).toBe("secret");
  });

  it("keeps a named host to its port, and other hosts out", async () => {
    const elsewhere = { allowPrivateHosts: ["127.0.0.1:1"] };
    await expect(fetchOnce("http://127.0.0.1:PORT/", elsewhere)).rejects.toMatchObject({ code: "forbidden" });
    const other = { allowPrivateHosts: ["bridge.lan"], resolve: answering(() => ["127.0.0.1"]) };
    await expect(fetchOnce("http://other.lan:PORT/", other)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("knows public addresses", () => {
    expect(["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "8.8.8.8"].every(isPublicAddress)).toBe(true);
    expect(["", "example.org", "127.0.0.1", "::1", "fe80::1%eth0", "::7f00:1"].some(isPublicAddress)).toBe(false);
  });
});

/** A name server that answers as it is told. */
function answering(answer: () => readonly string[]): Resolve {
  return (_hostname, _options, callback) => {
    callback(
      null,
      answer().map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}
