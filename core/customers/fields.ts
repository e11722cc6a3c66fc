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

/** One field of a record and the column that stores it. */
export interface Field<Name extends string = string> {
  readonly name: Name;
  /** The header of its column in a new table, and its label in forms. */
  readonly header: Label;
  readonly type: FieldType;
  readonly required?: boolean;
  /** The possible values of a `choice`. Cells show the label; either language and the value itself are read. */
  readonly choices?: readonly { readonly value: string; readonly label: Label }[];
  /** Other headers that mean this field in users' files and tables. */
  readonly aliases: readonly string[];
}

export type CustomerFieldName = Exclude<keyof Customer, "ratings" | "own">;
export type InteractionFieldName = Exclude<keyof Interaction, "own">;

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

/** The word before the colon in a rating's header: `Need: Price`, `需求：价格`. */
export const analysisLabels: Readonly<Record<RatedAnalysis, Label>> = {
  need: label("Need", "需求"),
  expectation: label("Expectation", "期望"),
  perceived: label("Perceived", "感知"),
  management: label("Management", "管理"),
  service: label("Service", "服务"),
  marketing: label("Marketing", "营销"),
  feedback: label("Feedback", "反馈"),
};

/** The aliases in a list separated by ` | `. */
const words = (list: string): readonly string[] => list.split(" | ");

function choicesOf<Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, Label>>) {
  return values.filter((value) => value !== "").map((value) => ({ value, label: labels[value] }));
}

