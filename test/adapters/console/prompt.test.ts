import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProgress } from "../../../src/adapters/console/progress.ts";
import { createPrompt } from "../../../src/adapters/console/prompt.ts";
import { createScreen } from "../../../src/adapters/console/screen.ts";
import { createFindByName } from "../../../src/adapters/fuse/find-by-name.ts";
import type { CommandDesk } from "../../../src/core/command.ts";
import { AppError } from "../../../src/core/errors.ts";
import { caller, createDesk, page } from "./desk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-prompt-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A prompt on streams of memory; with `tty`, streams that say they are terminals, 60 columns wide. */
function open({ tty = false, desk = createDesk() }: { tty?: boolean; desk?: CommandDesk } = {}) {
  const streamOf = (): PassThrough =>
    tty
      ? Object.assign(new PassThrough(), { isTTY: true, columns: 60, setRawMode: () => undefined })
      : new PassThrough();
  const input = streamOf();
  const output = streamOf();
  let printed = "";
  output.on("data", (chunk) => {
    printed += String(chunk);
  });
  const screen = createScreen(output);
  const historyFile = join(folder, "history");
  const prompt = createPrompt({
    input,
    screen,
    desk,
    caller,
    findByName: createFindByName(),
    colour: false,
    width: () => 60,
    zone: "UTC",
    historyFile,
    filesFolder: join(folder, "files"),
  });
  return { input, screen, prompt, historyFile, printed: () => printed };
}

describe("piped lines", () => {
  it("are answered one after the other, in order, to the last", async () => {
    const desk = createDesk();
    const waits = [3, 2, 1];
    const slow: CommandDesk = {
      ...desk,
      run: async (invocation) => {
        for (let n = waits.shift() ?? 0; n > 0; n -= 1) await Promise.resolve();
        return page(`answer ${invocation.args["about"]}`);
      },
    };
    const { input, prompt, printed } = open({ desk: slow });
    const done = prompt.run();
    input.end("/latest a\n/latest b\n\n/latest c");
    await done;
    expect(printed()).toBe("answer a\n\nanswer b\n\nanswer c\n\n");
  });

  it("leave at /quit, and what follows it is not read", async () => {
    const desk = createDesk();
    const { input, prompt } = open({ desk });
    const done = prompt.run();
    input.write("/latest a\n/quit\n/latest b\n");
    await done;
    expect(desk.asked.map(({ args }) => args["about"])).toEqual(["a"]);
  });

  it("reach the desk as commands and as buttons, by the terminal's person", async () => {
    const desk = createDesk();
    const { input, prompt } = open({ desk });
    const done = prompt.run();
    input.end("/why 12\n/relevant 12\n");
    await done;
    expect(desk.asked).toEqual([{ path: ["why"], args: { item: "12" }, caller }]);
    expect(desk.pressed).toEqual(["relevant 12"]);
  });

  it("press the buttons of the answer above by their place: /more, /apply 2", async () => {
    const desk = createDesk();
    const buttons = [
      { verb: "apply", subject: "exclude:1:a", label: "Without a" },
      { verb: "page", subject: "latest:9:-", label: "Older" },
      { verb: "apply", subject: "exclude:1:b", label: "Without b" },
    ] as const;
    const offering: CommandDesk = { ...desk, run: async () => page("Two proposals", { actions: buttons }) };
    const { input, prompt, printed } = open({ desk: offering });
    const done = prompt.run();
    input.end("/more\n/latest a\n/apply 2\n/latest a\n/more\n/apply 7\n");
    await done;
    expect(printed()).toContain("Without a: /apply 1\nOlder: /more\nWithout b: /apply 2");
    expect(printed()).toMatch(/^\/more goes on with the answer above it/);
    expect(desk.pressed).toEqual(["apply exclude:1:b", "page latest:9:-"]);
  });

  it("that are refused at a character keep the caret under it", async () => {
    const desk = createDesk();
    const refusing: CommandDesk = {
      ...desk,
      run: () => Promise.reject(new AppError("invalid", "Expected a parenthesis.\n  (amazon\n         ^")),
    };
    const { input, prompt, printed } = open({ desk: refusing });
    const done = prompt.run();
    input.end("/latest a\n");
    await done;
    expect(printed()).toBe("Expected a parenthesis.\n  (amazon\n         ^\n\n");
  });

  it("that are refused or fail leave the prompt standing", async () => {
    const { input, prompt, printed } = open();
    const done = prompt.run();
    input.end("/latest refused\n/latest broken\n/nonsense\n/latest a\n");
    await done;
    expect(printed()).toMatch(/^Not this one\.\n\nSomething went wrong: the wheel fell off\n\nThere is no command/);
    expect(printed()).toMatch(/answer to latest\n\n$/);
  });

  it("that bring a file save it under a name that stays in its folder and overwrites nothing", async () => {
    const { input, prompt, printed } = open();
    const done = prompt.run();
    input.end("/latest file\n/latest file\n");
    await done;
    expect(readdirSync(join(folder, "files")).sort()).toEqual(["brief-2.md", "brief.md"]);
    expect(readFileSync(join(folder, "files", "brief.md"), "utf8")).toBe("text");
    expect(printed()).toContain(`Saved as ${join(folder, "files", "brief-2.md")}`);
    expect(existsSync(join(folder, "history"))).toBe(false);
  });
});

