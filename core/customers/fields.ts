import type { Language } from "../locales/message";
import {
  consents,
  customerKinds,
  ratedAnalyses,
  type Consent,
  type Customer,
  type CustomerKind,
  type RatedAnalysis,
} from "./customer";
import { interactionKinds, type Interaction, type InteractionKind } from "./interaction";

/** A word in each language. */
export type Label = Readonly<Record<Language, string>>;

export type FieldType =
  "text" | "longText" | "phone" | "email" | "date" | "dateTime" | "number" | "choice" | "boolean";

/** One field of a record and the column that keeps it. */
export interface Field<Name extends string = string> {
  readonly name: Name;
  /** The header of its column in a table that we make, and its label in forms. */
  readonly header: Label;
  readonly type: FieldType;
  readonly required?: boolean;
  /** What a `choice` may be. The label is what the cell shows; either language and the value itself are read. */
  readonly choices?: readonly { readonly value: string; readonly label: Label }[];
  /** Other headers that mean this field in files and in tables that users bring. */
  readonly aliases: readonly string[];
}

export type CustomerFieldName = Exclude<keyof Customer, "ratings">;
export type InteractionFieldName = keyof Interaction;

const label = (english: string, chinese: string): Label => ({ "en-US": english, "zh-CN": chinese });

export const customerKindLabels: Readonly<Record<CustomerKind, Label>> = {
  customer: label("Customer", "客户"),
  partner: label("Partner", "合作伙伴"),
};

export const consentLabels: Readonly<Record<Consent, Label>> = {
  "": label("", ""),
  yes: label("Yes", "是"),
  no: label("No", "否"),
};

export const interactionKindLabels: Readonly<Record<InteractionKind, Label>> = {
  need: label("Need", "需求"),
  expectation: label("Expectation", "期望"),
  feedback: label("Feedback", "反馈"),
  consulting: label("Consulting", "咨询"),
  "after-sales": label("After-sales", "售后"),
  marketing: label("Marketing", "营销"),
  visit: label("Visit", "拜访"),
  call: label("Call", "电话"),
  message: label("Message", "消息"),
};

/** The word before the colon in the header of a rating: `Need: Price`, `需求：价格`. */
export const analysisLabels: Readonly<Record<RatedAnalysis, Label>> = {
  need: label("Need", "需求"),
  expectation: label("Expectation", "期望"),
  perceived: label("Perceived", "感知"),
  management: label("Management", "管理"),
  service: label("Service", "服务"),
  marketing: label("Marketing", "营销"),
  feedback: label("Feedback", "反馈"),
};

function choicesOf<Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, Label>>) {
  return values.filter((value) => value !== "").map((value) => ({ value, label: labels[value] }));
}

/** Every field of a customer but the ratings, in the order of the columns. */
export const customerFields: readonly Field<CustomerFieldName>[] = [
  {
    name: "id",
    header: label("Customer ID", "客户编号"),
    type: "text",
    required: true,
    aliases: ["ID", "Customer No", "Customer number", "编号", "客户ID", "客户号"],
  },
  {
    name: "name",
    header: label("Name", "姓名"),
    type: "text",
    required: true,
    aliases: [
      "Customer",
      "Customer name",
      "Full name",
      "Contact",
      "名称",
      "客户",
      "客户姓名",
      "客户名称",
      "联系人",
    ],
  },
  {
    name: "company",
    header: label("Company", "公司"),
    type: "text",
    aliases: ["Organisation", "Organization", "Account", "单位", "公司名称", "企业"],
  },
  {
    name: "kind",
    header: label("Kind", "类型"),
    type: "choice",
    choices: choicesOf(customerKinds, customerKindLabels),
    aliases: ["Type", "Customer type", "类别", "客户类型"],
  },
  {
    name: "phone",
    header: label("Phone", "电话"),
    type: "phone",
    aliases: ["Telephone", "Mobile", "Phone number", "Tel", "手机", "手机号", "电话号码", "联系电话"],
  },
  {
    name: "email",
    header: label("E-mail", "电子邮箱"),
    type: "email",
    aliases: ["Email", "Mail", "E-mail address", "Email address", "邮箱", "邮件", "电子邮件"],
  },
  {
    name: "segment",
    header: label("Segment", "细分"),
    type: "text",
    aliases: ["Group", "客户群", "分组", "细分市场"],
  },
  {
    name: "owner",
    header: label("Owner", "负责人"),
    type: "text",
    aliases: ["Account manager", "Responsible", "客户经理", "所有者"],
  },
  {
    name: "created",
    header: label("Created", "创建日期"),
    type: "date",
    aliases: ["Created on", "Since", "Date created", "建立日期", "登记日期"],
  },
  {
    name: "consent",
    header: label("Consent", "同意"),
    type: "choice",
    choices: choicesOf(consents, consentLabels),
    aliases: ["Opt-in", "Privacy consent", "授权", "隐私同意"],
  },
  {
    name: "marketingValue",
    header: label("Marketing value", "营销金额"),
    type: "number",
    aliases: ["Campaign value", "营销价值"],
  },
  {
    name: "marketingDate",
    header: label("Marketing date", "营销日期"),
    type: "date",
    aliases: ["Last marketing"],
  },
  { name: "serviceDate", header: label("Service date", "服务日期"), type: "date", aliases: ["Last service"] },
];

