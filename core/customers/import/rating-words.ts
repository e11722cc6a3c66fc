import { feedbackOfHeader, overallOfHeader } from "../feedback-questions";
import { bareHeader, isCount, scaleTold, withoutScale } from "../header-scale";
import { headerKey, headerKeys, withoutNumber } from "../headers";
import type { Rating, RatingRange } from "../weight";

/** How headers say that a column contains ratings, in English, German and Chinese. */

/** Words for how something is judged, and for the marks it gets, before or after what is rated. */
const judgement =
  "satisfaction|importance|zufriedenheit|wichtigkeit|satisfacción|importancia|soddisfazione|importanza|satisfação|importância|tevredenheid|zadowolenie|memnuniyet|만족도|[满滿]意(?:程?度|[吗嗎])|是否[满滿]意|重要(?:性|程度|度)";
const marks =
  "ratings?|scores?|bewertung|valoración|valutazione|avaliação|beoordeling|ocena|[评評]分|打分|得分|[评評][价價]";
const whose =
  "(?:(?:customer|client|(?:level|nivel|niveau|degré|grado|livello|grau|nível) (?:of|de|di|da)) |客户|用户|顾客)?";
const rated = `${whose}(?:${judgement}|${marks})(?: level)?`;
/** Questions before what is rated. */
const asking =
  "satisfied with|please rate|how (?:would|do) you rate|how (?:satisfied|happy) (?:are|were) you with|how important (?:is|are)|(?:bitte|wie) bewerten sie|wie zufrieden (?:sind|waren) sie mit|wie wichtig (?:ist|sind)(?: ihnen)?|note für|(?:comment )?(?:évaluez|notez)-vous|(?:êtes-vous|étiez-vous) satisfait\\S* (?:de|du|des)|¿?(?:qué tan|cuán) satisfech[oa] está con|¿?cómo valora|(?:quanto (?:è|sei) )?soddisfatt[oa] (?:di|del|della)|come valuta";
/** Small words between the two: `Satisfaction with the delivery`, `Importance de l'accueil`. */
const small =
  "(?:(?:with|of|for|about|regarding|the|our|your|an|mit|von|für|der|die|das|dem|den|des|unser(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?|con|over|del?|el|la|los|las|nuestr[oa]s?|concernant|avec|par rapport|quant|aux?|à|du|les?|nos|notre|votre|per|il|lo|gli|della|delle|dei|com|do|da|dos|das|o|os|met|van|het)\\s+|(?:de |d|dell|all|nell|sull)?l['’])";
/** Header of one line of a survey grid: `Please rate the following [Delivery]`, `Satisfied with …? - Price`. */
const grid =
  /(?:\brat(?:e|ing)\b|satisf|zufrieden|bewerte|soddisf|important|wichtig|满意|滿意|评价|打分|重要).*(?:\[([^[\]]{2,80})\]|(?:[:：?？]|(?<=\p{Script=Han}))\s*[-–—]+\s*([^:：?？—–]{1,80}))\s*$/iu;
/** The same in brackets: `2、请评价以下各项的满意度(价格)`, and of its next line `2、(质量)`. */
const bracketed =
  /^(?:第?\s*\d{1,3}\s*[题、．.]*|.*(?:以下|下列|如下|各项|各方面).*)\s*[([]([^()[\]]{1,60})[)\]]$/u;
const aspects = headerKeys(
  "price | prices | quality | product quality | delivery | service | customer service | service quality | support | speed | advice | friendliness | reliability | range | assurance | empathy | tangibles | responsiveness | availability | communication | value for money | preis | preise | qualität | produktqualität | lieferung | lieferzeit | beratung | kundendienst | freundlichkeit | zuverlässigkeit | sortiment | erreichbarkeit | 价格 | 质量 | 产品质量 | 交付 | 交货 | 送货 | 物流 | 售后 | 支持 | 服务 | 服务质量 | 服务态度 | 性价比 | 有形性 | 可靠性 | 响应性 | 保证性 | 移情性 | 響應 | 品質",
);