/** Every field of a customer except the ratings, in column order. */
export const customerFields: readonly Field<CustomerFieldName>[] = [
  {
    name: "id",
    header: label("Customer ID", "客户编号"),
    type: "text",
    required: true,
    aliases: words(
      "ID | Customer No | Customer number | Customer code | Client ID | Client number | Account ID | Account number | Contact ID | No | Nr | # | Kundennummer | Kunden-ID | Kunden-Nr | Kundennr | KdNr | 编号 | 客户ID | 客户号 | 客户代码 | 会员号 | 客戶編號 | Record ID | N° client | Numéro client | ID cliente | Código cliente | 顧客番号 | 顧客ID",
    ),
  },
  {
    name: "name",
    header: label("Name", "姓名"),
    type: "text",
    required: true,
    aliases: words(
      "Customer | Customer name | Client | Client name | Full name | Your name | Your full name | Ihr Name | Votre nom | Su nombre | 您的姓名 | 您的称呼 | Contact | Contact name | Contact person | Person | Kunde | Kundenname | Vor- und Nachname | Ansprechpartner | Kontakt | 名称 | 名字 | 客户 | 客户姓名 | 客户名称 | 客户名 | 联系人 | 联系人姓名 | 顾客 | 会员姓名 | 客戶 | 客戶名稱 | 聯絡人 | Nom | Nom complet | Nom du client | Nombre | Nombre completo | Cliente | Nome | Nome completo | Naam | 名前 | お名前 | 氏名 | 顧客名 | 担当者",
    ),
  },
  {
    name: "company",
    header: label("Company", "公司"),
    type: "text",
    aliases: words(
      "Company name | Organisation | Organization | Account | Account name | Business | Employer | Firm | Firma | Firmenname | Unternehmen | 单位 | 单位名称 | 公司名称 | 企业 | 企业名称 | 公司名稱 | Organization Name | Organization 1 - Name | Société | Entreprise | Empresa | Compañía | Azienda | Bedrijf | 会社 | 会社名 | 企業名 | 御社名",
    ),
  },
  {
    name: "kind",
    header: label("Kind", "类型"),
    type: "choice",
    choices: choicesOf(customerKinds, customerKindLabels),
    aliases: words("Type | Customer type | Art | Typ | Kundentyp | Kundenart | 类别 | 客户类型 | 類型"),
  },
  {
    name: "phone",
    header: label("Phone", "电话"),
    type: "phone",
    aliases: words(
      "Telephone | Telephone number | Mobile | Mobile phone | Mobile number | Cell | Cell phone | Phone number | Phone No | Tel | Tel No | Contact number | Telefon | Telefonnummer | Tel.-Nr. | Rufnummer | Handy | Handynummer | Mobil | Mobilnummer | Mobiltelefon | 手机 | 手机号 | 手机号码 | 电话号码 | 联系电话 | 联系方式 | 移动电话 | 電話 | 手機 | 行動電話 | 聯絡電話 | Phone 1 - Value | Business phone | Téléphone | Tél | Portable | Teléfono | Móvil | Celular | Telefone | Telefono | Cellulare | Telefoon | 電話番号 | 携帯電話 | 携帯番号 | TEL",
    ),
  },
  {
    name: "email",
    header: label("E-mail", "电子邮箱"),
    type: "email",
    aliases: words(
      "Email | Mail | E-mail address | Email address | Mail address | E-Mail-Adresse | Mailadresse | 邮箱 | 邮件 | 电子邮件 | 邮箱地址 | 电邮 | 電子郵件 | 電郵 | 電子信箱 | E-mail 1 - Value | Courriel | Adresse e-mail | Adresse mail | Correo | Correo electrónico | Posta elettronica | メール | メールアドレス | Eメール",
    ),
  },
  {
    name: "segment",
    header: label("Segment", "细分"),
    type: "text",
    aliases: words(
      "Group | Customer group | Customer segment | Tier | Kundengruppe | Gruppe | Kundensegment | 客户群 | 分组 | 细分市场 | 客户分组 | 客户细分 | 客户级别 | 客户等级",
    ),
  },
  {
    name: "owner",
    header: label("Owner", "负责人"),
    type: "text",
    aliases: words(
      "Account manager | Account owner | Responsible | Sales rep | Salesperson | Sales representative | Betreuer | Kundenbetreuer | Verantwortlich | Zuständig | 客户经理 | 所有者 | 销售 | 销售员 | 业务员 | 跟进人 | 負責人 | Contact owner | 営業担当",
    ),
  },
  {
    name: "created",
    header: label("Created", "创建日期"),
    type: "date",
    aliases: words(
      "Created on | Created at | Created date | Creation date | Create date | Since | Customer since | Date created | Date added | Join date | Registered | Registration date | Angelegt | Angelegt am | Erstellt | Erstellt am | Anlagedatum | Kunde seit | 建立日期 | 登记日期 | 创建时间 | 注册日期 | 注册时间 | 建档日期 | 首次合作日期 | 合作日期 | 入会日期",
    ),
  },
  {
    name: "consent",
    header: label("Consent", "同意"),
    type: "choice",
    choices: choicesOf(consents, consentLabels),
    aliases: words(
      "Opt-in | Privacy consent | Marketing consent | GDPR | GDPR consent | Einwilligung | Zustimmung | DSGVO | 授权 | 隐私同意 | 是否同意 | 营销同意",
    ),
  },
  {
    name: "marketingValue",
    header: label("Marketing value", "营销金额"),
    type: "number",
    aliases: words("Campaign value | Marketingwert | 营销价值"),
  },
  {
    name: "marketingDate",
    header: label("Marketing date", "营销日期"),
    type: "date",
    aliases: words("Last marketing | Last campaign | 最近营销"),
  },
  {
    name: "serviceDate",
    header: label("Service date", "服务日期"),
    type: "date",
    aliases: words(
      "Last service | Last service date | Letzter Service | 最近服务 | Last contact | Last contact date | Last contacted | Date of last contact | Letzter Kontakt | Zuletzt kontaktiert | 最近联系 | 最近联系日期 | 上次联系 | 最后联系 | 上次联系日期 | 最近联系时间 | Dernier contact | Date du dernier contact | Último contacto | Fecha último contacto | Fecha del último contacto | Ultimo contatto",
    ),
  },
];

/** Every field of an interaction, in column order. */
export const interactionFields: readonly Field<InteractionFieldName>[] = [
  {
    name: "id",
    header: label("Interaction ID", "互动编号"),
    type: "text",
    required: true,
    aliases: words("ID | Nr | 编号"),
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
    aliases: words(
      "Follow up | Follow-up date | Due | Due date | Wiedervorlage | Fällig | Fällig am | 跟进 | 下次跟进",
    ),
  },
  {
    name: "done",
    header: label("Done", "已完成"),
    type: "boolean",
    aliases: words("Closed | Completed | Erledigt | 完成"),
  },
];

