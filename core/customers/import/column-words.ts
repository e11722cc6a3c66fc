import { simplified } from "../../letters";
import { headerKey, withoutNumber } from "../columns";
import type { RatingRange } from "../weight";

/** What a header says beyond the fields: ratings, purchases, outcomes, totals. English, German, Chinese. */

const list = (words: string): readonly string[] => words.split("|").map((word) => word.trim());
const keys = (words: string): ReadonlySet<string> => new Set(list(words).map(headerKey));

const ratingBefore = list(
  "satisfaction with | satisfied with | please rate | how would you rate | how do you rate | rating of | rating for | rating | score for | score of | how satisfied are you with | how satisfied were you with | how happy are you with | how happy were you with | wie zufrieden sind sie mit | wie zufrieden waren sie mit | how important is | how important are | importance of | importance | wie wichtig ist ihnen | wie wichtig sind ihnen | wie wichtig ist | wie wichtig sind | wichtigkeit von | wichtigkeit | zufriedenheit mit | zufriedenheit | wie bewerten sie | bitte bewerten sie | bewertung | note für | 对 | 评分",
);
const ratingAfter = list(
  "satisfaction | rating | ratings | score | stars | importance | zufriedenheit | bewertung | wichtigkeit | 重要性 | 重要程度 | 重要度 | 满意度 | 评分 | 打分 | 得分 | 评价 | 滿意度 | 評分",
);
/** Header of one line of a survey grid: `Please rate the following [Delivery]`, `Satisfied with …? - Price`. */
const grid =
  /(?:\brat(?:e|ing)\b|satisf|zufrieden|bewerte|soddisf|important|wichtig|满意|滿意|评价|打分|重要).*(?:\[([^[\]]{2,80})\]|[:：?？]\s*[-–—]+\s*([^:：?？]{1,80}))\s*$/i;
