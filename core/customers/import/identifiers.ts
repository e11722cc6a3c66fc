import { bareHeader } from "../header-scale";

/** Whether numbers under a header are only identifiers: `CustomerID`, `Zip code`, `Phone no.`, `邮编`. */
export function isNumberOfNames(header: string): boolean {
  return /(?:\b|_)(?:id|zip(?: ?code)?|post(?:al)? ?code|plz|iban|serial(?: ?n(?:o|umber))?|(?:tele)?phone(?: (?:no\.?|number|line))?|mobile|fax|(?:customer|account|order|invoice|contract)[ _]?n(?:o\.?|umber))$|customerid$|userid$|(?:编号|邮编|邮政编码|电话|手机号?码?|账号|卡号|合同号|订单号|工号)$/i.test(
    bareHeader(header),
  );
}