/** The columns of the `Weights` table: one row per criterion of an analysis. */
export const weightFields: readonly Field<"analysis" | "criterion" | "weight" | "minimum" | "maximum">[] = [
  {
    name: "analysis",
    header: label("Analysis", "分析"),
    type: "choice",
    required: true,
    choices: choicesOf(ratedAnalyses, analysisLabels),
    aliases: words("Analyse"),
  },
  {
    name: "criterion",
    header: label("Criterion", "指标"),
    type: "text",
    required: true,
    aliases: words("准则 | Criteria | Kriterium | 标准"),
  },
  {
    name: "weight",
    header: label("Weight", "权重"),
    type: "number",
    required: true,
    aliases: words("Weighting | Gewicht | Gewichtung | 比重"),
  },
  {
    name: "minimum",
    header: label("Lowest rating", "最低分"),
    type: "number",
    aliases: words("Minimum | Min | 最小值"),
  },
  {
    name: "maximum",
    header: label("Highest rating", "最高分"),
    type: "number",
    aliases: words("Maximum | Max | 最大值"),
  },
];

/** The columns of the `Erasures` table. */
export const erasureFields: readonly Field<"idHash" | "date" | "interactions">[] = [
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
export const purchaseFields: readonly Field<"customer" | "date" | "amount">[] = [
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
export const answerFields: readonly Field<"customer">[] = [whose];

/** The keys of the fields that name a customer. */
export const nameKeys: readonly string[] = ["name", "givenName", "familyName"];

/**
 * A name in two columns of a file. The two are joined into the name, given name first unless it is written in Chinese
 * characters.
 */
export const nameParts: readonly Field<"givenName" | "familyName">[] = [
  {
    name: "givenName",
    header: label("First name", "名"),
    type: "text",
    aliases: words(
      "Given name | Forename | First | Vorname | Contact first name | Prénom | Nombre de pila | Primeiro nome | Voornaam",
    ),
  },
  {
    name: "familyName",
    header: label("Last name", "姓"),
    type: "text",
    aliases: words(
      "Surname | Family name | Last | Nachname | Familienname | Contact last name | Nom de famille | Apellido | Apellidos | Cognome | Sobrenome | Achternaam | 姓氏 | 苗字",
    ),
  },
];

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

/** Other words before the colon in a rating's header that mean an analysis. */
export const analysisAliases: Readonly<Record<RatedAnalysis, readonly string[]>> = {
  need: words("Needs | Importance | Bedarf | Wichtigkeit | 重要性"),
  expectation: words(
    "Expectations | Expected | Erwartung | Erwartungen | Erwartet | Attente | Attentes | Expectativa | Expectativas | 期望值 | 期待",
  ),
  perceived: words(
    "Perception | Performance | Wahrgenommen | Wahrnehmung | Erlebt | Percepción | 实际感知 | 实际感受 | 实际",
  ),
  management: words("Führung"),
  service: words("Dienstleistung"),
  marketing: words("市场营销"),
  feedback: words("Rückmeldung | 评价"),
};

/** Headers of overall satisfaction. */
export const overallWords: readonly string[] = words(
  "Overall | Sat score | Happiness | Customer happiness | 满意程度 | 您的满意程度 | Rating | Stars | Star rating | Overall satisfaction | Satisfaction | Customer satisfaction | CSAT | Satisfaction overall | How satisfied overall | How satisfied are you | How satisfied are you overall | Overall, how satisfied are you | How satisfied are you with us | Gesamtzufriedenheit | Zufriedenheit | Sterne | 总体 | 总体满意度 | 满意度 | 整体满意度 | 整体评价 | 总体评价 | 综合满意度 | 总评 | 客户满意度 | Overall experience | Overall impression | Gesamturteil | Gesamtbewertung | Gesamteindruck | Gesamtnote | Note globale | Valoración general | 総合評価 | Satisfaction globale | Satisfaction générale | Satisfaction client | Satisfacción | Satisfacción general | Satisfacción global | Satisfacción del cliente | Soddisfazione | Soddisfazione complessiva | Soddisfazione generale | Satisfação | Satisfação geral | Tevredenheid | Algemene tevredenheid | 満足度 | 総合満足度",
);

/** The name of the table for each kind. */
export const tableNameOf: Readonly<Record<RecordKind, string>> = {
  customer: "Customers",
  interaction: "Interactions",
  weight: "Weights",
  erasure: "Erasures",
  purchase: "Purchases",
  answer: "Answers",
};

/** Table names, the same in both languages so that formulas keep working. */
export const tableNames = {
  customers: "Customers",
  interactions: "Interactions",
  weights: "Weights",
  erasures: "Erasures",
  purchases: "Purchases",
  answers: "Answers",
} as const;
