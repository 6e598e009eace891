/** Whether a report rests on its own source or passes on what another outlet said, and which one. */

export interface Attribution {
  /** Echo: it cites another outlet. */
  readonly attribution: "origin" | "echo";
  /** The outlet as written; null for an origin, or where only "media" or "a paper" is named. */
  readonly citing: string | null;
}

/** Outlets of the English, American and French press, as they are written. */
const outlets = [
  "Le Figaro|Les Échos|Les Echos|Le Monde|Le Parisien|Libération|La Tribune|L['’]Opinion|L['’]Express|Le Point|Challenges|Capital|L['’]Obs|La Croix|L['’]Usine Nouvelle|L['’]Usine Digitale|LSA|Linéaires|Olivier Dauvers|JDD|Journal du Dimanche|Le Journal du Dimanche|Ouest-France|Sud Ouest|La Voix du Nord|Mediapart|Marianne|La Lettre A|La Lettre|L['’]Informé|BFM Business|BFMTV|BFM TV|BFM|RTL|RMC|Europe 1|France Inter|franceinfo|France Info|Franceinfo|France 2|France 3|TF1|M6|LCI|CNews|RFI|Public Sénat|Radio Classique",
  "Financial Times|FT|Wall Street Journal|WSJ|New York Times|NYT|Washington Post|Bloomberg|Bloomberg News|CNBC|CNN|BBC|BBC News|Sky News|Sky|ITV|Sunday Times|The Sunday Times|The Times|Times|Guardian|The Guardian|Observer|Telegraph|The Telegraph|Daily Telegraph|Sunday Telegraph|Daily Mail|Mail on Sunday|The Mail|Independent|Evening Standard|The Sun|Mirror|The Grocer|Grocer|Retail Week|City A\\.?M\\.?|Economist|Fortune|Forbes|Business Insider|Axios|Politico|The Information|The Intercept|Recode|TechCrunch|Variety|Nikkei|Economic Times|Handelsblatt|Der Spiegel|Spiegel|Bild|Manager Magazin|Lebensmittel Zeitung|Frankfurter Allgemeine|FAZ|Welt|El País|El Pais|Expansión|Expansion|Cinco Días|Corriere della Sera|La Repubblica|Il Sole 24 Ore|De Tijd|L['’]Echo|Le Soir|Le Temps|NZZ|Globo|Valor|Folha",
].join("|");
/** Agencies speak of themselves as of another: "told Reuters" in Reuters' own copy. */
const agencies = "Reuters|AFP|l['’]AFP|AP|Associated Press";
const medium =
  "newspaper|paper|daily|weekly|magazine|website|broadcaster|radio|television|TV|trade journal|trade magazine|media|press|reports|report|press reports|media reports|local media|French media|Italian media|German media|Spanish media";
const moyen =
  "presse|plusieurs médias|des médias|les médias|un média|le quotidien|un quotidien|le journal|un journal|le magazine|l['’]hebdomadaire|le mensuel|le site|la chaîne|la radio|la lettre|un article|des informations de presse|des informations";

const cited = [
  // according to Le Figaro; selon LSA; citing the Sunday Times
  new RegExp(
    String.raw`(?:[Aa]ccording to|[Aa]s reported by|[Rr]eported by|[Cc]iting|[Cc]ites|[Qq]uoted by|[Qq]uoting|[Ss]elon|[Dd]['’]après|[Cc]itant|[Cc]ité par|[Rr]apporte|[Aa]ffirme|[Rr]évèle|[Ii]ndique|[Aa]nnonce|[Ss]ources? (?:du|de|des))\s{1,2}(?:(?:the|a|le|la|les|l['’]|au|du|de|des|un|une|quotidien|journal|magazine|site|hebdomadaire|sources|informations|spécialisé|économique|British|French|Italian|German|US|U\.S\.|newspaper|daily|[«“"])\s?){0,5}(?<outlet>${outlets}|${agencies})(?![\p{L}\p{N}])`,
    "u",
  ),
  // ..., says Reuters; ..., dit Reuters
  new RegExp(
    String.raw`[,;:–—-]\s{0,2}(?:says|said|reports|reported|writes|dit|affirme|rapporte|révèle|écrit|annonce|indique|croit savoir|assure)\s{1,2}(?:(?:the|le|la|l['’]|l['’]agence|agence|agency|newspaper|quotidien|journal|magazine|site)\s{0,2}){0,3}(?<outlet>${outlets}|${agencies})(?![\p{L}\p{N}])`,
    "u",
  ),
  // told Le Figaro; in an interview with LSA; a déclaré au Parisien
  new RegExp(
    String.raw`(?:\btold|\btells|interview (?:with|to|in|published in|à|au|dans|avec)|entretien (?:à|au|avec|dans|accordé (?:à|au))|déclaré (?:à|au|aux|dans|sur)|confié (?:à|au|aux)|dit (?:à|au|aux|dans|sur)|expliqué (?:à|au|aux|dans|sur)|répond (?:à|au)|invité de|au micro de|dans les colonnes (?:de|du))\s{1,2}(?:(?:the|a|le|la|les|l['’]|quotidien|newspaper|daily|French|British|journal)\s?){0,3}(?<outlet>${outlets})(?![\p{L}\p{N}])`,
    "u",
  ),
  // Le Figaro reports
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<outlet>${outlets}|${agencies})\s{1,2}(?:newspaper |daily |magazine )?(?:reports|reported|says|said|rapporte|affirme|révèle|écrit|annonce|croit savoir|assure|évoque|indique)(?![\p{L}\p{N}])`,
    "u",
  ),
  // ...: Telegraph; ... - WSJ
  new RegExp(String.raw`\s?[:\-–—|(]\s{0,2}(?:the |The |le |la )?(?<outlet>${outlets})\s?[).]?$`, "u"),
];

const unnamed = [
  /^(?:MEDIA|PRESS DIGEST|PRESSE|REVUE DE PRESSE)\s?[-–—:]/u,
  new RegExp(String.raw`\s?[:\-–—]\s{0,2}(?:${medium}|presse|journal|médias)\s?$`, "iu"),
  new RegExp(
    String.raw`(?:according to|citing|quoting)\s{1,2}(?:(?:a|an|the|several|some|local|French|British|Italian|German|unconfirmed|[A-Z][\p{L}]{1,15})\s){0,3}(?:${medium})(?![\p{L}])`,
    "u",
  ),
  new RegExp(String.raw`(?:[Ss]elon|[Dd]['’]après|[Cc]itant|[Rr]apporte)\s{1,2}(?:la )?(?:${moyen})(?![\p{L}])`, "u"),
  /\b(?:media|press|newspaper) reports?\b/iu,
];

/** Reads title and description (each already cut to what is read). */
export function readAttribution(title: string, description: string): Attribution {
  for (const text of [title, description]) {
    for (const pattern of cited) {
      const outlet = pattern.exec(text)?.groups?.["outlet"];
      if (outlet !== undefined) return { attribution: "echo", citing: outlet };
    }
  }
  const echo = [title, description].some((text) => unnamed.some((pattern) => pattern.test(text)));
  return { attribution: echo ? "echo" : "origin", citing: null };
}
