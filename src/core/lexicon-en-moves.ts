/** English words for what a company does by itself, launch, expand, invest, hire, leave, and for what regulators say to it. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";
import { premises } from "./lexicon-en-noise.ts";

const open = "open|opens|opening|opened";
const service =
  "service|services|delivery|deliveries|marketplace|platform|app|range|line|brand|label|format|website|site|online|scheme|subscription|offer|checkout|store|stores|shop|shops|card|programme|program|trial|pilot|test";
const jobs =
  "job|jobs|position|positions|role|roles|workers|staff|people|employees|posts|hires|recruits|apprentices|drivers|pickers";
const regulator =
  "regulator|regulators|watchdog|cma|ftc|antitrust|competition|commission|government|ministry|authorities|eu|brussels|court";
const transaction = "deal|merger|acquisition|takeover|buyout|purchase|bid|tie|investment|stake|buy|sale";

export const englishMoves: Lexicon = [
  // ---- launch
  signalPhrases("launch", { stage: "launch", weight: 3, needsName: true }, [
    "launch|launches|launched|launching|rolls|rolling|starts|begins|introduces|tests|trials|pilots|unveils|debuts|opens ~5 grocery|groceries|delivery|supermarket|supermarkets|marketplace|store|stores|checkout|chain|discounter|discounters|banner",
    "chain|supermarket|discounter|store|stores|marketplace|format ~2 launches|launch|opens|debuts ~2 in|as|this|next|on|today",
  ]),
  signalPhrases("launch", { stage: "launch", weight: 2, needsName: true }, [
    "@ ~4 same|one|two|next|# day|hour|hours|minute|minutes delivery",
    "@ ~3 prepares|preps|prepping|readies|plans|set ~2 to|for launch|start|sell|deliver|offer",
    `launch|launches|launched|launching|debut|debuts|debuted|introduce|introduces|introduced|introducing|unveil|unveils|unveiled|unveiling|pilots|trials|tests|test|testing|trial|start|starts|started|starting|begin|begins|began|offer|offers|offering ~7 ${service}`,
    "launch|launches|launched|launching",
    "roll|rolls|rolled|rolling out",
    "wheel|wheels|wheeled out",
    "goes|go|went|going live",
    "@ now ~1 delivers|sells|offers|stocks|lets",
    "consider|considers|considering|mull|mulls|mulling|weigh|weighs|weighing|plan|plans|planning|plot|plots|plotting|eye|eyes|eyeing ~4 site|service|marketplace|launch|debut|platform",
    "to deliver|offer ~8 in|from|across|on|to",
    "@ ~1 will deliver ~3 in|across|throughout Aa",
    "@ ~4 deliver|delivers|delivering ~4 groceries|food|grocery",
    "make|makes|made|making ~3 debut",
    "first ~2 checkout|cashier|till",
    "checkout|till|cashier free|less",
    "cashierless|checkoutless|unstaffed",
    "set|sets|setting up ~4 shop|store|marketplace|service|site|unit|operation|operations|showroom|base|business|venture|office|hub",
    "kick|kicks|kicked|kicking off ~4 delivery|service|sales|trial|pilot|rollout|operations",
    "take|takes|took|taking ~1 wraps off",
    "go|goes|went|going on sale ~3 in|at|through|from",
    "switch|switches|switched|switching on ~4 delivery|service|site",
  ]),
  // ---- expansion
  signalPhrases("expansion", { stage: "expansion", weight: 2, needsName: true }, [
    "woo|woos|wooing|lure|lures|luring|sign|signs ~4 brands|sellers|merchants|suppliers|restaurants",
    "ramp|ramps|ramping|step|steps|stepping|scale|scales|scaling|speed|speeds up ~4 expansion|delivery|deliveries|online|grocery|rollout|roll|investment|capacity",
    "bring|brings|bringing ~5 to Aa",
    "plans|planning|plan ~4 first|new ~3 stores|store|shops|shop|warehouse|supermarkets",
    "first ~3 store|stores|shop|shops|supermarket|outlet ~2 in|outside",
    `${open} ~7 ${premises}`,
    `${open} ~4 up in`,
    "open|opens|opened|opening ~4 in Aa",
    "expand|expands|expanded|expanding|expansion ~6 in|into|to|across|of|with|service|delivery|store|stores|plan|plans",
    "expand|expands|expanded|expanding|expansion",
    "enter|enters|entered|entering ~6 market|markets|sector|space",
    "entry|foray|move|push|pushes|moves|moving|drive|leap|march|incursion into|in ~5 market|grocery|groceries|retail|food|france|europe|britain|germany|spain|italy|uk|sector",
    "extend|extends|extended|extending|widen|widens|widened|widening|broaden|broadens|deepen|deepens|strengthen|strengthens ~5 partnership|alliance|deal|service|delivery|reach|presence|tie|ties|collaboration|network|range|offer",
    `build|builds|building|built|plans|plan|planning|set for|adds|add ~5 new|more|# ~2 ${premises}`,
    "new|more|additional ~3 stores|shops|warehouses|supermarkets|lockers|outlets|warehouse|depots|hubs|sites|depot|hub",
    "set|sets|setting foot in",
    "dig|digs|digging deeper into",
    "sign|signs up # ~3 restaurants|eateries|stores|shops|merchants|partners",
    "gain|gains|gaining foothold|ground ~1 in",
    "make|makes|making inroads",
    "stronghold|foothold|beachhead|presence ~2 in Aa",
    "come|comes|coming|arrive|arrives|arriving to|in Aa",
    "land|lands|landed in Aa",
    "double|doubles|doubling|triple|triples ~5 stores|shops|presence|capacity|footprint|network|warehouses",
    "grocery|food|european|french ambitions|ambition|push|plans",
    "capacity ~2 expansion|boost|increase",
    "break|breaks|broke|breaking ground ~1 on|for|at|in",
    "@ ~1 enter|enters|entered|entering Aa",
    "move|moves|moved|moving|push|pushes|pushing|branch|branches|branching ~1 into Aa|grocery|groceries|food|fresh|convenience|delivery|retail|online|europe",
    "plant|plants|planted ~2 flag",
    "@ ~2 pick|picks|picked|choose|chooses|chose ~3 site|location|city|town ~3 for",
    "arrive|arrives|arrived|touch|touches|touched ~1 down ~1 in Aa",
    "plot|plots|plotting|plans|planning|mulls|prepares|readies ~2 move|push|foray|expansion|assault|entry|incursion ~1 into|in|on",
    "places|place|placed|makes|made|making ~1 big|bold|fresh|new bet ~1 on|in",
    "grow|grows|growing ~2 footprint|presence|network|estate",
  ]),
  // ---- investment
  signalPhrases("investment", { weight: 2 }, [
    "@ ~4 raise|raises|raised|raising|secures|secured|gets|bags ~1 # ~1 bn|billion|million|mln|m",
    "cash|funding|capital injection|boost",
    "backing|backed ~2 from|by|for @",
    "with backing for ~4 Aa",
    "bankroll|bankrolls|bankrolled",
    "invest|invests|invested|investing ~8 in|on|to|by",
    "invest|invests|invested|investing ~4 #",
    "# ~5 investment|investments",
    "lays|laying|laid ~3 foundation|stone",
    "investment|investments ~2 in|into|of|round|from|plan|by",
    "funding|financing round|from|boost",
    "raise|raises|raised|raising|secures|secured ~3 # ~6 funding|investors|financing|round|fund|investment|capital",
    "pour|pours|poured|pouring|inject|injects|injected|plough|ploughs|plow|plows|spend|spends ~6 into|on ~4 new|expansion|warehouses|stores|business|warehouse|robots|online|technology|market",
    "@ investment",
    "leads|led|backs|backed ~5 round|funding|investment|startup",
    "capital injection|increase",
    "pump|pumps|pumped|pumping|sink|sinks|splash|splashes|plough|ploughs|plow|plows|funnel|funnels|channel|channels ~1 # ~5 into|on|in",
    "commit|commits|committed|committing|earmark|earmarks|earmarked|pledge|pledges|pledged|allocates|sets ~2 # ~4 to|for|in|on",
    "startup|start|grocer|firm|retailer|app|delivery ~3 bags|nets|lands|raises|secures|clinches|pulls # ~1 m|mln|million|bn|billion",
    "bags|nets|lands|clinches # ~1 m|mln|million|bn|billion",
  ]),
  // ---- jobs
  signalPhrases("jobs", { stage: "expansion", weight: 3 }, [
    `create|creates|created|creating|creation|generate|generates ~6 ${jobs}`,
    `add|adds|added|adding|hire|hires|hired|hiring|recruit|recruits|recruited|recruiting|take on|seeks ~4 # ~5 ${jobs}`,
    `hire|hires|hiring|recruit|recruits|recruiting ~2 #|thousands|hundreds`,
    `# ~3 new|extra|more|additional ~3 ${jobs}`,
    "new|extra|more jobs",
    `take|takes|taking on ~2 # ~3 ${jobs}`,
    `# ~2 ${jobs} ~1 coming|come|promised|planned|pledged|heading ~1 to|for|at|in`,
    "promise|promises|pledges|bring|brings|announces ~2 # ~1 jobs",
    "@ ~2 to hire|recruit",
    "hiring|recruitment|jobs drive|spree|boost",
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 2 }, [
    "cut|cuts|cutting|slash|slashes|slashed|axe|axes|axed|axing|shed|sheds|lose|loses|eliminate|eliminates|scrap|scraps ~6 jobs|job|positions|posts|roles|staff|workforce|employees|workers",
    "lay|lays|laid|laying off ~6 workers|staff|employees|people|#",
    "job|jobs|staff|workforce|headcount cut|cuts|losses|reduction|reductions",
    "jobs ~2 at risk",
    "layoff*",
    "redundanc*",
  ]),
  // ---- leaving
  signalPhrases("exit", { stage: "exit", weight: 3, needsName: true }, [
    "exit|exits|exited|exiting|quit|quits|quitting|leave|leaves|leaving|abandon|abandons|retreat|retreats ~4 market|country|from",
    "exit|exits|exiting|quit|quits|quitting|leaves Aa",
    "pull|pulls|pulled|pulling|withdraw|withdraws|withdrew|withdrawing|retreat|retreats ~2 out of|from Aa",
    "pull|pulls|pulled|pulling out",
    "exit from",
    "pull|pulls|pulled|pulling|withdraw|withdraws|withdrew|withdrawing|retreat|retreats|retreated|retreating ~1 from Aa",
    "@ to ~1 leave|quit|exit Aa",
    "@ ~1 leave|leaves|leaving|left Aa ~1 market|after|as|for|over",
    "bow|bows|bowed|bowing out ~1 of|from",
    "pull|pulls|pulled|pulling plug ~1 on ~4 delivery|service|business|store|stores|venture|grocery|operation|operations|app|site|market",
    "throw|throws|threw|throwing in ~1 towel",
    "Aa|@ ~1 scrap|scraps|scrapped|axe|axes|axed|ditch|ditches|ditched|kill|kills|killed|discontinue|discontinues|shut|shuts|shutters|close|closes|end|ends|ended|halt|halts|abandon|abandons|abandoned ~3 service|operations|operation|venture|business|marketplace|delivery ~1 in|across",
    "Aa|@ ~1 scrap|scraps|scrapped|axe|axes|axed|ditch|ditches|ditched|kill|kills|killed|discontinue|discontinues|abandon|abandons|abandoned ~3 service|operations|operation|venture|marketplace",
    "shut|shuts|close|closes|closing all|last|remaining|final ~3 stores|shops|branches|outlets ~1 in Aa",
    "sell|sells|sold up in Aa",
    "wind|winds|winding down ~3 business|operations|service|in",
    "shut|shuts|shutting|close|closes|closing down ~4 service|business|operations|in Aa",
  ]),
  // ---- regulators on a deal
  signalPhrases("regulatory", { weight: 2, needsName: true }, [
    `${regulator} ~6 ${transaction}`,
    `${transaction} ~8 ${regulator}`,
    `${regulator} ~3 approve*|clear|clears|cleared|block|blocks|blocked|probe|probes|pause|pauses|paused|investigate|investigates ~5 ${transaction}`,
  ]),
  signalPhrases("regulatory", { weight: 3, needsName: true }, [
    "antitrust|regulatory|regulator|regulators|competition nod|approval|clearance|okay|ahead|blessing|green|consent|scrutiny|review|hurdle ~4 deal|merger|takeover|acquisition|tie|bid|buyout|for|to",
    "wave|waves|waved through ~4 deal|merger|takeover|acquisition|tie|bid",
    `${regulator} ~2 probe|probes|investigate|investigates|examine|examines|scrutinise|scrutinises|review|reviews ~5 ${transaction}`,
  ]),
  signalPhrases("regulatory", { weight: 1, needsName: true }, [
    "regulation|regulations|legislation|bill|law|rules ~5 on|for|against|targeting @",
  ]),
];
