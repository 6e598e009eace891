/** French words for what companies do with each other: buy, sell, ally, supply, sell through one another. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";

const buy =
  "rachète|rachètent|racheter|racheté|rachetée|rachetés|rachetées|rachètera|rachèterait|rachetait|rachetant|acquiert|acquièrent|acquérir|acquis|acquise|acquerra|acquerrait|absorbe|absorber|absorbera";
const sell =
  "vend|vendent|vendre|vendu|vendue|vendus|vendra|vendrait|cède|cèdent|céder|cédé|cédée|cédés|cédera|céderait";
const business =
  "filiale|filiales|entreprise|société|activité|activités|groupe|enseigne|enseignes|chaîne|division|branche|participation|parts|part|actifs|magasin|magasins|supermarchés|hypermarchés|hypers|supermarché|hypermarché|murs|marque|marques|concurrent|rival|startup|startups|usine|usines|distributeur|site|sites|entrepôts|franchise|réseau|immobilier";
const sign =
  "signe|signent|signer|signé|signée|signera|scelle|scellent|sceller|scellé|conclut|concluent|conclure|conclu|conclue|noue|nouent|nouer|noué|annonce|annoncent|officialise|officialisent|dévoile|passe|trouve|trouvent";

export const frenchDeals: Lexicon = [
  // ---- acquisition
  signalPhrases("acquisition", { weight: 3 }, [
    `${buy} ~4 ${business}|Aa|@`,
    "met|mettre|mis|mettent main sur",
    "prend|prendre|prennent|pris|prendra|prendrait ~2 contrôle",
    "prend|prendre|prennent|pris|prendra|prendrait ~3 participation|parts|%",
    "entre|entrent|entrer|entré|entrée|entrera|entrerait ~1 au|dans ~1 capital",
    "monte|montent|monter|monté|montée ~1 au|dans ~1 capital",
    "prise de participation|contrôle",
    "s offre|offrent|offrir|offert|paie|payer|paye|adjuge|empare|emparer Aa|#",
    `s offre|offrent|offrir|offrira ~3 ${business}`,
    "rachat|rachats|acquisition|absorption|reprise ~1 de|d|du|des|par ~3 Aa",
    "rachat|acquisition|reprise ~3 par Aa|@",
    "opa|ope|oprs",
    "offre ~2 de rachat|reprise",
    "offre d achat",
    "offre publique d achat|échange",
    "fusionne|fusionnent|fusionner|fusionné|fusionneront|fusionneraient",
    "fusion ~1 entre|de|avec|d|des|du|Aa",
    "projet|accord|offre de|d fusion|rachat|acquisition|rapprochement|cession|reprise",
    `${sell} ~6 filiale|filiales|activité|activités|participation|parts|actifs|magasins|supermarchés|hypermarchés|murs|enseigne|enseignes|division|branche|réseau|entrepôts|sites|usine|chaîne`,
    "cession|cessions|vente de|des|d|du ~5 filiale|filiales|activité|activités|participation|parts|actifs|magasins|supermarchés|hypermarchés|murs|enseigne|enseignes|division|branche|sites|@",
    "rapprochement ~2 entre|avec|de",
    "se rapproche|rapprochent|rapprocher ~1 de|d @",
    "marie|marient|marier|mariage avec|entre @",
    "passe|passent|passer|passé sous ~3 contrôle|pavillon|bannière|giron",
    "tombe|tombent|tombé ~2 dans ~2 escarcelle|giron",
    "repreneur|repreneurs ~4 de|pour|des|@",
    "cédé|cédée|racheté|rachetée par|à Aa",
    "vendu|vendue à Aa",
    "devra|doit|va être vendu|vendue|cédé|cédée",
  ]),
  signalPhrases("acquisition", {}, [
    "entrée ~1 au capital",
    "ouvre|ouvrir|ouverture ~2 capital",
    "actionnaire|actionnaires majoritaire|principal|référence",
    buy,
    "rachat|acquisition|acquisitions|fusion|absorption|cession|cessions|rapprochement|mégafusion",
    "reprend|reprennent|reprendre|reprendrait|reprendra ~3 magasins|enseigne|sites|@",
    "achète|achètent|acheter|acheté|achètera ~3 Aa|@",
    `${sell} ~4 à Aa|@`,
    "candidat|candidats ~2 rachat|reprise",
    "@ ~5 en vente",
    "mis|mise|met|mettre|mettent en vente",
    "# % ~2 du|de|des ~1 capital|parts",
    "oppose|opposé|opposée à|au ~2 rachat|fusion",
  ]),
  signalPhrases("acquisition", { stage: "approached" }, [
    "offre ~2 sur|pour @",
    "offre ~3 milliards|millions ~3 pour|sur",
  ]),
  // ---- alliance, partnership
  signalPhrases("alliance", { weight: 3, needsName: true }, [
    "alliance|alliances ~3 avec|entre|de|dans|aux|à|d|mondiale|stratégique|européenne",
    "coentreprise|joint venture",
    "centrale|centrales d achat|achats",
    "alliance",
    "unissent|unir|uni|unit ~2 forces|leurs|ses",
  ]),
  signalPhrases("partnership", { weight: 3, needsName: true }, [
    "s allie|allient|allier|allié|alliée|alliés|alliera",
    "s associe|associent|associer|associé|associée|associés|associera",
    "fait|font|faire|fera alliance|équipe|affaire|affaires avec|ensemble",
    "partenariat|partenariats|collaboration ~3 avec|entre|stratégique|commercial|logistique|exclusif",
    "partenaire de|d|du|avec @",
    "partenaire|partenaires|partenariat|partenariats",
    "en partenariat",
    `${sign} ~5 accord|accords|partenariat|contrat|alliance|deal|partenariats`,
    "accord ~3 avec|entre Aa|@",
    "avec|entre ~4 accord",
    "en signant|alliant|associant avec @",
    "signe|signent|signer|signé avec",
    "coopération|coopérations|coopèrent|coopérer",
    "collabore|collaborent|collaborer|collaborera avec",
    "pacte ~2 avec|entre",
    "travaille|travaillent|travailler|travaillera|coopère|coopérer|coopèrent avec|ensemble",
    "main dans main",
  ]),
  signalPhrases("partnership", { weight: 2, needsName: true }, [
    "^ avec @ @",
    "accord ~5 @",
    "choisit|choisissent|choisi|choisir|retient|sélectionne ~1 @",
    "ajoute|ajoutent|intègre|intègrent|accueille|accueillent|référence|héberge ~6 @",
    "rejoint|rejoignent|rejoindre|rejoindra ~1 @",
    "ouvre|ouvrent|ouvrir ses|leurs portes|rayons à @",
  ]),
  // ---- supply and platform
  signalPhrases("supply-deal", { weight: 3, needsName: true }, [
    "fournir|fournit|fournira|fournirait|fournissent|fournissant ~5 @",
    "fournisseur|fournisseurs ~2 de|d|du|pour @",
    "fournisseur|fournisseurs officiel|exclusif|attitré",
    "deviendra|devient|devenir|devenu|deviendrait ~3 fournisseur",
    "approvisionne|approvisionner|approvisionnera|approvisionnerait|approvisionnement ~4 @",
    "accord|contrat|partenariat|discussions|négociations ~2 de|d|pour|sur ~2 fourniture|approvisionnement|référencement|fournir",
    "contrat de fourniture",
  ]),
  signalPhrases("platform-deal", { weight: 3, needsName: true }, [
    "utilise|utilisent|utiliser|utilisera|adopte|adoptent|adopter|adoptera|adopté|choisit|retient|appuie|appuyer|recourir|exploite ~4 plateforme|plate|technologie|technologies|solution|solutions|robots|logiciel|système",
    "accord|contrat|partenariat|licence ~2 technologique|technologie|plateforme|logistique|commerce",
    "plateforme|technologie|entrepôt|robots ~2 de|d @",
    "équipe|équipent|équiper|équipera|équiperait ~3 entrepôt|entrepôts|magasins|@",
    "@ ~5 vend|vendre|vendra|vendent|vendu|vendus|commercialise|commercialiser|commercialisera|distribue|distribuer|distribuera|propose|proposera|proposés|livre|livrer|livrera|livrés|disponible|disponibles|présent|accessible ~6 sur|via|par|grâce @",
    "produits|courses|gamme ~5 sur|via|chez @",
    "@ ~3 livrera|livreront|livrer|distribuera|distribuer|vendra|vendre|commercialisera|référencera ~5 @",
    "place de marché",
    "marketplace ~2 de|d @",
  ]),
];
