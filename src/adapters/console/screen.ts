/** The terminal as shared by what is printed and what is being typed: print goes above the typed line, which stays whole. */
import { clearScreenDown, cursorTo, type Interface, moveCursor } from "node:readline";

export interface Screen {
  /** Where it draws. */
  readonly stream: NodeJS.WritableStream;
  /** Prints text, which ends with a line break, above the line that is being typed. */
  write(text: string): void;
  /** Names the line being typed; null while there is none. */
  setLine(line: Interface | null): void;
}

export function createScreen(stream: NodeJS.WritableStream): Screen {
  let typing: Interface | null = null;
  return {
    stream,
    write(text) {
      if (typing === null) {
        stream.write(text);
        return;
      }
      const { rows } = typing.getCursorPos();
      moveCursor(stream, 0, -rows);
      cursorTo(stream, 0);
      clearScreenDown(stream);
      // Drawing the line again starts by going up as many rows as it was wrapped over.
      stream.write(text + "\n".repeat(rows));
      typing.prompt(true);
    },
    setLine(line) {
      typing = line;
    },
  };
}
