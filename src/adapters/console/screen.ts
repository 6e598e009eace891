/** The terminal as shared by what is printed and what is being typed: print goes above the typed line, which stays whole. */
import { clearScreenDown, cursorTo, type Interface, moveCursor } from "node:readline";

const saveCursor = "\u001b7";
const restoreCursor = "\u001b8";

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
  // By hand rather than by rl.prompt(true), which goes up by the rows that it drew last, not by those typed since.
  const redraw = (rl: Interface, atEdge: boolean): void => {
    const after = rl.line.slice(rl.cursor);
    stream.write(rl.getPrompt() + rl.line.slice(0, rl.cursor));
    if (after !== "") stream.write(`${saveCursor}${after}${restoreCursor}`);
    // A full row wraps only with the next character.
    else if (atEdge) stream.write(" \r");
  };
  return {
    stream,
    write(text) {
      if (typing === null) {
        stream.write(text);
        return;
      }
      const { rows, cols } = typing.getCursorPos();
      moveCursor(stream, 0, -rows);
      cursorTo(stream, 0);
      clearScreenDown(stream);
      stream.write(text);
      redraw(typing, rows > 0 && cols === 0);
    },
    setLine(line) {
      typing = line;
    },
  };
}
