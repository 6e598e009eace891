/** French words for what a company does by itself, launch, expand, invest, hire, leave, and for what regulators say to it. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";
import { cutting } from "./lexicon-fr-noise.ts";

const open =
  "ouvre|ouvrent|ouvrir|ouvrira|ouvriront|ouvrirait|ouvert|ouverte|inaugure|inaugurer|inaugurera|inauguré|implante|implantera|implanter|installe|installent|installer|installera|installerait";
const premises =
  "magasin|magasins|boutique|boutiques|supermarché|supermarchés|hypermarché|hypermarchés|supérette|supérettes|enseigne|centre|centres|entrepôt|entrepôts|plateforme|plateformes|site|sites|usine|usines|agence|agences|point|points|drive|drives|casiers|hub|dépôt|plate|restaurant|restaurants|café|siège|corner|corners|concept|station|data|bureau|bureaux";
const launch =
  "=lance|lancent|lancer|lancera|lanceront|lancerait|lançant|déploie|déploient|déployer|déploiera|propose|proposent|proposera|proposer|démarre|démarrer|démarrera|teste|testent|tester|testera|expérimente|expérimenter|inaugure|dévoile|dévoilent|dévoiler";
const service =
  "service|services|livraison|livraisons|offre|plateforme|application|appli|gamme|marque|site|boutique|boutiques|marketplace|abonnement|concept|format|carte|magasin|magasins|supermarché|enseigne|système|produit|version|rayon|drive|programme|outil|assistant|fonctionnalité|modèle|chaîne|rempart|concurrent|rival|banque|crédit|forfait|box|smartphone|monnaie";
const jobs =
  "emploi|emplois|poste|postes|cdi|cdd|embauches|recrutements|salariés|salarié|personnes|collaborateurs|facteurs|conducteurs|ingénieurs|apprentis|saisonniers|jeunes|alternants|techniciens|livreurs|préparateurs|stagiaires";
const transaction = "fusion|rachat|acquisition|rapprochement|opa|cession|accord|partenariat|alliance|offre";

export const frenchMoves: Lexicon = [
  // ---- launch
  signalPhrases("launch", { stage: "launch", weight: 3, needsName: true }, [
    "=lance|lancent|lancer|lancera|lanceront|lancerait|lancement|déploie|déploiera|teste|démarre|expérimente|inaugure ~4 livraison|livraisons|drive|magasin|magasins|supermarché|supermarchés|courses|alimentaire|marketplace|enseigne|épicerie",
    "sans ~1 caisse|caisses|caissier|caissiers",
  ]),
  signalPhrases("launch", { stage: "launch", weight: 2, needsName: true }, [
    "sera|seront|est|sont ~2 commercialisé|commercialisée|commercialisés|commercialisées",
    "Aa|@ ~3 =dévoile|inaugure|commercialise|commercialisera|commercialiser|déploie ~2 son|sa|ses|nouveau|nouvelle|premier|première",
    "sort|sortira|sortie ~2 nouveau|nouvelle|nouveaux|nouvelles",
    "ouvre|ouvrir|ouvrira|inaugure|inaugurer ~4 premier|première ~2 magasin|boutique|supermarché|entrepôt|café|restaurant",
    "bientôt ~2 disponible|disponibles|commercialisé|commercialisée",
    "voici ~1 nouveau|nouvelle",
    "@ ~4 livraison|livraisons|courses ~3 domicile|express|heure|heures|minutes|piéton|gratuite",
    "@ ~3 se lance|attaque|convertit|met à|au|aux|dans",
    "arrivée ~1 de|d @",
    `${launch} ~6 ${service}`,
    "Aa|@ ~3 =lance|lancent|lancera|lanceront|lancerait",
    "Aa|@ ~3 va|vont|veut|prépare|compte|prévoit|souhaite|envisage ~2 lancer",
    "@ ~2 lancé|lancée|lancés",
    "lancement ~3 @",
    "@ ~6 lancement ~2 de|d|du|des|en|officiel",
    "Aa|@ ~4 se lance|lancent|lancer|lancera ~1 dans|en|sur|à",
    "Aa|@ ~3 débarque|débarquent|débarquer|débarquera ~1 en|à|sur|dans|chez",
    "arrive|arrivent|arrivera|arrivée|arriver ~4 en|à|dans|sur ~1 france|paris|europe|marché",
    "fait|font|faire|fera|feront ses|leurs débuts|entrée|premiers",
    "se met|mettent|mettre|mettra ~1 à|au ~1 livraison|livrer|drive|bio|alimentaire",
    "livre|livrer|livrera|livrent ~6 à|dans|en|chez ~1 domicile|paris|france|heure|heures|minutes",
    "Aa|@ ~3 met|mettent en service",
    "dévoile|dévoilent|dévoilera|présente|présentera|présenté|présentée ~2 nouveau|nouvelle|nouveaux|premier|première",
    "Aa ~3 présenté|présentée|dévoilé|dévoilée|commercialisé|commercialisée ~1 #",
    "part|partent|partir à conquête|assaut",
    "ouvre|ouvrent|ouvrir ~2 à ~1 concurrence|commandes",
  ]),
  // ---- expansion
  signalPhrases("expansion", { stage: "expansion", weight: 2, needsName: true }, [
    `${open} ~7 ${premises}`,
    "ouverture|ouvertures|implantation|inauguration|installation ~3 de|d|du|des|en|à|dans ~5 magasin|magasins|boutique|boutiques|centre|centres|entrepôt|entrepôts|site|supermarché|supermarchés|hypermarché|france|paris|@",
    "implantation|implantations ~4 @|en|à",
    "@ ~6 implantation|implanter|implante|implantera",
    "Aa|@ ~4 s installe|installent|installer|installera|développe|développent|développer|étend|étendre|étendra|implante|implanter ~3 en|à|dans|au|sur",
    "étend|étendent|étendre|étendra|élargit|élargissent|élargir|élargira|renforce|renforcent|renforcer|accélère|accélèrent|accélérer|généralise|intensifie|double|triple|multiplie ~5 partenariat|accord|alliance|livraison|présence|offre|réseau|service|déploiement|développement|collaboration|expansion|magasins|implantation|capacités",
    "construit|construire|construira|construction|bâtir|prévoit|projette ~4 magasin|magasins|entrepôt|entrepôts|centre|usine|plateforme",
    "promet|promettent|installe|installent|installer|installera|installeront|déploie|déploient|déploiera ~3 consignes|casiers|drives|magasins|points",
    "nouveau|nouveaux|nouvel|nouvelle|nouvelles ~2 magasins|boutiques|entrepôts|entrepôt|centres|supermarchés|casiers|drives|ouvertures",
    "nouveau|nouvelle|nouvel|deuxième|troisième|quatrième|cinquième|sixième|septième|premier ~1 centre|entrepôt|plateforme|site ~2 logistique|distribution|tri|commerce|en|à|dans",
    "à conquête|assaut",
    "conquête ~2 de|du|des",
    "@ ~5 expansion|percée|offensive|incursion ~4 en|dans|sur|à",
    "expansion|percée|offensive|incursion ~3 marché|distribution|alimentaire|commerce|secteur|terrain",
    "@ ~2 accélère|accélèrent|accélérer ~4 dans|en|sur|à",
    "s attaque|attaquent|attaquer|attaquera ~2 à|au|aux ~3 marché|alimentaire|france|distribution|paris|secteur|courses|frais",
    "se lance|lancent|lancer|implante|développe ~3 en|dans|sur ~2 france|paris|europe|marché|alimentaire|distribution",
    "prend|prennent pied",
    "nouveau marché",
    "pose|posent|posé première pierre",
    "futur|futurs|future ~1 entrepôt|magasin|centre|plateforme|supermarché",
  ]),
  // ---- investment
  signalPhrases("investment", { weight: 2 }, [
    "# ~1 milliards|millions ~3 investis|investissement|investissements",
    "# ~1 milliards|millions ~5 pour ~2 moderniser|développer|construire|créer|ouvrir",
    "@ ~3 mise|misent|parie # ~1 millions|milliards",
    "investit|investissent|investir|investira|investiront|investirait|investi|réinvestit ~8 #|dans|en|sur|pour|à|millions|milliards",
    "investissement|investissements ~3 de|d|dans|en|massif|massifs|#",
    "levée|lève|lèvent|lever|levé|boucle ~4 fonds|millions|milliards",
    "tour de table",
    "injecte|injectent|injecter|débloque|mise|misent|met ~3 # ~3 millions|milliards ~4 dans|sur|pour",
    "augmentation de capital",
    "plan d investissement|investissements",
  ]),
  // ---- jobs
  signalPhrases("jobs", { stage: "expansion", weight: 3 }, [
    "Aa|@ ~3 va|vont|prévoit|prévoient|compte|veut|souhaite|cherche|cherchent|annonce ~2 recruter|embaucher",
    "recrutement|recrutements|embauche|embauches ~3 # ~3 salariés|personnes|postes|emplois",
    `crée|créent|créer|créera|créeront|créerait|créés|créé|générer|génère|création|créations ~5 ${jobs}`,
    `recrute|recrutent|recruter|recrutera|recruteront|recruterait|embauche|embauchent|embaucher|embauchera|embaucherait|cherche ~6 #|${jobs}|milliers|centaines|massivement`,
    "@ ~3 recrute|recrutent|recruter|embauche|embauchent|embaucher|embauchera|recrutera",
    `# ~3 ${jobs} ~2 créés|créé|supplémentaires|pourvoir|clé`,
    "recrutement|recrutements|embauches ~2 massif|massive|massifs|massives|#",
    "campagne|plan|vague de recrutement|recrutements|embauches",
    "# ~1 nouveaux ~1 emplois|postes|salariés|collaborateurs",
    "promet|promettent|annonce|prévoit ~3 # ~2 emplois|embauches|recrutements|postes",
    "# ~2 embauches|recrutements",
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 2 }, [
    "départs volontaires|contraints",
    "réduit|réduire|réduction|baisse|baisser|tailler|coupe ~3 effectifs",
    "# ~2 départs",
    "va|vont|veut|prévoit|doit|pourrait ~1 supprimer|licencier ~5 #",
    `${cutting} ~6 emploi|emplois|poste|postes`,
    "suppression|suppressions ~4 emplois|postes|poste|emploi",
    "emplois|postes ~3 supprimés|supprimé|menacés|menacé|sellette|péril",
    "licencie|licencient|licencier|licenciera ~4 salariés|employés|personnes|#",
    "# ~3 salariés|employés|personnes ~4 licenciés|licenciées|licencié",
    "licenciement|licenciements ~2 collectif|collectifs|massif|massifs|économiques|de|chez",
    "détruit|détruire|détruisent|détruits ~4 emplois|postes",
    "plan social|départs",
    "plan de départs|sauvegarde|licenciements",
    "destruction|destructions d emplois",
    "emplois ~2 menacés|danger",
    "inquiet|inquiète|inquiets|inquiétude|inquiétudes|menace ~3 pour|sur ~1 emplois|emploi",
  ]),
  // ---- leaving
  signalPhrases("exit", { stage: "exit", weight: 3, needsName: true }, [
    "Aa|@ ~3 quitte|quittent|quitter|quittera|quitterait|abandonne|abandonnent|déserte ~2 france|europe|marché|pays|chine|italie|espagne|allemagne|belgique|pologne|brésil|argentine",
    "@ ~3 se retire|retirent|retirer|retirera|désengage|désengagent|désengager ~2 de|du|des|d",
    "retrait ~2 du|de|des ~2 marché|france|pays|chine|italie",
    "@ ~2 jette|jettent|jeter éponge",
    "met|mettent|mettre|mis fin ~2 à|au|aux ~3 activités|activité|service",
    "arrête|arrêtent|cesse|cessent ~3 activité|activités|service|livraison",
  ]),
  // ---- regulators on a deal
  signalPhrases("regulatory", { weight: 2, needsName: true }, [
    "dans viseur|collimateur ~3 cnil|justice|commission|autorité|régulateur|régulateurs|bruxelles|gendarme",
    "cnil|autorité|régulateur|bruxelles|gendarme|antitrust ~4 enquête|enquêter|ouvre|sanctionne|inflige|condamne|autorise|bloque|valide|approuve|épingle",
    `autorité|commission|bruxelles|régulateur|antitrust|gendarme|concurrence|bercy|gouvernement ~8 ${transaction}`,
    `${transaction} ~8 autorité|commission|bruxelles|régulateur|antitrust|concurrence|gendarme`,
    "feu vert ~4 rachat|fusion|rapprochement|acquisition|opa|cession|accord|alliance|bruxelles|autorité|commission",
    "obtient|décroche|donne|donné ~2 feu vert ~4 @|Aa",
  ]),
  signalPhrases("regulatory", { weight: 1, needsName: true }, [
    "accuse|accusé|enquête|sanctionne|condamne|amende|interdit|interdire|interdiction|bannir|réclame|inflige ~4 google|facebook|apple|uber|airbnb|twitter|tiktok|gafa|@",
    "google|facebook|apple|uber|airbnb|twitter|tiktok|gafa|@ ~6 amende|sanction|sanctionné|sanctionnée|régulation|antitrust|cnil|abus",
    "mis|mise en demeure ~3 par",
    "amende|amendes|sanction|sanctionne|sanctionné|condamné|condamnée|enquête ~8 concurrence|antitrust|bruxelles|commission|cnil|dgccrf|autorité|régulateur|données|monopole|abus",
    "concurrence|antitrust|bruxelles|commission|cnil|dgccrf|autorité|régulateur ~8 amende|sanction|sanctionne|condamne|enquête|inflige|enquêter|accuse|réclame|épingle",
    "régulation|réglementation|réguler|réglementer|encadrer|interdire|interdit|interdiction ~4 @|facebook|apple|airbnb|gafa|géants|plateformes|vtc",
    "taxe|taxer|taxation|payer|gafa ~4 gafa|google|facebook|amazon|apple|géants|numérique",
    "faire payer|taxer ~2 Aa",
    "loi|directive|décret ~4 contre|pour|sur ~2 géants|plateformes|gafa",
  ]),
];
