/** Network failures as one sentence for a person: what happened, seen from the server's address. */

const sentences: Readonly<Record<string, string>> = {
  ENOTFOUND: "The host name is not known to the name servers.",
  EAI_AGAIN: "The name servers did not answer.",
  ECONNREFUSED: "The server refused the connection.",
  ECONNRESET: "The server broke off the connection.",
  EPIPE: "The server broke off the connection.",
  EHOSTUNREACH: "The server cannot be reached.",
  ENETUNREACH: "The server cannot be reached.",
  ETIMEDOUT: "The server did not answer in time.",
  UND_ERR_CONNECT_TIMEOUT: "The server did not accept the connection in time.",
  UND_ERR_HEADERS_TIMEOUT: "The server accepted the connection but did not answer in time.",
  UND_ERR_BODY_TIMEOUT: "The server stopped in the middle of its answer.",
  UND_ERR_SOCKET: "The server broke off the connection.",
  UND_ERR_HEADERS_OVERFLOW: "The headers of the answer are too large.",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "The server broke off in the middle of its answer.",
  CERT_HAS_EXPIRED: "The server's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The server's certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "The server's certificate is signed by itself.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server's certificate cannot be verified.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's certificate is for another host.",
  Z_DATA_ERROR: "The compressed answer is damaged.",
  Z_BUF_ERROR: "The compressed answer is damaged.",
};

/** @param timedOutAfterMs set where the total time ran out; null otherwise. */
export function explainNetworkError(error: unknown, timedOutAfterMs: number | null): string {
  if (timedOutAfterMs !== null) return `The answer was not complete after ${Math.round(timedOutAfterMs / 1000)} s.`;
  const code = codeOf(error);
  if (code !== null) {
    const known = sentences[code];
    if (known !== undefined) return known;
    if (code.startsWith("HPE_")) return "The answer is not valid HTTP.";
    // Node passes on the names of brotli's own decoder.
    if (code.startsWith("ERR__ERROR_FORMAT") || code.startsWith("ERR_PADDING"))
      return "The compressed answer is damaged.";
  }
  if (error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError")) {
    return "The request was given up.";
  }
  const message = error instanceof Error ? error.message : String(error);
  return `The request failed: ${message.slice(0, 200)}`;
}

/** The first code in the error, its cause, or the attempts that it gathers. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
}