const aspects = keys(
  "price | prices | quality | product quality | delivery | service | customer service | service quality | support | speed | advice | friendliness | reliability | range | availability | communication | value for money | preis | preise | qualität | produktqualität | lieferung | lieferzeit | beratung | kundendienst | freundlichkeit | zuverlässigkeit | sortiment | erreichbarkeit | 价格 | 质量 | 产品质量 | 交付 | 交货 | 送货 | 物流 | 售后 | 支持 | 服务 | 服务质量 | 服务态度 | 服務 | 性价比 | 響應 | 價格 | 品質",
);
const outcomes = keys(
  "outcome | churn | churned | churn label | churn value | churn flag | is churn | is churned | has churned | exited | attrition | attrition flag | attrited customer | subscribed | renewed | renewal | bought | bought again | converted | conversion | won | lost | returned | cancelled | canceled | left | active | responded | response | recommend | would recommend | gekündigt | gekauft | verlängert | wiedergekauft | aktiv | abgewandert | résilié | baja | abandono | disdetta | 解約 | 流失 | 已流失 | 是否流失 | 是否离网 | 是否退订 | 已续约 | 续约 | 是否续约 | 成交 | 是否成交 | 复购 | 是否复购 | 是否购买",
);
const purchaseDates = keys(
  "last order | last order date | last purchase | last purchase date | order date | orderdate | purchase date | date of purchase | purchased on | purchased | last bought | invoice date | transaction date | last transaction | sale date | letzte bestellung | letzter kauf | letzter einkauf | bestelldatum | kaufdatum | rechnungsdatum | belegdatum | buchungsdatum | 最近下单 | 最近购买 | 最近订单 | 最后购买 | 下单日期 | 下单时间 | 购买日期 | 购买时间 | 单据日期 | 销售日期 | 开票日期 | 业务日期 | 交易时间 | 消费时间 | 成交时间 | 最近消费日期 | 最近消费时间 | 最近消费日 | 最后消费日 | 最后消费日期 | 最近一次消费 | 上次消费 | 订单日期 | 最近购买日期 | 最近下单日期 | 交易日期 | 消费日期 | paid at | paid on | ordered at | ordered on | order placed | date of order | sold on | bestellt am | gekauft am | 订购日期 | 成交日期 | 付款时间 | 付款日期 | 订单时间 | 支付时间 | 購買日期 | dernier achat | dernière commande | date de facture | fecha de factura | data fattura | date de la dernière commande | date d'achat | date de commande | última compra | último pedido | fecha de compra | fecha de pedido | fecha última compra | ultimo acquisto | ultimo ordine | data acquisto | data ordine | laatste bestelling | laatste aankoop | 最終購入日 | 購入日 | 注文日",
);
const amounts =
  /^(?:(?:total|last|order|purchase|sales|invoice|transaction|annual|net|gross) ?)?(?:amount|turnover|revenue|sales|spend|spent|order value|purchase value|order total|total spent|monetary|umsatz|betrag|bestellwert|jahresumsatz|rechnungsbetrag|montant|chiffre d'affaires|importe|importo|fatturato|(?:累计|总|合计|销售|成交|实付|支付|应付|应收|合同|开票|订单|消费|购买|交易)*(?:金额|总额)|销售额|营业额|消费额|成交额|交易额|累计消费|价税合计)(?: (?:soll|netto|brutto|net|gross|ht|ttc|last order|of last order|letzte bestellung|last year|spent|value|amount|total))?$/;

/** Headers of counts and numbers, which are not ratings even if they contain small integers. */
const counts =
  /^(?:how (?:often|many)|wie (?:oft|viele?)|多久|#|no\.?|nr\.?|number|count|qty|quantity|orders?|visits?|purchases?|children|age|years?|months?|days?|employees|nights?|nächte|guests?|anzahl|menge|alter|jahre?|mitarbeiter|id|row|index|case|response|respondent|participant|teilnehmer|zeile)\b|\b(?:id|no|nr|number|nummer|count|anzahl)$|(?:数量|次数|人数|年龄|件数|年|月|数|编号|序号|编码)$/i;

const isCounted = (bare: string): boolean => counts.test(bare.trim());

/** Headers of a respondent's number. */
const respondents = keys(
  "respondent | respondent id | respondent no | response id | participant | participant id | teilnehmer | teilnehmer-id | teilnehmernummer | 答卷编号 | 答卷序号 | 受访者 | 受访者编号",
);
/** Headers for names of people who are not called customers. */
const called =
  /昵称$|\bnick ?name$|^(?:guest|member|patient|student|pupil|tenant|subscriber|attendee|visitor|owner|buyer|payer|parent|donor|billing|debtor|payee|requester|reporter|caller|applicant|resident|borrower|(?:policy|account|card) ?holder)s?(?:'s)?(?: (?:full )?name)?$|^(?:gast|gäste|mitglied|patient(?:in)?|schüler(?:in)?|mieter|teilnehmer|käufer|eltern|debitor|kontobezeichnung)(?:name)?$|^(?:adhérent|élève|patient|abonné|acheteur|huésped|paciente|alumno|socio|ospite)$|^(?:会员|學員|学员|学生|患者|病人|住客|宾客|租户|业主|家长|买家|付款方|收货人|收件人|申请人|投保人|报修人|往来单位|會員|買家)(?:姓名|名称|名字|名)?$|^(?:会員|患者|生徒)(?:名|氏名)?$/i;

/** Questions about how likely a customer is to recommend us. */
const recommending =
  /^(?:nps$|(?:on a scale .{5,30} )?how likely .{0,60}recommend|.{0,20}likel(?:y|ihood) to recommend|would (?:you )?recommend|recommend$|recommendation|推荐$|weiterempfehlung|wie wahrscheinlich .{0,80}(?:weiter)?empfehlen|推荐意愿|推荐度|净推荐值|.{0,20}推荐.{0,15}(?:可能性|意愿)|您?(?:有多大可能|是否愿意).{0,30}推荐)/i;

/** A header without its scale, unit or year: `Satisfaction (1-5)`, `Revenue 2024 (EUR)`. */
export function bareHeader(header: string): string {
  let bare = withoutNumber(withoutScale(header).normalize("NFKC").trim());
  const open = bare.lastIndexOf("(");
  if (open > 0 && bare.endsWith(")")) bare = bare.slice(0, open).trim();
  return bare.replace(/ ?(?:19|20)\d\d年?$/, "").trim();
}

/** The end of a header: brackets, or a bare scale after a space: `[1-5]`, ` 0–10`. */
const behind =
  /(?:\s*[([]([^()[\]]{2,60})[)\]]|[\s,:_]([01] ?[-–~至] ?(?:[3-9]|10|100)|(?:out of|von|sur|\/) ?(?:5|7|10|20|100)))\s*$/;
/** Only the upper end of a scale: `/20`, `out of 10`, `满分5分`, `十分制`. */
const upperEnd =
  /^(?:(?:\/|out of|of|von|sur|su|de|max\.?|note sur|满分|滿分)\s*(5|6|7|10|20|100)\s*(?:points?|punkten?|stars?|sternen?|分)?|(5|10|100)\s*分制)$/i;
/** The two ends of a scale, with or without their meanings: `1-5`, `1 = bad, 5 = good`, `-3 to 3`, `1～7分`. */
const twoEnds =
  /^(?:[^\d]*?[^\p{Script=Latin}\d.,])??([-−+]?\d{1,3})(?![\d.%])([^\d]*?(?:-|–|—|\.\.|…|~|=|:|,|;|\/|至|到|\b(?:to|bis|through|and|und)\b)[^\d]*?)([-−+]?\d{1,3})(?![\d.%])[^\d]*$/u;
const asNumber = (text: string): number => Number(text.replace("−", "-"));

/** The scale stated in a header: 1 to 5 for `Price (1-5)`, `Price [1 = bad, 5 = good]` and `Price 1–5`. */
export function scaleTold(header: string): RatingRange | undefined {
  if (header.length > 300) return undefined;
  const found = behind.exec(header.normalize("NFKC"));
  if (found === null || isCounted(header.slice(0, found.index))) return undefined;
  const said = (found[1] ?? found[2]).trim();
  const upper = upperEnd.exec(said);
  if (upper !== null) {
    const maximum = Number(upper[1] ?? upper[2]);
    return { minimum: maximum < 10 ? 1 : 0, maximum };
  }
  const ends = twoEnds.exec(said);
  if (ends === null) return undefined;
  const [one, other] = [asNumber(ends[1]), asNumber(ends[3])];
  // If 5 is the worst and 1 the best, the numbers still range from 1 to 5.
  const [minimum, maximum] = [Math.min(one, other), Math.max(one, other)];
  const isUsual =
    minimum <= 1 && minimum >= -10 && ((maximum >= 2 && maximum <= 11) || [20, 100].includes(maximum));
  return isUsual ? { minimum, maximum } : undefined;
}

/** A header without its scale; `Price (online)` stays as it is. */
export function withoutScale(header: string): string {
  if (scaleTold(header) === undefined) return header;
  const bare = header.normalize("NFKC").replace(behind, "").trim();
  return bare === "" ? header : bare;
}

/** A criterion's name with its scale, `Price (1-5)`, so that the scale goes wherever the ratings go. */
export function withScale(criterion: string, { minimum, maximum }: RatingRange): string {
  return scaleTold(criterion) === undefined ? `${criterion} (${minimum}-${maximum})` : criterion;
}

/** The criterion in a header that says it is a rating (`Price rating`, `价格满意度`); undefined for any other header. */
export function ratingLabel(header: string): string | undefined {
  const inGrid = grid.exec(header);
  if (inGrid !== null && scaleTold(header) === undefined) return (inGrid[1] ?? inGrid[2]).trim();
  const bare = bareHeader(header).replace(/(?:是(?:多少)?|如何|怎么样|怎样)?[?？]$/, "");
  const lower = bare.toLowerCase();
  // 价格 from 您对我们的价格的满意度
  const strip = (label: string): string =>
    label
      .replace(/^[\s:：\-–]+|^[您你]?(?:[对對认為为]|認為|认为)(?:我们|我們)?的?|的?[\s:：\-–]*$/g, "")
      .slice(0, 200);
  for (const word of ratingAfter) {
    if (!lower.endsWith(word)) continue;
    const label = strip(bare.slice(0, -word.length));
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /[\s:\-–]$/.test(bare.slice(0, -word.length))))
      return label;
  }
  for (const word of ratingBefore) {
    if (!lower.startsWith(word)) continue;
    const label = strip(
      bare
        .slice(word.length)
        .replace(
          /^ (?:the|our|your|der|die|das|dem|den|unser(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?)(?= )|[?？]+$/gi,
          "",
        ),
    );
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /^[\s:\-–]/.test(bare.slice(word.length))))
      return label;
  }
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
  return /\bimportan(?:t|ce)|wichtig|重要/i.test(header);
}

