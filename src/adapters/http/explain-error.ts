/** Network failures as problems of a feed: what happened, seen from the server's address. */
import { AppError, type ErrorCode } from "../../core/errors.ts";
import { describeProblem, type FeedProblem, toldProblem } from "../../core/feed-problem.ts";

const problems = {
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "no-name-server",
  ECONNREFUSED: "refused",
  ECONNRESET: "broken-off",
  EPIPE: "broken-off",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "no-answer",
  UND_ERR_CONNECT_TIMEOUT: "no-connection",
  UND_ERR_HEADERS_TIMEOUT: "no-headers",
  UND_ERR_BODY_TIMEOUT: "stopped",
  UND_ERR_SOCKET: "broken-off",
  UND_ERR_HEADERS_OVERFLOW: "headers",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "cut-short",
  CERT_HAS_EXPIRED: "certificate-expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate-own",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate-own",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate-unverified",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate-foreign",
  Z_DATA_ERROR: "compression",
  Z_BUF_ERROR: "compression",
} as const;
const problemsByCode = new Map<string, (typeof problems)[keyof typeof problems]>(Object.entries(problems));

/** A failed fetch as it is thrown: a sentence in English as its message, the problem itself as its cause. */
export function fetchError(code: ErrorCode, problem: FeedProblem): AppError {
  return new AppError(code, describeProblem(problem, "en"), { cause: problem });
}

/** The problem that an error of {@link fetchError} carries; what else was thrown, in its own words. */
export function problemOf(error: unknown): FeedProblem {
  return error instanceof AppError && isProblem(error.cause) ? error.cause : toldProblem("other", error);
}

function isProblem(cause: unknown): cause is FeedProblem {
  return typeof cause === "object" && cause !== null && !(cause instanceof Error) && "code" in cause;
}

/** @param timedOutAfterMs set where the total time ran out; null otherwise. */
export function networkProblem(error: unknown, timedOutAfterMs: number | null): FeedProblem {
  if (timedOutAfterMs !== null) return { code: "late", limit: Math.round(timedOutAfterMs / 1_000) };
  const code = codeOf(error);
  const known = code === null ? undefined : problemsByCode.get(code);
  if (known !== undefined) return { code: known };
  if (code?.startsWith("HPE_") === true) return { code: "no-http" };
  // Node passes on the names of brotli's own decoder.
  if (code !== null && /^ERR(?:__ERROR_FORMAT|_PADDING)/.test(code)) return { code: "compression" };
  const isAbort = error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
  return isAbort ? { code: "given-up" } : toldProblem("request", error);
}

/** The first code in the error, its cause, or the attempts that it gathers. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
}
