import { choicesOf, label, words, type Field, type Label } from "./field";
import { interactionKinds, type Interaction, type InteractionKind } from "./interaction";

type InteractionFieldName = Exclude<keyof Interaction, "own">;

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

/** Every field of an interaction, in column order. */
export const interactionFields: readonly Field<InteractionFieldName>[] = [
  {
    name: "id",
    header: label("Interaction ID", "互动编号"),
    type: "text",
    required: true,
    aliases: words("Nr | 编号"),
  },
  {
    name: "customerId",
    header: label("Customer ID", "客户编号"),
    type: "text",
    required: true,
    aliases: words(
      "Customer | Client | Client ID | Account ID | Customer No | Customer number | Kunde | Kunden-ID | Kundennummer | 客户 | 客户ID | 客户号",
    ),
  },
  {
    name: "when",
    header: label("When", "时间"),
    type: "dateTime",
    required: true,
    aliases: words("Date | Date and time | Datetime | Datum | Zeitpunkt | 日期 | 日期时间"),
  },
  {
    name: "kind",
    header: label("Kind", "类型"),
    type: "choice",
    required: true,
    choices: choicesOf(interactionKinds, interactionKindLabels),
    aliases: words("Type | Art | Typ | Interaction | 类别 | 互动类型"),
  },
  {
    name: "channel",
    header: label("Channel", "渠道"),
    type: "text",
    aliases: words("Medium | Kanal | 方式"),
  },
  {
    name: "rating",
    header: label("Rating", "评分"),
    type: "number",
    aliases: words("Score | Bewertung | 打分"),
  },
  {
    name: "amount",
    header: label("Amount", "金额"),
    type: "number",
    aliases: words("Value | Total | Sum | Betrag | Summe | Umsatz | 数额 | 总额 | 价格"),
  },
  {
    name: "note",
    header: label("Note", "备注"),
    type: "longText",
    aliases: words(
      "Notes | Comment | Comments | Remark | Notiz | Bemerkung | Kommentar | 说明 | 评论 | 备注信息",
    ),
  },
  {
    name: "followUp",
    header: label("Follow-up", "跟进日期"),
    type: "date",
    aliases: words("Follow-up date | Due | Due date | Wiedervorlage | Fällig | Fällig am | 跟进 | 下次跟进"),
  },
  {
    name: "done",
    header: label("Done", "已完成"),
    type: "boolean",
    aliases: words("Closed | Completed | Erledigt | 完成"),
  },
];