/** Whether a header is for names of people who are not called customers: `Guest name`, `Mitglied`, `学员姓名`. */
export function isCalled(header: string): boolean {
  return called.test(header.normalize("NFKC").trim());
}

export function isRespondent(header: string): boolean {
  return respondents.has(headerKey(bareHeader(header)));
}

/** Whether a header asks how likely the customer is to recommend us. */
export function isRecommendation(header: string): boolean {
  return recommending.test(bareHeader(header));
}

export function isCount(header: string): boolean {
  return isCounted(bareHeader(header));
}

/** Whether a header is that of a yes/no outcome that an analysis explains: `Churned`, `是否复购`. */
export function isOutcome(header: string): boolean {
  return outcomes.has(headerKey(bareHeader(header)));
}

/** Whether numbers under a header are only identifiers: `CustomerID`, `Zip code`, `Phone no.`, `邮编`. */
export function isNumberOfNames(header: string): boolean {
  return /(?:\b|_)(?:id|zip(?: ?code)?|post(?:al)? ?code|plz|iban|serial(?: ?n(?:o|umber))?|(?:tele)?phone(?: (?:no\.?|number|line))?|mobile|fax|(?:customer|account|order|invoice|contract)[ _]?n(?:o\.?|umber))$|customerid$|userid$|(?:编号|邮编|邮政编码|电话|手机号?码?|账号|卡号|合同号|订单号|工号)$/i.test(
    bareHeader(header),
  );
}