/** Every field of an interaction, in the order of the columns. */
export const interactionFields: readonly Field<InteractionFieldName>[] = [
  {
    name: "id",
    header: label("Interaction ID", "互动编号"),
    type: "text",
    required: true,
    aliases: ["ID", "编号"],
  },
  {
    name: "customerId",
    header: label("Customer ID", "客户编号"),
    type: "text",
    required: true,
    aliases: ["Customer", "客户", "客户ID"],
  },
  {
    name: "when",
    header: label("When", "时间"),
    type: "dateTime",
    required: true,
    aliases: ["Date", "Date and time", "日期"],
  },
  {
    name: "kind",
    header: label("Kind", "类型"),
    type: "choice",
    required: true,
    choices: choicesOf(interactionKinds, interactionKindLabels),
    aliases: ["Type", "类别"],
  },
  { name: "channel", header: label("Channel", "渠道"), type: "text", aliases: ["Medium", "方式"] },
  { name: "rating", header: label("Rating", "评分"), type: "number", aliases: ["Score", "打分"] },
  { name: "amount", header: label("Amount", "金额"), type: "number", aliases: ["Value", "数额"] },
  { name: "note", header: label("Note", "备注"), type: "longText", aliases: ["Notes", "Comment", "说明"] },
  {
    name: "followUp",
    header: label("Follow-up", "跟进日期"),
    type: "date",
    aliases: ["Follow up", "Due", "跟进"],
  },
  { name: "done", header: label("Done", "已完成"), type: "boolean", aliases: ["Closed", "完成"] },
];

/** The columns of the `Weights` table: a row per criterion of an analysis. */
export const weightFields: readonly Field<"analysis" | "criterion" | "weight" | "minimum" | "maximum">[] = [
  {
    name: "analysis",
    header: label("Analysis", "分析"),
    type: "choice",
    required: true,
    choices: choicesOf(ratedAnalyses, analysisLabels),
    aliases: [],
  },
  { name: "criterion", header: label("Criterion", "指标"), type: "text", required: true, aliases: ["准则"] },
  { name: "weight", header: label("Weight", "权重"), type: "number", required: true, aliases: [] },
  { name: "minimum", header: label("Lowest rating", "最低分"), type: "number", aliases: ["Minimum", "Min"] },
  { name: "maximum", header: label("Highest rating", "最高分"), type: "number", aliases: ["Maximum", "Max"] },
];

/** The columns of the `Erasures` table. */
export const erasureFields: readonly Field<"idHash" | "date" | "interactions">[] = [
  { name: "idHash", header: label("ID hash (SHA-256)", "编号哈希（SHA-256）"), type: "text", aliases: [] },
  { name: "date", header: label("Erased on", "删除日期"), type: "date", aliases: [] },
  { name: "interactions", header: label("Interactions", "互动数"), type: "number", aliases: [] },
];

/** Names of the tables, the same in both languages so that formulas hold. */
export const tableNames = {
  customers: "Customers",
  interactions: "Interactions",
  weights: "Weights",
  erasures: "Erasures",
} as const;

/** The same form for all spellings of a header: width, case, spaces and punctuation do not count. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-_.·/]+/g, "");
}

/** The header of the column that keeps a rating: `Need: Price`, in Chinese `需求：价格`. */
export function ratingHeader(analysis: RatedAnalysis, criterion: string, language: Language): string {
  return `${analysisLabels[analysis][language]}${language === "zh-CN" ? "：" : ": "}${criterion}`;
}

/** Which rating a column keeps, or undefined where its header is none of a rating. Either language is read. */
export function ratingOfHeader(
  header: string,
): { readonly analysis: RatedAnalysis; readonly criterion: string } | undefined {
  const parts = /^\s*([^:：]+?)\s*[:：]\s*(\S.*?)\s*$/u.exec(header);
  if (parts === null) return undefined;
  const word = headerKey(parts[1]);
  const analysis = ratedAnalyses.find(
    (each) =>
      each === word ||
      headerKey(analysisLabels[each]["en-US"]) === word ||
      headerKey(analysisLabels[each]["zh-CN"]) === word,
  );
  return analysis && { analysis, criterion: parts[2] };
}

/** Which field a header means: its header in either language, its name or one of the aliases. */
export function fieldOfHeader<Name extends string>(
  header: string,
  fields: readonly Field<Name>[],
): Name | undefined {
  const key = headerKey(header);
  const byHeader = fields.find(
    (field) =>
      headerKey(field.header["en-US"]) === key ||
      headerKey(field.header["zh-CN"]) === key ||
      headerKey(field.name) === key,
  );
  return (byHeader ?? fields.find((field) => field.aliases.some((alias) => headerKey(alias) === key)))?.name;
}
