/** Why a feed could not be read, as data: kept beside the feed, and said in the language of whoever asks. */
import type { Locale } from "./types.ts";

/** Causes that need no more than their name. */
type PlainCode = keyof typeof plain;

/** Causes with what is known of them. Sizes in MB, times in seconds. */
export type FeedProblem =
  | { readonly code: PlainCode }
  /** An HTTP status other than those that have a cause of their own. */
  | { readonly code: "status"; readonly status: number }
  | { readonly code: "private"; readonly host: string; readonly address: string }
  | { readonly code: "bad-address" | "bad-redirect" | "encoding"; readonly given: string }
  | { readonly code: "redirects" | "too-large" | "late" | "read-late" | "read-memory"; readonly limit: number }
  /** A web page, which names so many feeds. */
  | { readonly code: "web-page"; readonly feeds: number }
  /** `detail` is the sentence of a library or the platform, in its own language. */
  | { readonly code: "request" | "json" | "xml" | "not-stored" | "other"; readonly detail: string };

/** English, then French. */
type Sentence = readonly [string, string];

const plain = {
  "unknown-host": [
    "The host name is not known to the name servers.",
    "Les serveurs de noms ne connaissent pas cet hôte.",
  ],
  "no-name-server": ["The name servers did not answer.", "Les serveurs de noms ne répondent pas."],
  refused: ["The server refused the connection.", "Le serveur a refusé la connexion."],
  "broken-off": ["The server broke off the connection.", "Le serveur a coupé la connexion."],
  unreachable: ["The server cannot be reached.", "Le serveur est injoignable."],
  "no-answer": ["The server did not answer in time.", "Le serveur n’a pas répondu à temps."],
  "no-connection": [
    "The server did not accept the connection in time.",
    "Le serveur n’a pas accepté la connexion à temps.",
  ],
  "no-headers": [
    "The server accepted the connection but did not answer in time.",
    "Le serveur a accepté la connexion, mais n’a pas répondu à temps.",
  ],
  stopped: ["The server stopped in the middle of its answer.", "Le serveur s’est arrêté au milieu de sa réponse."],
  "cut-short": [
    "The server broke off in the middle of its answer.",
    "Le serveur a interrompu sa réponse avant la fin.",
  ],
  headers: ["The headers of the answer are too large.", "Les en-têtes de la réponse sont trop longs."],
  "certificate-expired": ["The server's certificate has expired.", "Le certificat du serveur a expiré."],
  "certificate-own": ["The server's certificate is signed by itself.", "Le certificat du serveur est auto-signé."],
  "certificate-unverified": [
    "The server's certificate cannot be verified.",
    "Le certificat du serveur n’est pas vérifiable.",
  ],
  "certificate-foreign": [
    "The server's certificate is for another host.",
    "Le certificat du serveur est celui d’un autre hôte.",
  ],
  compression: ["The compressed answer is damaged.", "La réponse compressée est endommagée."],
  "no-http": ["The answer is not valid HTTP.", "La réponse n’est pas du HTTP valide."],
  "given-up": ["The request was given up.", "La requête a été abandonnée."],
  "empty-answer": ["The server sent an empty answer.", "Le serveur a envoyé une réponse vide."],
  gone: [
    "The server says that this feed is gone for good (410).",
    "Le serveur dit que ce flux a disparu définitivement (410).",
  ],
  "rate-limited": ["The server asks for fewer requests.", "Le serveur demande moins de requêtes."],
  "empty-document": ["The document is empty.", "Le document est vide."],
  "no-feed": ["This is neither a feed nor a web page.", "Ce n’est ni un flux ni une page web."],
  "json-no-feed": [
    "This is JSON, but no JSON Feed: it has no list of items.",
    "C’est du JSON, mais pas un JSON Feed\u00A0: il n’a pas de liste d’articles.",
  ],
  "reader-closed": ["The feed reader is closed.", "Le lecteur de flux est arrêté."],
} as const satisfies Record<string, Sentence>;

/** Longest detail that is kept, in UTF-16 units. */
const detailLimit = 200;

/** A problem that others put into words: on one line, and not longer than a line. */
export function toldProblem(
  code: Extract<FeedProblem, { readonly detail: string }>["code"],
  error: unknown,
): FeedProblem {
  const detail = error instanceof Error ? error.message : String(error);
  return { code, detail: detail.replace(/\s+/g, " ").slice(0, detailLimit) };
}