/** Words for customers and deals that are lost, and for those that are kept. */
const lost = keys(
  "churned | churn | left | exited | cancelled | canceled | lost | closed lost | inactive | attrited customer | terminated | expired | lapsed | ended | quit | deactivated | gekündigt | storniert | verloren | abgewandert | inaktiv | ausgetreten | beendet | résilié | résiliée | annulé | perdu | inactif | baja | cancelado | perdido | inactivo | disdetto | perso | 流失 | 已流失 | 离网 | 退订 | 已退订 | 已取消 | 已注销 | 已解约 | 退会 | 已退会 | 解約 | 退会済 | 失注 | 输单 | 丢单 | 输单关闭",
);
const kept = keys(
  "active | stayed | stay | kept | retained | existing customer | renewed | current | won | closed won | aktiv | laufend | geblieben | verlängert | gewonnen | actif | active | gagné | activo | ganado | attivo | vinto | 留存 | 未流失 | 在网 | 活跃 | 正常 | 在用 | 续约 | 已续约 | 継続 | 契約中 | 受注 | 赢单 | 成交 | 已成交",
);
/** How satisfied somebody is, in two words. */
const positive = keys(
  "good | positive | satisfied | happy | thumbs up | 👍 | 😀 | gut | positiv | zufrieden | bien | 满意 | 好评 | 好",
);
const negative = keys(
  "bad | negative | dissatisfied | unsatisfied | not satisfied | unhappy | thumbs down | 👎 | 😡 | schlecht | negativ | unzufrieden | nicht zufrieden | mal | mauvais | 不满意 | 差评 | 差",
);

