import { numberText } from "../../charts/number-text";
import type { Words } from "./en-US";

const list = (items: readonly string[]): string => items.join("、");
const numerals = ["", "一", "两", "三", "四", "五"];

export const words: Words = {
  list,
  names: {
    need: "需求",
    expectation: "期望",
    feedback: "反馈",
    management: "管理",
    service: "服务",
    marketing: "营销",
    gap: "差距",
    loyalty: "忠诚度",
    value: "价值",
  },
  title: "客户告诉您什么",
  about: (source, n, day) =>
    [source, `${numberText(n)} 位客户`, day].filter((each) => each !== "").join(" · "),
  summary: (n) => (n < 2 ? "要点" : `您要知道的${numerals[n] ?? n}件事`),
  answers: (n) => `${numberText(n)} 份回答`,
  customersCount: (n) => `${numberText(n)} 位客户`,
  leftOut: (n) => `${n} 份未计入`,
  semicolon: "；",
  comma: "，",
  verdicts: { clear: "明确", none: "未发现差异", unknown: "回答太少，无法判断" },
  notes: "未计入的内容",
  contents: "目录",
  made: "在本机生成，未向任何地方发送数据。各数值的算法见 CRM 函数的帮助。",

  withoutRatings: "没有评分的分析",
  nothingYet:
    "这里还没有可分析的内容：没有评分，没有其他列可以解释的“是或否”，也没有购买记录。标题为“总体满意度”或“感知：价格”的列可存放评分。",
  absent: (analysis, header) => `没有${analysis}评分。以“${header}”为标题的列可存放这类评分。`,
  noScores: (analysis) => `没有客户具备计算${analysis}得分所需的全部评分。`,
  headers: {
    need: "需求：价格",
    expectation: "期望：价格",
    perceived: "感知：价格",
    feedback: "反馈：总体满意度",
    management: "管理：联系",
    service: "服务：速度",
    marketing: "营销：覆盖",
  },

  startWith: (name, isTop) => `${name}${isTop ? "最重要" : "影响满意度"}，评分却低于其他方面。请从这里着手。`,
  keep: (names) =>
    names.length === 1
      ? `对满意度影响最大的是${names[0]}。`
      : `对满意度影响最大的是${list(names)}，程度相近。`,
  wellRated: (name) => `对满意度影响最大的是${name}，其评分并不低于其他方面。`,
  negative: (names) => `${list(names)}的评分越高，满意度反而越低。采取行动前，请先检查提问方式。`,
  whichUnknown: "这些评分合在一起能解释满意度，但无法判断是其中哪一项。",
  driversUnknown: "满意度受什么影响，无法判断。",
  driversNone: "没有哪项评分与满意度有关。",
  driversTooFew: (n, wanted) =>
    `只有 ${numberText(n)} 份完整回答，不足以判断满意度受什么影响；约需 ${wanted} 份。`,
  sameAnswers: "所有总体满意度都相同，没有什么可以解释。",
  noAnswers: "没有可供解释的总体满意度。",
  satisfaction: (mean, scale, satisfied, dissatisfied) =>
    `满意度平均 ${mean}（分制 ${scale}）：${satisfied} 的客户满意，${dissatisfied} 不满意。`,
  satisfiedIs: (from, to) => `${from} 分及以上为满意，${to} 分及以下为不满意`,
  nothingToExplain: "既没有感知评分，也没有服务评分，无法解释满意度。",
  sameRatings: (names) => `所有人对${list(names)}的评分相同，无法用来解释`,
  lowestRated: (name, own, others) => `评分最低的是${name}：${own}，其他平均 ${others}。`,
  lowestNone: "各方面的评分相近。",
  lowestUnknown: "无法判断哪方面评分最低。",
  byService: "以服务评分解释",
  byPerceived: "以感知评分解释",
  byOwn: "以其他各列解释",
  rSquared: (text) => `R² ${text}`,
  ratedAgainst: (own, others) => `评分 ${own}，其他平均 ${others}`,
  effect: (effect, lower, upper) => `评分每高 1 分，满意度高 ${effect}，区间 ${lower} 至 ${upper}`,
  pOfF: (text) => `p ${text}`,
  collinear: (names) => `${list(names)}无法区分`,

  short: (items) => `客户在${list(items)}上的感受低于期望。`,
  over: (items) => `客户在${list(items)}上的感受高于期望。`,
  gapNone: "客户得到的与期望相符。",
  gapUnknown: "客户得到的是否与期望相符，无法判断。",
  gapMissing: "期望与感知没有共同的指标，无法比较。",
  gapBetween: (name, lower, upper) => `${name}在 ${lower} 至 ${upper} 之间`,
  expectedMean: (share) => `期望为满分的 ${share}。`,

  calls: (n, days) => `有 ${n} 位需求强烈的客户已 ${days} 天没有联系。`,
  callsNone: (days) => `需求强烈的客户在 ${days} 天内都联系过。`,
  needAbove: (share) => `需求不低于 ${share}`,
  strongest: (names, rating) =>
    names.length === 1
      ? `客户最需要的是${names[0]}（${rating}）。`
      : `客户最需要的是${list(names)}，程度相近（${rating}）。`,
  needsAlike: (names, rating) => `客户对${list(names)}的需求大致相同（${rating}）。`,
  strongestUnknown: "客户最需要什么，无法判断。",

  mean: (analysis, share) => `${analysis}为满分的 ${share}。`,
  between: (lower, upper) => `区间 ${lower} 至 ${upper}`,
  weakest: (name, analysis, own, others) => `${name}是${analysis}中最弱的一项：${own}，其他平均 ${others}。`,
  weakestUnknown: (analysis) => `${analysis}中哪一项最弱，无法判断。`,
  weakestNone: (analysis) => `${analysis}各项的评分相近。`,
  compared: (weakest, own, next, other) =>
    `管理、服务与营销中最弱的是${weakest}：满分的 ${own}，${next}为 ${other}。`,
  comparedTie: (items) => `管理、服务与营销中哪一项最弱，无法判断：${list(items)}。`,
  comparedAlike: (items) => `管理、服务与营销水平相近：${list(items)}。`,
  trendUp: (what, change) => `${what}评分在上升，每月 ${change}。`,
  trendDown: (what, change) => `${what}评分在下降，每月 ${change}。`,
  trendNone: (what) => `${what}评分没有变化。`,
  trendUnknown: (what) => `${what}是否在改善，目前无法判断。`,
  inMonths: (n, months) => `${months} 个月共 ${numberText(n)} 个评分`,
  wouldDo: (n) => `每月约 ${n} 份即可判断`,

  nps: (promoters, detractors) => `${promoters} 的客户会推荐我们，${detractors} 不会。`,
  npsValue: (nps, lower, upper) => `净值 ${nps}，区间 ${lower} 至 ${upper}`,

  value: (share, customers) => `${share} 的购买金额来自最好的 ${customers}。`,
  valueTotal: (amount) => `共 ${amount}`,
  valueNone: "没有可读取或可计入的购买。",
  valueReturned: "退货金额不低于购买金额。",
  returns: (n, amount) => `已扣除 ${numberText(n)} 笔退货，共 ${amount}`,
  currencies: (found) =>
    `购买涉及多种货币：${list(found.map(({ currency, rows }) => `${currency}（${numberText(rows)} 笔）`))}，金额不相加。只保留一种货币的行，即可看出谁在购买。`,
  purchasesLeftOut: ({ cancelled, unread, unpriced, insteadIn, free, alone, later }) => [
    ...(cancelled > 0 ? [`${numberText(cancelled)} 笔订单未留下款项`] : []),
    ...(unread > 0 ? [`${numberText(unread)} 笔购买无法读取`] : []),
    ...(unpriced > 0
      ? [
          insteadIn === undefined
            ? `${numberText(unpriced)} 行没有金额`
            : `${numberText(unpriced)} 行仅在“${insteadIn}”中有金额（如贷记或付款），不计入`,
        ]
      : []),
    ...(free > 0 ? [`${numberText(free)} 行金额为 0`] : []),
    ...(alone > 0 ? [`${numberText(alone)} 笔退货的客户没有购买`] : []),
    ...(later > 0 ? [`${numberText(later)} 笔购买晚于报告日期`] : []),
  ],
  ordersOnce: (header, orders, rows) =>
    `“${header}”中有 ${numberText(orders)} 个订单占 ${numberText(rows)} 行，每行金额相同：视为订单总额，只计一次。`,
  refunded: (header, rows, amount) => `已从金额中扣除“${header}”：${numberText(rows)} 行，共 ${amount}。`,
  notKept: (found) =>
    `因未留下款项而不计入：${found.map(({ status, rows, amount }) => `“${status}”（${numberText(rows)} 笔，${amount}）`).join("、")}。`,
  repeat: (share) => `买过的客户中有 ${share} 再次购买`,

  yesAndNo: (yes, no, said) =>
    said === undefined ? `${yes} 个是，${no} 个否` : `${yes} 个是（${said.yes}），${no} 个否（${said.no}）`,
  otherYes: (header, { yes, no }) =>
    `此处“${header}”的“是”为 ${yes}。CRM.OUTCOME 对这样两个词取顺序在后的一个，即 ${no}，因此直接用于该列时符号相反；用于 IF(列="${yes}",1,IF(列="${no}",0,"")) 时与本报告一致。`,
  neither: (texts) => `${list(texts.map((each) => `“${each}”`))}既不算是也不算否`,
  outcome: (name, more, less) =>
    [
      ...(less.length > 0 ? [`${list(less)}的评分越高，“${name}”为“是”的越少。`] : []),
      ...(more.length > 0 ? [`${list(more)}的评分越高，“${name}”为“是”的越多。`] : []),
    ].join(""),
  outcomeBy: (name, more, less) =>
    `“${name}”为“是”的情况：${[
      ...(more.length > 0 ? [`${list(more)}时更多`] : []),
      ...(less.length > 0 ? [`${list(less)}时更少`] : []),
    ].join("；")}。`,
  level: (column, level, against) => `${column}为${level}（相对于${against}）`,
  higher: (column) => `${column}较高`,
  yes: "是",
  no: "否",
  more: (column, step) => `${column}每多 ${step}`,
  per: (column, step) => `${column}（每 ${step}）`,
  outcomeUnknown: (name) => `无法判断什么与“${name}”有关。`,
  outcomeTooFew: (name, wanted) => `“${name}”的“是”或“否”太少，无法判断与什么有关；约需各 ${wanted} 个。`,
  outcomeTooFewFull: (name, wanted, yes, no) =>
    `无法判断什么与“${name}”有关：用来解释的各项都齐全的，“是”只有 ${numberText(yes)} 个，“否”只有 ${numberText(no)} 个；约需各 ${wanted} 个。`,
  odds: (name, ratio, lower, upper) => `${name}每高 1 分：几率 × ${ratio}，区间 ${lower} 至 ${upper}`,
  oddsBy: (what, ratio, lower, upper) => `${what}：几率 × ${ratio}，区间 ${lower} 至 ${upper}`,
  auc: (text) => `AUC ${text}`,
  binaryShort: "回答只有 0 和 1：几率见“忠诚度”",
  binary: (name) =>
    `“${name}”的回答只有 0 和 1。这类回答适合用 CRM.OUTCOME（几率，见“忠诚度”）；“反馈”中的影响是比例之差。`,

  callTitle: "应致电的客户",
  noContact: (days) => `已 ${days} 天未联系`,
  neverContacted: "没有联系记录",
  needOf: (share) => `需求 ${share}`,
  followUp: (day) => `跟进自 ${day} 起逾期`,
  lowRating: (name, got, expected) => `${name}评分 ${got}，期望 ${expected}`,
  lowSatisfaction: (text, of) => `满意度 ${text}（满分 ${of}）`,
  tieNote: (n) => `另有 ${n} 位客户的需求与所列最后一位相同。`,
  tieNoteOfCalls: (n) => `另有 ${n} 位客户与所列最后一位并列。`,
  moreNote: (shown, all) => `显示 ${all} 位中的前 ${shown} 位。`,

  columns: {
    analysis: "分析",
    meanScore: "平均得分",
    meanShare: "占满分",
    lower: "下限",
    upper: "上限",
    n: "n",
    leftOut: "未计入",
    criterion: "指标",
    weight: "权重",
    meanRating: "平均评分",
    scale: "分制",
    expected: "期望",
    received: "实际感受",
    gap: "差距",
    effect: "影响",
    shareLower: "占比下限",
    odds: "几率比",
    p: "p",
    shareUpper: "占比上限",
    share: "R² 占比",
    place: "图上位置",
    name: "姓名",
    company: "公司",
    reason: "原因",
    phone: "电话",
    email: "电子邮箱",
    lastContact: "上次联系",
    need: "需求",
    month: "月份",
    kind: "回答",
    count: "份数",
    segment: "细分",
    customers: "客户数",
    amount: "金额",
    shareOfAmount: "金额占比",
    score: "得分",
  },
  segments: {
    Champions: "冠军客户",
    Loyal: "忠诚客户",
    "Potential loyalist": "潜在忠诚客户",
    New: "新客户",
    Promising: "有潜力",
    "Need attention": "需关注",
    "About to sleep": "即将沉睡",
    "At risk": "有流失风险",
    "Cannot lose": "不能失去",
    Hibernating: "沉睡",
    Lost: "已流失",
  },
  tables: {
    scores: "各项得分",
    criteria: "各指标",
    drivers: "影响满意度的因素",
    gaps: "期望与实际感受",
    strongest: "需求最强的客户",
    months: "各月",
    segments: "各细分",
    answers: "回答",
    odds: (name) => `什么与“${name}”有关`,
  },
  captions: {
    spread: (n) => `${numberText(n)} 位客户，得分占各自满分的比例；虚线：均值`,
    sides: (n, range) => `平均评分${range === undefined ? "占其量表的比例" : `，${range} 分`}；n ${n}`,
    drivers: (n, leftOut, r2, hasIntervals) =>
      `各项对满意度的解释占比${hasIntervals ? "，附 95% 区间（自助法）" : ""}；n ${n}，${leftOut} 份未计入；R² ${r2}`,
    map: (n, leftOut, r2) => `n ${n}，${leftOut} 份未计入；R² ${r2}；线：均值`,
    coefficients: (n, r2) => `评分每高 1 分时满意度的变化，95% 区间；实心：区间不含 0；n ${n}，R² ${r2}`,
    months: (n, range) => `平均评分，${range} 分，95% 区间；n ${n}`,
    nps: (n) => `n ${n}`,
    oddsBy: (name, n, leftOut) =>
      `每多 1（或所注数量）或相对于第一类时“${name}”的几率，95% 区间；n ${n}，${leftOut} 份未计入`,
    odds: (name, n, leftOut) => `评分每高 1 分时“${name}”的几率，95% 区间；n ${n}，${leftOut} 份未计入`,
    gains: "以参与拟合的客户评判，因此略偏乐观",
    segments: (n) => `占全部购买金额的比例；n ${n} 位客户`,
  },
  figures: {
    spread: "得分分布",
    gap: "客户的期望与实际感受",
    needs: "客户的需求与期望",
    drivers: "影响满意度的因素",
    map: "什么重要，我们做得怎样",
    coefficients: "各项评分对满意度的影响",
    service: "服务随时间的变化",
    marketing: "营销随时间的变化",
    nps: "客户是否愿意推荐我们？",
    gains: (name) => `先找到多少“${name}”`,
    segments: "谁在购买",
  },

  incomplete: (analysis, n) => `${analysis}：${numberText(n)} 位客户缺少某项评分，没有得分。`,
  unrated: (analysis, n) => `${analysis}：${numberText(n)} 位客户没有任何评分。`,
  withoutWeight: (analysis, names) => `${analysis}：${list(names)}没有权重，不计入得分。`,
  unratedCriteria: (analysis, names) => `${analysis}：${list(names)}有权重，但没有人评分。`,
  equalWeights: (names) => `${list(names)}没有设定权重，各指标权重相同。`,
  guessedScales: (scales) =>
    `分制按评分推断：${scales.join("；")}。可在列标题（如“价格（1-5）”）或权重表中另行设定。`,
  lowOnly: (criteria) =>
    `评分只落在分制的低段：${criteria.join("；")}。若分制到此为止，可在列标题中写明，如“价格（1-5）”。`,
  scalesOf: (analysis, items) => `${analysis}：${items.join("、")}`,
  scalesUntold: (names) => `各项分制不一，其中${list(names)}的只能推断：请在列标题中写明，如“价格（1-5）”`,
  byGuess: (scales) => `分制按评分推断：${scales.join("；")}`,
  converted: (name, from, to) => `${name}：实际感受按 ${from} 分评定，此处换算为期望所用的 ${to} 分。`,
  readAs: {
    answers: (told) => `答案按以下数字计：${told}。若某列不是评分，可选择“保留原样”（命令行中为 Own）。`,
    swapped: (headers) =>
      `${headers}：12 日及以前的是日期，之后的都是文本，像是 Excel 把日当成了月，这些日期可能有误。请在此打开交给 Excel 之前的文件。`,
    discounts: (header) => `“${header}”中的折扣没有扣除。`,
    amounts: (product) =>
      `没有金额列，每行的金额按“${product}”计算；也可另选一列，命令行中为 --map "amount=…"。`,
    across: () => "表中每列是一位客户，每行是一个问题：此处所说的第 2 行即表中的 B 列，依此类推。",
    purchases: (headers) =>
      `${headers}：客户多次出现，因此每行算作一笔购买，这两列是其日期和金额；可另选，命令行中用 --map "purchaseDate=…" 和 --map "amount=…"。`,
    months: (headers) =>
      `${headers}：客户每月或每季度所付的金额算作其第一天的一笔购买，各期都未付款的不算买家；命令行中 --map "own=${headers.split(" … ")[0]}" 则各行保持原样。`,
    questions: (headers) =>
      `${headers}：每个问题算作单独一列，每位客户为一行；命令行中 --map "own=${headers.split(" · ")[0]}" 则各行保持原样。`,
  },
  leftOutRows: {
    total: (name, row) => `第 ${row} 行“${name}”视为合计行，未计入。`,
    aside: (name, row) => `第 ${row} 行“${name}”不是客户，未计入。`,
    header: (name, row) => `第 ${row} 行“${name}”重复了标题，未计入。`,
    note: (name, row) => `第 ${row} 行“${name}”视为说明，未计入。`,
    table: (name, row) => `第 ${row} 行“${name}”起是另一张表，未计入。`,
  },
  weightsInRow: (name, row, told) => `第 ${row} 行“${name}”视为权重：${told.join("；")}。`,
  repeated: (n) => `${numberText(n)} 行与前面某行的姓名和联系方式相同，仍各计为一位客户。`,
  namesAgain: (names, rows) =>
    `${numberText(rows)} 行中只有 ${numberText(names)} 个不同的姓名，每行各计为一位客户。`,
  answeredAgain: (customers, rows) =>
    `${numberText(rows)} 行是 ${numberText(customers)} 位客户的回答，每行各计为一位客户。`,
  sharedNames: (names) =>
    `${list(names.slice(0, 3).map((each) => `“${each}”`))}${names.length > 3 ? `等 ${names.length} 个姓名` : ""}：同名但邮箱或电话不同的买家各计为一位。`,
  purchasesBeside: (sheet) => `工作表“${sheet}”中的购买已计入各位客户。`,
  answersBeside: (sheet) => `工作表“${sheet}”中的回答已计入各位客户。`,
  sheetsUnused: (names) =>
    `未使用工作表${list(names.map((each) => `“${each}”`))}。要就某个工作表生成报告，请选择该表（--sheet "${names[0]}"）。`,
  weightsUnmatched: (sheet) => `未使用工作表“${sheet}”中的权重：没有评分对应这些指标。`,
  strangers: (n) => `${numberText(n)} 条互动的客户不在表中，未计入。`,
  tableNames: {
    customer: "客户",
    interaction: "互动",
    weight: "权重",
    erasure: "删除记录",
    purchase: "购买",
    answer: "答卷",
  },
  problem: (table, row, header, said, others) =>
    `${table}第 ${row} 行${header === "" ? "" : `“${header}”`}：${said}${others > 0 ? `另有 ${others} 行同样如此。` : ""}`,
  oneSide: (names, side) => `只有${side === "expected" ? "期望" : "感知"}而未比较：${list(names)}。`,
  feedbackLeftOut: (n) => `反馈：${numberText(n)} 位客户没有完整回答。`,
  notNps: (name) => `“${name}”不是按 0 至 10 分作答，故不说明有多少客户愿意推荐。`,
  sparse: (names) => `对${list(names)}评分的不到作答者的一半：若计入则所剩答案很少，故不参与解释。`,
  ignoredColumns: (groups) =>
    `未使用：${groups.map(({ headers, why }) => `${list(headers.map((each) => `“${each}”`))}（${why}）`).join("；")}。`,
  whyIgnored: {
    chosen: "按选择忽略",
    same: "空白，或填写的内容都相同",
    taken: (other, map) => `已将“${other}”用作同一内容；可改选本列，命令行中为 --map "${map}"`,
    purchase: "购买只在每笔一行（买家、日期、金额）且同一买家多次出现的表中计入",
    day: (map) => `如果是购买日期，可选为购买日期，命令行中为 --map "${map}"`,
    sum: (map) => `如果是支付的款项，可选为金额，命令行中为 --map "${map}"`,
    date: "没有分析用到的日期",
    outcome: "是或否，但没有其他列可以解释",
    outcomes: "有几列都是“是或否”；“流失”这样的标题才能说明要解释哪一列",
    beyond: "是或否；只解释前三列，忽略其中一列即可轮到它",
    permission: "是否可以联系客户，不是要解释的结果；标题如“流失”时才作为结果解释",
    months:
      "某月的数字；所付金额只在每行一位客户、每列一个带年份的月份或季度（如“2026-01”“2026年第一季度”）且没有评分的表中计入",
    names: "只是编号或代码",
    counting: "行号",
    categories: "不同的文字太多，不能作为类别",
    sparse: "回答“是”或“否”的客户中，已知的不到一半",
    restates: "与所解释的“是或否”内容相同",
    words: "无法读出评分：并非都是数字，也不全是同一已知量表的用词",
    offScale: "数字不像评分（分为若干级的 0 到 10 或 100，或标题所写的分制）；标题如“感知：价格”时按原样计入",
    perhaps: '数字与旁边的评分相近；如果也是评分，可选为评分，命令行中为 --map "rating=…"',
    number: "没有分析用到的数字；评分列的标题应如“感知：价格”",
    none: "说明客户价值时不需要",
    different: "大多数行都不同",
    texts: "没有分析用到的文字",
  },
  range: (minimum, maximum) => `${minimum}–${maximum}`,
  row: (n) => `第 ${n} 行`,
  called: (name, more) => `${name}（${more}）`,
};