/** Scores that a program computes or that are given to customers, not by them. */
const notTheirs =
  /(?:^|\b)(?:lead|hubspot|health|risk|credit|churn|engagement|fraud|priority|propensity|activity|quality of lead|deal|fit|page|domain|spam|trust|total|sum|bonität|risiko|kredit)$|(?:线索|信用|风险|流失|活跃度?|健康度?|总|综合评)$/i;

/** Headers of groups and measures of customers, whose small integers are codes or amounts, not ratings. */
const classes = new RegExp(
  [
    "^(?:gender|sex|segment|region|branch|store|shop|group|wave|quarter|week|weekday|hour|class|grade|level|tier|priority|tickets?|complaints?|calls?|contracts?|licen[cs]es?|discount|distance|kids|rank|cluster|team|room|table|education|income|status|stay|pets?|points?|interviewer|block|version|language|country|city|duration|cases?|size|type|category|products?|plan|channel|source|period|round|marital status|zone|district|territory|batch|cohort|phase|(?:deal )?stage|severity|urgency|floor|persona|weight(?:ing)?(?: factor)?|length of stay|attempt|position|filiale|tisch|bildung|einkommen|gebiet|welle|quartal|monat|priorität|größe|rang|punkte|geschlecht|altersgruppe|klasse|gruppe|abteilung|stufe|schuljahr|jahrgang|anrufe|beschwerden|reklamationen|personen|âge|tranche d.âge|groupe|priorité|durée|sexe|classe|niveau|région|sexo|género|edad|grupo|zona|prioridad|duración|clase|nivel|región|sesso|età|gruppo|priorità|durata|livello|regione)$",
    "\\b(?:age|price|credit|tenure|customer since|household|team|party|group|store|branch|region|country|zip|post|area|sales|education|income|loyalty|kunden|alters?)[ _-]?(?:group|bracket|band|class|code|level|size|years?|no|number|points|rep|jahre|gruppe|klasse|größe)$",
    "\\b(?:tickets?|complaints?|calls?|interactions?|messages?|repl(?:y|ies)|visits?|orders?|logins?|days?|(?<!(?:opening|office|business|service) )hours?|minutes?|weeks?|months?|years?|(?<!quality of )code|id|(?<!(?:noise|service|price|comfort|skill|knowledge|expertise) )level|tier|risk|(?<!(?:response|reaction) )time|total|sum|average|mean|summe|haushaltsgröße|kundenjahre|wartezeit)$|(?:klasse|gruppe|stufe|dauer)$",
    "^(?:total|sum|average|mean|stay|risk|lead|churn|tenure|discount)\\b|(?:\\bno\\.|%)$",
    "(?:性别|学历|等级|级别|年级|班级|年龄段?|门店|店铺|区域|地区|城市|省份|组别|分组|星级|职业|行业|收入水平|购买频率|人口|规模|年限|时长|用时|等待时间|投诉|次|总分|平均分|渠道|来源|类型|类别|版本|批次|期数|积分|余额|性別|年齢層?|片区|优先级|账期|排名|名次|阶段|权重|等級|ランク|地域|店舗)$",
  ].join("|"),
  "iu",
);
/** A unit at the end of a header. */
const unit =
  /[([（]\s*(?:%|€|\$|£|¥|eur|usd|gbp|chf|cny|rmb|jpy|s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|y|years?|km|m|miles?|kg|pcs|minuten|stunden|std|tagen?|wochen|monate?|jahren?|stück|jours?|heures?|ans|años|días|horas|giorni|ore|anni|秒|分钟|分|小时|天|日|周|月|年|岁|公里|米|元|万元|次|个|人|件|単位)\s*[)\]）]\s*$/i;

/** Classes and measures that can also be rated, if their header states a scale: `Room (1-5)`, `Waiting time (1-5)`. */
const alsoRated =
  /^(?:rooms?|team|stores?|shop|table|products?|branch|channel|plan|stay|weight|size|calls?|complaints?|discounts?|distance|duration|filiale|anrufe|beschwerden|reklamationen)$|\b(?:times?|hours?|calls?|tickets?|complaints?|visits?|orders?|logins?|loyalty points|post|store size|wartezeit)$|(?:门店|店铺|渠道|时长|用时|等待时间|投诉|积分)$/i;