/** The most distinct texts of a status column. */
const mostTexts = 12;
/** Prefixes that negate: `Not renewed`, `nicht gekauft`, `未成交`. */
const negation = /^(?:not|non|nicht|no|pas|未|不|没有?|非)[\s-]*/i;

/** The texts of a column that mean yes and no. Any other text is open, such as Paused beside Active and Cancelled. */
export interface YesAndNo {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/**
 * The yes and the no among the texts of an outcome: Churned in Active and Churned, Won in Won and Lost, whatever other
 * texts there are. Of exactly two texts also Renewed in Renewed and Not renewed, Y in Y and N, and, under an outcome
 * header, 已续约 if the other text is not recognised.
 */
export function yesAndNoOf(header: string, texts: ReadonlySet<string>): YesAndNo | undefined {
  if (texts.size < 2 || texts.size > mostTexts) return undefined;
  const all = [...texts];
  const of = (words: ReadonlySet<string>) => all.filter((text) => words.has(headerKey(text)));
  const [gone, stays] = [of(lost), of(kept)];
  const isAboutStaying = (text: string): boolean => kept.has(headerKey(bareHeader(text)));
  if (gone.length > 0 && stays.length > 0) {
    const isGood =
      isAboutStaying(header) || stays.some((text) => /won|gewonn|gagn|ganad|vint|赢|成交|受注/i.test(text));
    return isGood ? { yes: stays, no: gone } : { yes: gone, no: stays };
  }
  const [good, bad] = [of(positive), of(negative)];
  if (good.length > 0 && bad.length > 0 && good.length + bad.length === all.length)
    return { yes: good, no: bad };
  if (all.length > 2) return undefined;
  const among = isOutcome(header) ? of(outcomes) : [];
  const plain = (text: string): string => headerKey(text).replace(/^已/, "");
  const yes =
    among.length === 1
      ? among[0]
      : all.find((text, i) => {
          const other = all[1 - i].trim();
          return (
            (negation.test(other) && plain(other.replace(negation, "")) === plain(text)) ||
            (/^[yjost]$/i.test(text) && /^[nf]$/i.test(other))
          );
        });
  return yes === undefined ? undefined : { yes: [yes], no: all.filter((text) => text !== yes) };
}

/** Headers that are amounts if a purchase date is in the same table. */
const amountsBesideDay = keys(
  "total | sum | value | price | paid | net | gross | summe | gesamt | wert | preis | gesamtpreis | 总价 | 总额 | 合计 | 价格 | 单价 | 实付 | 实付金额 | 总金额 | 应付金额",
);

export function isAmountBesideDay(header: string): boolean {
  return amountsBesideDay.has(headerKey(bareHeader(header)));
}

/** Whether a purchase date is that of the last purchase, of which a customer has only one. */
export function saysLast(header: string): boolean {
  return /^(?:last|latest|most recent|letzte|derni|últim|ultim|fecha últim|laatste|最近|最后|最後|上次|最終)/i.test(
    header.trim(),
  );
}

/** Whether a column contains purchase dates or amounts. */
export function purchaseRole(header: string): "purchaseDate" | "amount" | undefined {
  const bare = simplified(bareHeader(header).toLowerCase());
  if (purchaseDates.has(headerKey(bare))) return "purchaseDate";
  return bare.length < 60 && amounts.test(bare.replace(/[_-]/g, " ")) ? "amount" : undefined;
}
