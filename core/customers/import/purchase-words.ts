import { simplified } from "../../letters";
import { withoutCurrency } from "../currency";
import { bareHeader } from "../header-scale";
import { headerIn } from "../headers";
import { isRefund } from "../order-words";

/** Headers of the dates and amounts of purchases. */

const bareAmount = (header: string): string => withoutCurrency(bareHeader(header));
const isPurchaseDate = headerIn(
  "last order | last order date | last purchase | last purchase date | order date | purchase date | date of purchase | purchased on | purchased | last bought | invoice date | transaction date | last transaction | sale date | letzte bestellung | letzter kauf | letzter einkauf | bestelldatum | kaufdatum | rechnungsdatum | belegdatum | buchungsdatum | 最近下单 | 最近购买 | 最近订单 | 最后购买 | 下单日期 | 下单时间 | 购买日期 | 购买时间 | 单据日期 | 销售日期 | 开票日期 | 业务日期 | 交易时间 | 消费时间 | 成交时间 | 最近消费日期 | 最近消费时间 | 最近消费日 | 最后消费日 | 最后消费日期 | 最近一次消费 | 上次消费 | 订单日期 | 最近购买日期 | 最近下单日期 | 交易日期 | 消费日期 | paid at | paid on | ordered at | ordered on | order placed | date of order | sold on | bestellt am | gekauft am | 订购日期 | 成交日期 | 付款时间 | 付款日期 | 订单时间 | 支付时间 | dernier achat | dernière commande | date de facture | fecha de factura | data fattura | date de la dernière commande | date d'achat | date de commande | última compra | último pedido | fecha de compra | fecha de pedido | fecha última compra | ultimo acquisto | ultimo ordine | data acquisto | data ordine | laatste bestelling | laatste aankoop | aankoopdatum | datum aankoop | besteldatum | дата заказа | дата покупки | 最終購入日 | 購入日 | 注文日 | payment date | date paid | pay date | order created | order created at | order time | order placed at | ordered | sales date | date sold | invoiced on | billing date | bill date | auftragsdatum | zahlungsdatum | bezahldatum | zahldatum | verkaufsdatum | bezahlt am | verkauft am | date de vente | date vente | date facture | date de paiement | date paiement | date de transaction | date commande | fecha de venta | fecha venta | fecha de pago | fecha pago | fecha factura | fecha pedido | fecha compra | data di vendita | data vendita | data pagamento | data di pagamento | data acquisto | data de venda | data da venda | data da compra | data do pedido | data do pagamento | 销售时间 | 购买时间 | 订单付款时间 | 订单创建时间 | 订单支付时间 | 付款完成时间 | 买家付款时间 | 支付日期 | 下单日 | 销售日 | 売上日 | 売上日付 | 販売日 | 注文日時 | 受注日 | 購入日時 | 取引日 | 決済日 | 支払日",
);
const amounts =
  /^(?:(?:total|last|order|purchase|sales|invoice|transaction|annual|net|gross) ?)?(?:amount|turnover|revenue|sales|spend|spent|order value|purchase value|order total|total spent|monetary|umsatz|betrag|bestellwert|jahresumsatz|rechnungsbetrag|gesamtbetrag|nettobetrag|bruttobetrag|endbetrag|zahlbetrag|rechnungssumme|auftragssumme|auftragswert|amount paid|paid amount|(?:invoice|bill|net) total|grand total|total (?:ttc|ht|con iva|iva incluido)|prix total|ca|monto(?: total)?|bedrag|kwota|сумма(?: заказа)?|montant total|montant|importe total|importo totale|totale fattura|totale ordine|valor total|chiffre d'affaires|importe|importo|fatturato|(?:买家|客户|实际|累计|总|合计|销售|成交|实付|实收|支付|应付|应收|合同|开票|订单|消费|购买|交易)*(?:金额|总额)|销售额|营业额|消费额|成交额|交易额|累计消费|价税合计|实付款|实收款|(?:売上|販売|购入|注文|受注|支払|決済|請求)金额|売上高?)(?: (?:soll|netto|brutto|net|gross|ht|ttc|last order|of last order|letzte bestellung|last year|spent|value|amount|total))?$/;

/** Headers that are amounts if a purchase date is in the same table. */
export const isAmountBesideDay = headerIn(
  "subtotal | sub total | warenwert | order subtotal | order subtotal amount | total | sum | value | price | paid | net | gross | summe | gesamt | wert | preis | gesamtpreis | 总价 | 总额 | 合计 | 价格 | 单价 | item price | item total | line total | line amount | item subtotal | totale | prezzo | prix | precio | valor | 小计 | 实收 | 総額 | 価格 | 实付 | 实付金额 | 总金额 | 应付金额",
  bareAmount,
);

/** Whether an amount is that of goods alone, without shipping and taxes. */
export const isOfGoods = (header: string): boolean => /sub[ -]?total|warenwert|小计/i.test(header);

/** Whether an amount's header is what one of several costs, if it stands beside how many there are. */
export const isUnitPrice = headerIn(
  "unit price | price | price per unit | price each | price per item | unit cost | einzelpreis | stückpreis | preis | preis pro stück | prix unitaire | prix unitaire ht | pu | prix | precio unitario | precio | prezzo unitario | prezzo | preço unitário | preço | stukprijs | prijs | 单价 | 商品单价 | 销售单价 | 价格 | 単価 | 売価 | 販売単価",
  bareAmount,
);

/** Whether a header is that of how many were bought. */
export const isQuantity = headerIn(
  "quantity | qty | quantity ordered | order quantity | item quantity | units | units sold | pieces | pcs | menge | anzahl | stück | stückzahl | quantité | qté | cantidad | cant. | unidades | quantità | q.tà | quantidade | qtd | qtde | aantal | 数量 | 商品数量 | 购买数量 | 销售数量 | 件数 | 個数",
  bareHeader,
);

/** Headers of what was taken off a price. */
export const isDiscount = (header: string): boolean =>
  /discount|rabatt|nachlass|remise|descuento|sconto|desconto|korting|折扣|优惠|割引|値引/i.test(
    simplified(header),
  );

/** Whether a header says that its column holds days, but not of what. */
export const isBareDay = headerIn(
  "date | datum | 日期 | 时间 | when | day | tag | jour | fecha | día | data | dia | giorno | 日付 | 日时 | дата | timestamp | booking date | visit date | posting date | completed date | completed at | completed on | buchungstag | 预订日期 | 到店日期 | 到店时间",
);

/** Whether a purchase date is that of the last purchase, of which a customer has only one. */
export function saysLast(header: string): boolean {
  return /^(?:last|latest|most recent|letzte|derni|últim|ultim|fecha últim|laatste|最近|最后|上次|最終)/i.test(
    simplified(header.trim()),
  );
}

/** Whether a column contains purchase dates, amounts or refunds. */
export function purchaseRole(header: string): "purchaseDate" | "amount" | "refund" | undefined {
  if (isRefund(header)) return "refund";
  if (header.includes(" × ")) return "amount";
  const bare = simplified(bareAmount(header).toLowerCase());
  if (isPurchaseDate(bare)) return "purchaseDate";
  return bare.length < 60 && amounts.test(bare.replace(/[_-]/g, " ")) ? "amount" : undefined;
}