/** `Satisfaction: waiting time`, `Importance of the group`: what follows is judged, whatever it is. */
const judged = new RegExp(
  `^(?:${whose}(?:${judgement})(?: level)?(?:\\s*[:：]|\\s+[-–—/|]\\s|\\s+${small})|(?:${asking})\\s)`,
  "iu",
);

/**
 * Whether a header is that of a group, a code, a measure with a unit or a computed score, not a rating: `Gender (1-2)`,
 * `会员等级`, `Waiting time (min)`, `Lead score`.
 */
export function isClass(header: string, scale?: RatingRange): boolean {
  const bare = bareHeader(header);
  if (notTheirs.test(/^(.+?)[ _-]?(?:scores?|ratings?|评分|得分|分)$/i.exec(bare)?.[1] ?? "")) return true;
  if (judged.test(bare) || (scale !== undefined && scale.maximum > 3 && alsoRated.test(bare))) return false;
  return unit.test(header) || classes.test(bare);
}

/** Words by which a header of two parts tells what is rated; the more usual colon is that of our own headers. */
const sides: readonly (readonly [analysis: Rating["analysis"], words: string])[] = [
  [
    "expectation",
    "expectations?|expected|erwartung(?:en)?|erwartet(?:e[rs]?)?|attentes?|attendue?s?|expectativas?|esperad[oa]s?|aspettativ[ae]|attes[oa]|期望(?:值|度)?|预期(?:值)?|期待(?:值|度)?",
  ],
  [
    "perceived",
    "perceived|perceptions?|received|experienced|actual|wahrgenommene?[rs]?|wahrnehmung|erlebte?[rs]?|erlebt|erhalten|perçue?s?|percibid[oa]s?|percepción|percepit[oa]|感知(?:值|度)?|实际(?:感受|感知|体验|值)?|知覚",
  ],
  ["need", "needs?|bedarf|bedürfnis|besoins?|necesidad(?:es)?|bisogn[oi]|需求(?:度|值|程度)?|需要程度"],
];
const joint = "\\s*[:：\\-–—_/|]+\\s*";
const han = "(?<=\\p{Script=Han})(?=\\p{Script=Han})";

/** `Expectation - Price`, `Expected price`; `Price (expected)`, `Price expectation`, 价格期望值. */
function formsOf(words: string, alsoBefore = ""): readonly RegExp[] {
  return [
    new RegExp(`^(?:${words})(?:${joint}|\\s+${alsoBefore})${small}*(.+)$`, "iu"),
    new RegExp(`^(.+?)(?:\\s*[([](?:${words})[)\\]]|(?:${joint}|\\s+|${han})(?:${words}))$`, "iu"),
  ];
}
const sideForms = sides.map(([analysis, words]) => ({ analysis, forms: formsOf(words, `|${han}`) }));
const ratedForms = [
  ...formsOf(rated),
  new RegExp(`^(?:${asking})\\s+${small}*(.+?)(?: to you)?$`, "iu"),
  /^(.+) stars$/i,
  /^[对對](?=\p{Script=Han})(.+)$/u,
];

/** The criterion that one of the forms finds in a header, written as a header of its own would be. */
function criterionIn(bare: string, forms: readonly RegExp[]): string | undefined {
  const found = forms.reduce<string | undefined>((known, form) => known ?? form.exec(bare)?.[1], undefined);
  // 价格 from 您对我们的价格的满意度
  const criterion = found
    ?.replace(/^[-–—:\s]+|^(?:[您你]?(?:认为|認為|[对對])(?:我们|我們)?的?)|的$/g, "")
    .replace(/_/g, " ")
    .trim()
    .slice(0, 200);
  return criterion && criterion.charAt(0).toUpperCase() + criterion.slice(1);
}

/** The two ends of a scale in words, after a question: `满意程度：非常不满意-非常满意`. */
const endsInWords =
  /\s*[:：]\s*(?:非常|很|十分|完全)\p{Script=Han}{1,6}\s*[-–—~至到]+\s*(?:非常|很|十分|完全)\p{Script=Han}{1,6}$/u;

