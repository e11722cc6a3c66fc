import { headerKey } from "../columns";

/** What a header says in words beyond the fields: ratings, purchases, outcomes, totals. English, German, Chinese. */

const list = (words: string): readonly string[] => words.split("|").map((word) => word.trim());
const keys = (words: string): ReadonlySet<string> => new Set(list(words).map(headerKey));

const ratingBefore = list(
  "satisfaction with | satisfied with | rating of | rating for | rating | score for | score of | how satisfied are you with | zufriedenheit mit | zufriedenheit | bewertung | note für | 对 | 评分",
);
const ratingAfter = list(
  "satisfaction | rating | ratings | score | stars | zufriedenheit | bewertung | 满意度 | 评分 | 打分 | 得分 | 评价 | 滿意度 | 評分",
);
const aspects = keys(
  "price | prices | quality | product quality | delivery | support | speed | advice | friendliness | reliability | range | availability | communication | value for money | preis | preise | qualität | produktqualität | lieferung | lieferzeit | beratung | kundendienst | freundlichkeit | zuverlässigkeit | sortiment | erreichbarkeit | 价格 | 质量 | 产品质量 | 交付 | 交货 | 送货 | 物流 | 售后 | 支持 | 服务态度 | 性价比 | 響應 | 價格 | 品質",
);
const outcomes = keys(
  "outcome | churn | churned | renewed | renewal | bought | bought again | converted | conversion | won | lost | returned | cancelled | canceled | left | active | responded | response | recommend | would recommend | gekündigt | gekauft | verlängert | wiedergekauft | aktiv | abgewandert | 流失 | 是否流失 | 续约 | 是否续约 | 成交 | 是否成交 | 复购 | 是否复购 | 是否购买",
);
const purchaseDates = keys(
  "last order | last order date | last purchase | last purchase date | order date | orderdate | purchase date | date of purchase | purchased on | purchased | last bought | invoice date | transaction date | last transaction | sale date | letzte bestellung | letzter kauf | letzter einkauf | bestelldatum | kaufdatum | rechnungsdatum | 最近下单 | 最近购买 | 最近订单 | 最后购买 | 下单日期 | 下单时间 | 购买日期 | 购买时间 | 订单日期 | 最近购买日期 | 最近下单日期 | 交易日期 | 消费日期",
);
const amounts =
  /^(?:(?:total|last|order|purchase|sales|invoice|transaction|annual|net|gross) ?)?(?:amount|turnover|revenue|sales|spend|spent|order value|purchase value|order total|total spent|monetary|umsatz|betrag|bestellwert|jahresumsatz|rechnungsbetrag|金额|消费金额|购买金额|订单金额|销售额|交易金额|营业额|消费额|金額)(?: (?:last order|of last order|letzte bestellung|last year|spent|value|amount|total))?$/;

/** Words that are no rating though they hold small whole numbers. */
const counts =
  /^(?:#|no\.?|number|count|qty|quantity|orders?|visits?|purchases?|children|age|years?|months?|days?|employees|anzahl|menge|alter|jahre?|mitarbeiter|id)\b|(?:数量|次数|人数|年龄|件数|年|月|数)$/i;

/** A header without the scale or unit behind it: `Satisfaction (1-5)`, `Revenue 2024 (EUR)`. */
export function bareHeader(header: string): string {
  let bare = header.normalize("NFKC").trim();
  const open = bare.lastIndexOf("(");
  if (open > 0 && bare.endsWith(")")) bare = bare.slice(0, open).trim();
  return bare.replace(/ ?(?:19|20)\d\d年?$/, "").trim();
}

/** Whether a header tells its scale: `Price (1-5)`. */
export function tellsScale(header: string): boolean {
  return /\(\s*[01]\s*(?:-|–|to|bis|~|至|到)\s*(?:5|7|10|100)\s*\)\s*$/i.test(
    header.normalize("NFKC").slice(-20),
  );
}

/** What is rated in a column whose header says that it is one of ratings (`Price rating`, `价格满意度`); else undefined. */
export function ratingLabel(header: string): string | undefined {
  const bare = bareHeader(header);
  const lower = bare.toLowerCase();
  const strip = (label: string): string => label.replace(/^[\s:：\-–]+|[\s:：\-–]+$/g, "").slice(0, 200);
  for (const word of ratingAfter) {
    if (!lower.endsWith(word)) continue;
    const label = strip(bare.slice(0, -word.length));
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /[\s:\-–]$/.test(bare.slice(0, -word.length))))
      return label;
  }
  for (const word of ratingBefore) {
    if (!lower.startsWith(word)) continue;
    const label = strip(bare.slice(word.length));
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /^[\s:\-–]/.test(bare.slice(word.length))))
      return label;
  }
  return tellsScale(header) && bare !== "" ? bare : undefined;
}

/** Whether people rate by this: `Price`, `交付`. */
export function isAspect(header: string): boolean {
  return aspects.has(headerKey(bareHeader(header)));
}

export function isCount(header: string): boolean {
  return counts.test(bareHeader(header));
}

export function isOutcome(header: string): boolean {
  return outcomes.has(headerKey(bareHeader(header)));
}

/** Whether a column holds when somebody bought, or for how much. */
export function purchaseRole(header: string): "purchaseDate" | "amount" | undefined {
  const bare = bareHeader(header).toLowerCase();
  if (purchaseDates.has(headerKey(bare))) return "purchaseDate";
  return bare.length < 60 && amounts.test(bare.replace(/[_-]/g, " ")) ? "amount" : undefined;
}

const totals = new Set(
  list(
    "total | totals | grand total | grand totals | subtotal | sub total | sub-total | sum | sums | sum total | average | averages | avg | mean | median | count | gesamt | gesamtsumme | gesamtergebnis | zwischensumme | summe | summen | insgesamt | durchschnitt | mittelwert | mittel | anzahl | 合计 | 总计 | 小计 | 共计 | 总和 | 汇总 | 平均 | 平均值 | 均值 | 平均分 | 计数 | 合計 | 總計 | 小計 | total general | total général | moyenne | promedio | somme | suma",
  ),
);

/** Whether a text is nothing but the word for a total: `Total / average`, `合计（120 位）`. */
export function isTotalWord(text: string): boolean {
  if (text.length > 60) return false;
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^()]*\)/g, "")
    .replace(/^\W*ø\W*/, "average ")
    .trim()
    .replace(/[:：*\s]+$/, "");
  if (totals.has(plain)) return true;
  const parts = plain.split(/\s*(?:\/|&|\+|,|、| and | und | of all| all)\s*/).filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => totals.has(part));
}
