/** Whom the French press means when it names a company: household names and trades, for phrases that mean a move only of a company, never of a person. */

/** Companies known to every reader, by a word that means nothing else. */
const single =
  "airbus|boeing|bombardier|alstom|siemens|thales|safran|dassault|arianespace|arianegroup|renault|nissan|peugeot|citroën|psa|stellantis|opel|fiat|fca|chrysler|tesla|toyota|honda|hyundai|mazda|suzuki|mitsubishi|volkswagen|vw|audi|porsche|bmw|mercedes|daimler|volvo|ford|ferrari|bentley|bugatti|lamborghini|maserati|mclaren|dacia|skoda|kia|jaguar|lexus|chevrolet|jeep|subaru|ducati|aston|polestar|michelin|bridgestone|goodyear|pirelli|valeo|faurecia|bosch|sncf|ratp|eurostar|thalys|ouigo|eurotunnel|ryanair|easyjet|lufthansa|alitalia|vueling|transavia|klm|iberia|corsair|emirates|flixbus|blablacar|uber|lyft|heetch|airbnb|booking|tripadvisor|accor|accorhotels|tui|edf|engie|enedis|areva|orano|framatome|veolia|suez|exxon|exxonmobil|bp|shell|gazprom|vinci|eiffage|bouygues|bolloré|lafarge|lafargeholcim|holcim|arcelormittal|vallourec|sanofi|pfizer|moderna|astrazeneca|gsk|novartis|bayer|monsanto|merck|servier|biontech|lubrizol|bnp|hsbc|ubs|natixis|bpce|axa|allianz|amazon|google|alphabet|facebook|instagram|whatsapp|twitter|youtube|tiktok|bytedance|wechat|apple|microsoft|netflix|disney|spotify|deezer|snapchat|pinterest|huawei|xiaomi|samsung|sony|nintendo|nokia|ericsson|alcatel|sfr|altice|iliad|vivendi|lagardère|bfm|bfmtv|nrj|rmc|rtl|lvmh|kering|chanel|dior|gucci|prada|vuitton|lacoste|nivea|lancôme|oréal|danone|nestlé|lactalis|ferrero|unilever|mondelez|pepsi|pepsico|coca|heineken|mcdonald|mcdonalds|mcdo|starbucks|kfc|carrefour|casino|auchan|intermarché|lidl|aldi|monoprix|franprix|ikea|conforama|fnac|darty|decathlon|castorama|zara|primark|uniqlo|nike|adidas|puma|walmart|tesco|alibaba|tencent|cdiscount|rakuten|ebay|deliveroo|foodora|intel|ibm|oracle|qualcomm|nvidia|ubisoft|atos|capgemini|orpea|korian|spacex|disneyland|bpifrance|verizon|softbank|foxconn|electrolux|whirlpool|kodak|tupperware|lego|mattel|elior|sodexo|publicis|jcdecaux|pimkie|camaïeu|kiabi|gafa|gafam|gobain|télévisions|télécom|@";
/** The same in two words. */
const double =
  "air|société|general|crédit|deutsche|british|burger|radio|leader|super|goldman|morgan|wells|philip|japan|aigle|thomas france|liquide|canada|austral|générale|electric|motors|agricole|mutuel|lyonnais|bank|telekom|bahn|airways|king|price|u|sachs|stanley|fargo|morris|airlines|azur|cook";
/** The same with a figure or a sign; and words of every day that are a company where they open the headline. */
const figured = ["tf|m #", "canal +", "johnson & johnson", "^ orange|total|free|leclerc|poste|lime|printemps|seb"];

/** Words for a company by its trade, where it is not named. */
export const firmNouns =
  "groupe|constructeur|constructeurs|géant|géants|entreprise|entreprises|société|sociétés|compagnie|compagnies|laboratoire|laboratoires|labo|banque|banques|opérateur|opérateurs|fabricant|fabricants|enseigne|enseignes|distributeur|distributeurs|plateforme|plateformes|équipementier|avionneur|assureur|assureurs|industriel|industriels|éditeur|brasseur|pétrolier|papetier|sidérurgiste|cimentier|armateur|cigarettier|cigarettiers|startup|startups|multinationale|multinationales|firme|chaîne|marque|marques|filiale";

/** Writes out phrases for every way of naming a company: `FIRM` stands for a name. */
export function ofFirms(phrases: readonly string[]): readonly string[] {
  return phrases.flatMap((phrase) => [single, double, ...figured].map((name) => phrase.replaceAll("FIRM", name)));
}