/** One sentence for a person. */
export function describeProblem(problem: FeedProblem, locale: Locale): string {
  const [en, fr] = sentenceOf(problem);
  return locale === "fr" ? fr : en;
}

function sentenceOf(problem: FeedProblem): Sentence {
  switch (problem.code) {
    case "status":
      return ofStatus(problem.status);
    case "private": {
      const { host, address } = problem;
      const what = host === address ? host : `${host} (${address})`;
      return [
        `${what} is not a public internet address. If it is a server of your own, name it in VIGIE_ALLOW_PRIVATE_HOSTS.`,
        `${what} n’est pas une adresse publique d’internet. Si c’est un serveur à vous, nommez-le dans VIGIE_ALLOW_PRIVATE_HOSTS.`,
      ];
    }
    case "bad-address":
      return [
        `An http or https address was expected, not "${problem.given}".`,
        `Une adresse http ou https était attendue, et non «\u00A0${problem.given}\u00A0».`,
      ];
    case "bad-redirect":
      return [
        `The server redirected to "${problem.given}", which is no http or https address.`,
        `Le serveur redirige vers «\u00A0${problem.given}\u00A0», qui n’est pas une adresse http ou https.`,
      ];
    case "encoding":
      return [
        `The server sent the unasked encoding "${problem.given}".`,
        `Le serveur a envoyé l’encodage «\u00A0${problem.given}\u00A0», que personne n’a demandé.`,
      ];
    case "web-page":
      return problem.feeds === 0
        ? [
            "This is a web page, not a feed, and it names no feed.",
            "C’est une page web, pas un flux\u202F; elle n’en indique aucun.",
          ]
        : [
            `This is a web page, not a feed; it names ${problem.feeds === 1 ? "1 feed" : `${problem.feeds} feeds`}.`,
            `C’est une page web, pas un flux\u202F; elle indique ${problem.feeds} flux.`,
          ];
    case "redirects":
    case "too-large":
    case "late":
    case "read-late":
    case "read-memory":
      return ofLimit(problem);
    case "request":
    case "json":
    case "xml":
    case "not-stored":
    case "other":
      return withDetail(problem);
    default:
      return plain[problem.code];
  }
}

function ofStatus(status: number): Sentence {
  if (status === 401 || status === 407) {
    return [`The server asks for a password (${status}).`, `Le serveur demande un mot de passe (${status}).`];
  }
  if (status === 403 || status === 451) {
    return [
      `The server does not let Vigie read this feed (${status}).`,
      `Le serveur ne laisse pas Vigie lire ce flux (${status}).`,
    ];
  }
  if (status === 404) return ["There is nothing at this address (404).", "Il n’y a rien à cette adresse (404)."];
  if (status >= 500) {
    return [`The server has a fault of its own (${status}).`, `Le serveur est lui-même en panne (${status}).`];
  }
  return [`The server answered with status ${status}.`, `Le serveur a répondu par le code ${status}.`];
}

function ofLimit({ code, limit }: Extract<FeedProblem, { readonly limit: number }>): Sentence {
  switch (code) {
    case "redirects":
      return [`The server redirected more than ${limit} times.`, `Le serveur a redirigé plus de ${limit} fois.`];
    case "too-large":
      return [`The answer is larger than ${limit} MB.`, `La réponse dépasse ${limit} Mo.`];
    case "late":
      return [
        `The answer was not complete after ${limit} s.`,
        `La réponse n’était pas complète au bout de ${french(limit)} s.`,
      ];
    case "read-late":
      return [`The feed could not be read within ${limit} s.`, `Le flux n’a pas pu être lu en ${french(limit)} s.`];
    case "read-memory":
      return [`The feed needs more than ${limit} MB to be read.`, `Il faudrait plus de ${limit} Mo pour lire ce flux.`];
  }
}

function withDetail({ code, detail }: Extract<FeedProblem, { readonly detail: string }>): Sentence {
  switch (code) {
    case "request":
      return [`The request failed: ${detail}`, `La requête a échoué\u00A0: ${detail}`];
    case "json":
      return [`The JSON cannot be read: ${detail}`, `Ce JSON est illisible\u00A0: ${detail}`];
    case "xml":
      return [`The feed cannot be read: ${detail}`, `Ce flux est illisible\u00A0: ${detail}`];
    case "not-stored":
      return [
        `Its items could not be stored: ${detail}`,
        `Ses articles n’ont pas pu être enregistrés\u00A0: ${detail}`,
      ];
    case "other":
      return [detail, detail];
  }
}

function french(value: number): string {
  return String(value).replace(".", ",");
}