describe("at a terminal", () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it("an alert that arrives is printed above the line being typed, which stays", async () => {
    const { input, prompt, screen, printed } = open({ tty: true });
    const done = prompt.run();
    input.write("/latest mon");
    await settle();
    screen.write("An alert.\n");
    expect(stripVTControlCharacters(printed()).endsWith("An alert.\nvigie> /latest mon")).toBe(true);
    input.write("oprix\r");
    await settle();
    expect(printed()).toContain("answer to latest");
    prompt.close();
    await done;
  });

  it("a line wrapped over two rows is cleared whole, and drawing it again does not touch the alert", async () => {
    const { input, prompt, screen, printed } = open({ tty: true });
    const done = prompt.run();
    input.write(`/latest ${"long ".repeat(12)}`);
    await settle();
    const before = printed().length;
    screen.write("An alert.\n");
    const drawn = printed().slice(before);
    expect(drawn).toBe(`\u001b[1A\u001b[1G\u001b[0JAn alert.\nvigie> /latest ${"long ".repeat(12)}`);
    prompt.close();
    await done;
  });

  it("the cursor keeps its place inside the line", async () => {
    const { input, prompt, screen, printed } = open({ tty: true });
    const done = prompt.run();
    input.write("/latest mon");
    input.write("\u001b[D\u001b[D");
    await settle();
    screen.write("An alert.\n");
    expect(printed().endsWith("An alert.\nvigie> /latest m\u001b7on\u001b8")).toBe(true);
    prompt.close();
    await done;
  });

  it("Tab completes commands and values, and lists numbers with what they stand for", async () => {
    const { input, prompt, printed } = open({ tty: true });
    const done = prompt.run();
    input.write("/lat");
    input.write("\t");
    await settle();
    expect(stripVTControlCharacters(printed())).toMatch(/vigie> \/latest $/);
    input.write("\u0015/why ");
    input.write("\t");
    await settle();
    expect(stripVTControlCharacters(printed())).toContain(" 12  Headline\n  13  Headline\n");
    prompt.close();
    await done;
  });

  it("Ctrl-C empties a begun line and leaves from an empty one", async () => {
    const desk = createDesk();
    const { input, prompt } = open({ tty: true, desk });
    const done = prompt.run();
    input.write("/latest a");
    input.write("\u0003");
    input.write("/latest b\r");
    await settle();
    input.write("\u0003");
    await done;
    expect(desk.asked.map(({ args }) => args["about"])).toEqual(["b"]);
  });

  it("Ctrl-D leaves", async () => {
    const { input, prompt } = open({ tty: true });
    expect(prompt.isOpen()).toBe(false);
    const done = prompt.run();
    expect(prompt.isOpen()).toBe(true);
    input.write("\u0004");
    await done;
    expect(prompt.isOpen()).toBe(false);
  });

  it("lines typed before come back with the arrow keys, after a restart too", async () => {
    const first = open({ tty: true });
    writeFileSync(first.historyFile, "/latest older\n");
    const done = first.prompt.run();
    first.input.write("/latest newer\r");
    await settle();
    first.prompt.close();
    await done;
    expect(readFileSync(first.historyFile, "utf8")).toBe("/latest older\n/latest newer\n");
    const desk = createDesk();
    const second = open({ tty: true, desk });
    const again = second.prompt.run();
    second.input.write("\u001b[A\u001b[A\r");
    await settle();
    second.prompt.close();
    await again;
    expect(desk.asked.map(({ args }) => args["about"])).toEqual(["older"]);
  });
});

describe("progress", () => {
  it("is silent where nobody watches a terminal", () => {
    const stream = new PassThrough();
    const progress = createProgress(stream, 10, "items");
    progress.update(5);
    progress.stop();
    progress.stop();
    expect(stream.read()).toBeNull();
  });

  it("draws a bar on a terminal and wipes it at the end", () => {
    const stream = Object.assign(new PassThrough(), {
      isTTY: true,
      columns: 80,
      cursorTo: () => true,
      moveCursor: () => true,
      clearLine: () => true,
    });
    const progress = createProgress(stream, 10, "items");
    progress.update(10);
    progress.stop();
    progress.stop();
    expect(stripVTControlCharacters(String(stream.read()))).toContain("0/10 items");
  });
});
