import { simplified } from "../letters";

/** What a list of addresses or a CRM notes about whether somebody may be written to or called. */
const permission = new RegExp(
  [
    "\\bopt(?:ed)?[ -]?(?:in|out)\\b|\\bunsubscribed?\\b|\\baccepts? (?:e-?mail |sms |text )?marketing\\b",
    "\\bdo ?not ?(?:call|phone|(?:bulk )?e-?mail|mail|contact|text|sms|track|allow\\b.*(?:mail|call|fax))",
    "^no (?:calls?|e-?mails?|mailings?|marketing|contact)$|^(?:e-?mail|sms|marketing) consent$",
    "werbesperre|kontaktsperre|werbewiderspruch|werbeeinwilligung|werbeerlaubnis|^(?:nicht|keine) (?:anrufen|kontaktieren|anrufe|werbung|e-?mails?)$",
    "désinscrit|désabonné|ne pas (?:appeler|contacter)|^no (?:llamar|contactar)$|non contattare",
    "^(?:已|邮件|短信|营销|电话)*退订(?:邮件|短信|营销|状态)?$|免打扰|勿扰|请勿(?:致电|来电|联系|联络|打扰|发)|拒(?:收|绝)(?:邮件|短信|营销|来电|联系)|(?:不|是否)?接[收受](?:营销|邮件|短信|推送)",
  ].join("|"),
);

/** Whether a yes or no under a header only says if somebody may be contacted: `Email Opt Out`, `Do not call`, 退订. */
export function isContactPermission(header: string): boolean {
  const plain = header
    .normalize("NFKC")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .replace(/_/g, " ")
    .trim();
  return permission.test(simplified(plain.toLowerCase()));
}
