/** French words for what companies deliver to each other and for who sells through whom. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";

/** Ordering and buying in numbers. */
const order =
  "commande|commandent|commander|commandé|commandera|achète|achètent|acheter|acheté|achètera|vend|vendent|vendre|vendu|vendra|précommande|précommandé|réserve|réservent|réservé|sécurise|sécurisé|obtient|obtiennent|promet|promettent|offre";
/** Goods that are ordered by the number. */
const goods =
  "avions|avion|airbus|boeing|appareils|rames|trains|tgv|métros|locomotives|rafale|rafales|mirage|hélicoptères|camionnettes|camions|bus|autobus|tramways|frégates|corvettes|sous|navires|paquebots|ferries|satellites|drones|chars|blindés|turbines|éoliennes|epr|réacteurs|moteurs|batteries|robots|doses|vaccins|respirateurs|dreamliner";

export const frenchSupply: Lexicon = [
  signalPhrases("supply_deal", { weight: 3, needsName: true }, [
    "fournir|fournit|fournira|fournirait|fournissent|fournissant ~5 @",
    "fournisseur|fournisseurs ~2 de|d|du|pour @",
    "fournisseur|fournisseurs officiel|exclusif|attitré",
    "deviendra|devient|devenir|devenu|deviendrait ~3 fournisseur",
    "approvisionne|approvisionner|approvisionnera|approvisionnerait|approvisionnement ~4 @",
    "accord|contrat|partenariat|discussions|négociations ~2 de|d|pour|sur ~2 fourniture|approvisionnement|référencement|fournir",
    "contrat de fourniture",
    "livre|livrera|livreront|livrer|fournir|fournira|vend|vendre|vendu ~3 # ~2 rames|avions|trains|bus|véhicules|camionnettes|tramways|hélicoptères|moteurs",
    "se fournit|fournira|fournir|fournirait|approvisionne|approvisionnera|approvisionner ~1 chez|auprès",
    "fournir|fournira|fournirait|fournissent|livrer|livrera|livrerait|commande|commandé|réserve|réservé|promet|promettent ~4 # ~3 doses|vaccins|respirateurs|masques|tests|batteries|puces",
    "commande|commandent|commander|commandé|commandera|achète|acheter ~3 # ~2 avions|airbus|boeing|appareils|rames|trains|rafale|hélicoptères|camionnettes|bus|a320|a321|a350|a380|navires|paquebots",
    "commande|contrat ~3 # ~1 milliard|milliards|million|millions|avions|rames|trains",
    "décroche|décrochent|remporte|remportent|obtient|rafle|gagne|empoche ~4 contrat|commande|commandes|marché|contrats",
  ]),
  signalPhrases("platform_deal", { weight: 3, needsName: true }, [
    "utilise|utilisent|utiliser|utilisera|adopte|adoptent|adopter|adoptera|adopté|choisit|retient|appuie|appuyer|recourir|exploite ~4 plateforme|plate|technologie|technologies|solution|solutions|robots|logiciel|système",
    "accord|contrat|partenariat|licence ~2 technologique|technologie|plateforme|logistique|commerce",
    "plateforme|technologie|entrepôt|robots ~2 de|d @",
    "équipe|équipent|équiper|équipera|équiperait ~3 entrepôt|entrepôts|magasins|@",
    "@ ~5 vend|vendre|vendra|vendent|vendu|vendus|commercialise|commercialiser|commercialisera|distribue|distribuer|distribuera|propose|proposera|proposés|livre|livrer|livrera|livrés|disponible|disponibles|présent|accessible ~6 sur|via|par|grâce @",
    "produits|courses|gamme ~5 sur|via|chez @",
    "@ ~3 livrera|livreront|livrer|distribuera|distribuer|commercialisera|référencera ~5 @",
    "place de marché",
    "@ ~4 livré|livrés|livrée|livrées|vendu|vendus|vendues|proposés|proposées|distribués ~2 par|chez|via|sur @",
    "@ ~3 vendre|vend|vendra|vendent|propose|proposera|commercialise|distribue ~5 sur Aa",
    "casiers|casier|consignes|consigne|corner|corners|bornes ~1 @ ~6 @",
    "@ ~4 branche|branchent|brancher|connecte|connecter|raccorde ~4 @",
    "invite|invitent|installe|installent ~1 dans|chez ~3 @",
    "livre|livrera|livrent|livreront|livrer ~3 clients|courses|produits|magasins ~2 de|d|du @",
    "@ ~5 référencé|référencée|référencés|référencées|distribué|distribués|distribuées|vendu|vendus|vendues|disponibles ~3 sur|chez|par @",
    "@ ~4 ouvre|ouvrent|ouvrir|ouvrira ~3 boutique|corner|vitrine ~3 sur|chez ~2 Aa|@",
    "mise|misent|table|parie|appuie|appuient|appuyer|repose ~1 sur ~2 technologie|technologies|plateforme|robots|logiciel",
    "@ ~4 débarque|débarquent|arrive|arrivent|arriveront|installe|invite|installent|entre|entrent ~3 chez|sur|dans ~4 @",
    "marketplace ~2 de|d @",
  ]),
  signalPhrases("supply_deal", { weight: 3, needsName: true }, [
    `${order} ~3 # ~2 ${goods}`,
    `${order} ~1 # a|b #`,
    `${order} ~2 # ~2 ${goods} ~2 à|auprès|chez`,
    `# ~3 ${goods} ~2 commandés|commandées|précommandées|réservées|réservés|vendus|livrés|promises|achetés|achetées ~1 par|à|au|aux`,
    `commande|commandent|commander|achète|achètent|acheter|réserve|réservent|précommande|livre|livrera|obtient ~2 million|milliard|#|millions|milliards ~2 de|d doses|masques|vaccins|tests|respirateurs`,
    `choisit|choisissent|choisi|retient|préfère ~1 Aa|@ ~3 pour ~4 sous|avions|trains|rames|métro|5g|frégates|fournir|équiper|construire`,
    "mégacommande|mégacommandes|mégacontrat|mégacontrats",
    "méga commande|commandes|contrat|contrats",
    "commande|commandes|contrat|contrats géante|géant|géantes|record|historique|historiques|ferme|fermes|colossal|colossale|monstre|faramineux|juteux|mirobolant",
    "contrat|contrats ~2 siècle",
    "engrange|engrangent|engranger|rafle|raflent|rafler|perd|perdent|perdre|annule|annulent|signe|signent|arrache|décroche ~3 commande|commandes",
    "décroche|décrochent|remporte|remportent|obtient|gagne|perd|rafle ~1 métro|métros|tramway|tram|tgv|rer|chantier|contrat|marché",
    "perd|perdent|perdre|manque|arrache|arrachent|souffle|rafle|raflent|rafler|perdu ~3 contrat|contrats|marché ~3 Aa|#|armée|siècle",
    "contrat|contrats|marché ~2 # ~1 milliard|milliards|million|millions",
    "accord|contrat|contrats|précommande ~6 # ~3 doses|vaccins|masques|tests|respirateurs",
    "équipera|équiperont|équiper|motorise|motorisera|motoriser|équipe|équiperait|fournit|fournira|fournir|fournissent ~4 avions|trains|métros|réseau|réseaux|armée|flotte|police|gendarmerie|taxis|bus|hôpitaux|rames|batteries|moteurs|composants|puces|vaccins|vaccin|électricité|5g",
    "livre|livrent|livrera|livreront|livrer|livrés ~5 avions|trains|métros|rames|masques|respirateurs|vaccins|doses|hélicoptères|rafale|sous|satellites ~3 à|au|aux",
  ]),
];