/** A header without number, scale and asterisks of emphasis; `deliveryRating` and `Satisfaction (delivery)` are in two parts like others. */
function inParts(header: string): string {
  const bare = withoutNumber(withoutScale(header).normalize("NFKC").trim())
    .replace(/^q\d{1,3}[a-z]?[\s_]+/i, "")
    .replace(/\*([^*]+)\*/g, "$1")
    .replace(endsInWords, "");
  const [, word, aspect] = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/.exec(bare) ?? [];
  if (aspect !== undefined && aspects.has(headerKey(aspect))) return `${word}: ${aspect}`;
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(bare) ? bare.replace(/(?=[A-Z])/g, " ") : bare;
}

/**
 * What a header such as `Price (expected)`, `Expectation - Price` or 价格期望值 rates: a need, an expectation or what was
 * received; undefined for any other header.
 */
export function sideTold(header: string): Rating | undefined {
  const bare = inParts(header);
  for (const { analysis, forms } of sideForms) {
    const criterion = criterionIn(bare, forms);
    if (criterion === undefined || criterion === "" || isCount(criterion)) continue;
    if (/[:：]/.test(bare) || !isClass(criterion)) return { analysis, criterion };
  }
  return undefined;
}

/** What the name of a sheet, such as `Expectation` or 感知, says that its ratings are. */
export function sideOfSheet(name: string): "expectation" | "perceived" | undefined {
  const { analysis, criterion } = sideTold(`${name}: x`) ?? {};
  return criterion?.toLowerCase() === "x" && (analysis === "expectation" || analysis === "perceived")
    ? analysis
    : undefined;
}

/** Whether of two sheets one has what was expected and the other what was received. */
export function areTwoSides(one: string, other: string): boolean {
  const [first, second] = [sideOfSheet(one), sideOfSheet(other)];
  return first !== undefined && second !== undefined && first !== second;
}

/** The criterion in a header that says it is a rating (`Price rating`, `价格满意度`); undefined for any other header. */
export function ratingLabel(header: string): string | undefined {
  const inGrid = grid.exec(header.replace(endsInWords, ""));
  if (inGrid !== null && scaleTold(header) === undefined) return (inGrid[1] ?? inGrid[2]).trim();
  const [, line = ""] = bracketed.exec(header.normalize("NFKC").trim()) ?? [];
  if (line !== "" && scaleTold(header) === undefined && !isCount(line) && !isClass(line)) return line.trim();
  const bare = bareHeader(inParts(header)).replace(/(?:是(?:多少)?|如何|怎么样|怎样)?\s*[?？]$/, "");
  const label = criterionIn(bare, ratedForms);
  // 物流 from 物流满意度评分
  if (/^(?:count|number|date|id|n)$/i.test(label ?? "")) return undefined;
  if (label !== undefined && label !== "") return criterionIn(label, ratedForms) || label;
  return scaleTold(header) !== undefined && bare !== "" && bare !== header ? bare : undefined;
}

/** The criterion of a header that does not mention ratings: `Price` for `Price (EUR)`. */
export function criterionOf(header: string): string {
  return header.replace(/\s*\([^()]*\)\s*$/, "");
}

/** Whether the header is a common criterion: `Price`, `交付`. */
export function isAspect(header: string): boolean {
  return aspects.has(headerKey(bareHeader(header)));
}

/** Whether a header asks how important something is. */
export function isImportance(header: string): boolean {
  return /\bimport[aâ]n(?:t|[cz]a|cia|ce)|wichtig|重要/i.test(header);
}

/** The question about the whole that a header asks, also in two parts: `Satisfaction: overall`. */
export function feedbackAsked(header: string, label = ratingLabel(header)): Rating | undefined {
  const isPart = label === undefined || isImportance(header);
  return feedbackOfHeader(inParts(header)) ?? (isPart ? undefined : overallOfHeader(label));
}

/** What a header says that its column rates; undefined if it does not mention ratings. */
export function ratingTold(header: string): Rating | undefined {
  const label = ratingLabel(header);
  const asked = feedbackAsked(header, label) ?? sideTold(header);
  if (asked !== undefined || isClass(header, scaleTold(header))) return asked;
  const criterion = label ?? (isAspect(header) ? criterionOf(header) : undefined);
  return criterion === undefined
    ? undefined
    : { analysis: isImportance(header) ? "need" : "perceived", criterion };
}
