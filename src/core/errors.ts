/** The one error that is meant for a person: what was expected, what was given, what to do. Anything else thrown is a bug. */

const errorCodes = ["invalid", "not_found", "conflict", "forbidden", "unavailable", "internal"] as const;
export type ErrorCode = (typeof errorCodes)[number];

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;

  /** @param message one sentence, or one line a problem; shown to the person as it is. */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
