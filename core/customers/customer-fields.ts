import { consents, customerKinds, type Consent, type Customer, type CustomerKind } from "./customer";
import { choicesOf, label, words, type Field, type Label } from "./field";

export type CustomerFieldName = Exclude<keyof Customer, "ratings" | "own">;

export const customerKindLabels: Readonly<Record<CustomerKind, Label>> = {
  customer: label("Customer", "客户"),
  partner: label("Partner", "合作伙伴"),
};

const consentLabels: Readonly<Record<Consent, Label>> = {
  "": label("", ""),
  yes: label("Yes", "是"),
  no: label("No", "否"),
};

/** Every field of a customer except the ratings, in column order. */
export const customerFields: readonly Field<CustomerFieldName>[] = [
  {
    name: "id",
    header: label("Customer ID", "客户编号"),
    type: "text",
    required: true,
    aliases: words(
      "Customer No | Customer number | Customer code | Client ID | Client number | Account ID | Account number | Contact ID | No | Nr | # | Kundennummer | Kunden-ID | Kunden-Nr | KdNr | 编号 | 客户ID | 客户号 | 客户代码 | 会员号 | Record ID | N° client | Numéro client | ID cliente | Código cliente | 顧客番号 | 顧客ID | Customer # | Cust # | Cust ID | Cust No | Client # | Client No | Client code | Account # | Member ID | Member number | Membership number | Mitgliedsnummer | Mitglieds-Nr | Patient ID | Patient number | Patientennummer | User ID | Codice cliente | Numero cliente | Número de cliente | Código do cliente | 会员编号 | 会员ID | 会员卡号 | 用户ID | 用户编号",
    ),
  },
  {
    name: "name",
    header: label("Name", "姓名"),
    type: "text",
    required: true,
    aliases: words(
      "Customer | Customer name | Client | Client name | Full name | Your name | Your full name | Ihr Name | Votre nom | Su nombre | 您的姓名 | 您的称呼 | Contact | Contact name | Contact person | Person | Kunde | Kundenname | Vor- und Nachname | Ansprechpartner | Kontakt | 名称 | 名字 | 客户 | 客户姓名 | 客户名称 | 客户名 | 联系人 | 联系人姓名 | 顾客 | 会员姓名 | 聯絡人 | Nom | Nom complet | Nom du client | Nombre | Nombre completo | Cliente | Nome | Nome completo | Naam | 名前 | お名前 | 氏名 | 顧客名 | 担当者 | 顾客姓名 | 顾客名称 | Name, Vorname | Vorname, Name | Name und Vorname | Wie heißen Sie | Nom et prénom | Nom, prénom | Prénom et nom | Nombre y apellidos | Apellidos y nombre | Nome e cognome | Cognome e nome | Nome e sobrenome | Reviewer | Reviewer name | 이름 | 성함 | 고객명 | 고객 이름 | Imię i nazwisko | Klient | Ad Soyad | Adı Soyadı | Müşteri | Müşteri adı | Nombre del cliente | Nome cliente | Nome del cliente | Name des Kunden | Klantnaam | Namn | Kund | Kundnamn | Navn | Kundenavn | Имя | ФИО | Клиент | Respondent name | Participant name",
    ),
  },
  {
    name: "company",
    header: label("Company", "公司"),
    type: "text",
    aliases: words(
      "Company name | Associated company | Organisation | Organization | Account | Account name | Business | Employer | Firm | Firma | Firmenname | Unternehmen | 单位 | 单位名称 | 公司名称 | 企业 | 企业名称 | Organization Name | Organization 1 - Name | Société | Entreprise | Empresa | Compañía | Azienda | Bedrijf | 会社 | 会社名 | 企業名 | 御社名 | Raison sociale | Razón social | Ragione sociale | Razão social",
    ),
  },
  {
    name: "kind",
    header: label("Kind", "类型"),
    type: "choice",
    choices: choicesOf(customerKinds, customerKindLabels),
    aliases: words("Type | Customer type | Art | Typ | Kundentyp | Kundenart | 类别 | 客户类型"),
  },
  {
    name: "phone",
    header: label("Phone", "电话"),
    type: "phone",
    aliases: words(
      "Telephone | Telephone number | Mobile | Mobile phone | Mobile number | Cell | Cell phone | Phone number | Phone No | Tel | Tel No | Contact number | Telefon | Telefonnummer | Tel.-Nr. | Rufnummer | Handy | Handynummer | Mobil | Mobilnummer | Mobiltelefon | 手机 | 手机号 | 手机号码 | 电话号码 | 联系电话 | 联系手机 | 联系方式 | 移动电话 | 行動電話 | 聯絡電話 | Phone 1 - Value | Business phone | Téléphone | Tél | Portable | Teléfono | Móvil | Celular | Telefone | Telefono | Cellulare | Telefoon | 電話番号 | 携帯電話 | 携帯番号 | 携帯 | WhatsApp | Contact no | N° de téléphone | Numéro de téléphone | Número de teléfono | 전화번호 | 휴대폰 | Телефон",
    ),
  },
  {
    name: "email",
    header: label("E-mail", "电子邮箱"),
    type: "email",
    aliases: words(
      "Mail | E-mail address | Mail address | E-Mail-Adresse | Mailadresse | 邮箱 | 邮件 | 电子邮件 | 邮箱地址 | 电邮 | 電子信箱 | E-mail 1 - Value | Courriel | Adresse e-mail | Adresse mail | Correo | Correo electrónico | Posta elettronica | メール | メールアドレス | Eメール",
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
      "Account manager | Account owner | Responsible | Sales rep | Salesperson | Sales representative | Betreuer | Kundenbetreuer | Verantwortlich | Zuständig | 客户经理 | 所有者 | 销售 | 销售员 | 业务员 | 跟进人 | Contact owner | 営業担当",
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
      "Forename | First | Vorname | Contact first name | Prénom | Nombre de pila | Primeiro nome | Voornaam | Imię | Adı",
    ),
  },
  {
    name: "familyName",
    header: label("Last name", "姓"),
    type: "text",
    aliases: words(
      "Surname | Last | Nachname | Familienname | Contact last name | Nom de famille | Apellido | Apellidos | Cognome | Sobrenome | Achternaam | 姓氏 | 苗字 | Nazwisko | Soyadı",
    ),
  },
];
