import { customerFields } from "./customer-fields";
import { label, words, type Field } from "./field";
import { interactionFields } from "./interaction-fields";
import { weightFields } from "./weight-fields";

/** The columns of the `Erasures` table. */
const erasureFields: readonly Field<"idHash" | "date" | "interactions">[] = [
  { name: "idHash", header: label("ID hash (SHA-256)", "编号哈希（SHA-256）"), type: "text", aliases: [] },
  { name: "date", header: label("Erased on", "删除日期"), type: "date", aliases: [] },
  { name: "interactions", header: label("Interactions", "互动数"), type: "number", aliases: [] },
];

const whose: Field<"customer"> = {
  name: "customer",
  header: label("Customer", "客户"),
  type: "text",
  aliases: words("Customer ID | Client | Kunde | Kundennummer | Respondent | 客户编号 | 客户ID | 答卷编号"),
};

/** The columns of the `Purchases` table: one row per purchase. The customer is written as in the imported file. */
const purchaseFields: readonly Field<"customer" | "date" | "amount">[] = [
  whose,
  {
    name: "date",
    header: label("Date", "日期"),
    type: "date",
    required: true,
    aliases: words("Purchase date | Order date | Datum | 购买日期 | 下单日期"),
  },
  {
    name: "amount",
    header: label("Amount", "金额"),
    type: "number",
    aliases: words("Total | Betrag | Umsatz | 购买金额 | 订单金额"),
  },
];

/** The columns of the `Answers` table, in addition to the ratings: one row per survey answer. */
const answerFields: readonly Field<"customer">[] = [whose];

/** The kinds of records, each with its own table. */
export type RecordKind = "customer" | "interaction" | "weight" | "erasure" | "purchase" | "answer";

/** The fields of each kind of record, in column order. */
export const fieldsOf: Readonly<Record<RecordKind, readonly Field[]>> = {
  customer: customerFields,
  interaction: interactionFields,
  weight: weightFields,
  erasure: erasureFields,
  purchase: purchaseFields,
  answer: answerFields,
};

/** The name of the table for each kind, the same in both languages so that formulas keep working. */
export const tableNameOf: Readonly<Record<RecordKind, string>> = {
  customer: "Customers",
  interaction: "Interactions",
  weight: "Weights",
  erasure: "Erasures",
  purchase: "Purchases",
  answer: "Answers",
};
