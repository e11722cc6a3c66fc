import type { Language } from "../locales/message";
import { simplified } from "../letters";
import { withoutCurrency } from "./currency";
import { bareHeader } from "./header-scale";
import { headerIn } from "./headers";

/** What the columns beside an amount say about it: its order's number, its currency, and whether the money was kept. */

/** Whether the cells under a header are the numbers of orders or invoices, which several rows may share. */
export const isOrderNumber = headerIn(
  "order | order id | order no | order number | order nr | order # | order name | order reference | sales order | sales order no | invoice | invoice id | invoice no | invoice number | invoice nr | invoice # | document no | document number | receipt no | receipt number | bill no | bestellung | bestellnummer | bestell-nr | bestellnr | auftrag | auftragsnummer | auftrags-nr | rechnung | rechnungsnummer | rechnungs-nr | rechnungsnr | rechnung nr | belegnummer | beleg-nr | belegnr | n° facture | n° de facture | numéro de facture | facture | n° commande | n° de commande | numéro de commande | nº factura | nº de factura | n° factura | número de factura | factura | nº pedido | nº de pedido | número de pedido | pedido | n. fattura | numero fattura | fattura | n. ordine | numero ordine | número do pedido | nota fiscal | 订单号 | 订单编号 | 订单号码 | 主订单编号 | 单号 | 单据编号 | 单据号 | 发票号 | 发票号码 | 注文番号 | 受注番号 | 請求書番号 | 伝票番号",
);

/** The header of currencies that stood beside their amounts. */
export const currencyHeader: Readonly<Record<Language, string>> = { "en-US": "Currency", "zh-CN": "币种" };

/** Whether the cells under a header say in which currency the amounts of their rows are. */
export const isCurrency = headerIn(
  "currency | currency code | currency iso code | order currency | transaction currency | invoice currency | presentment currency | payment currency | währung | währungscode | wkz | wkz umsatz | devise | monnaie | moneda | divisa | valuta | moeda | waluta | 币种 | 货币 | 币别 | 货币代码 | 通貨",
);

/** Headers of amounts of one line of an order. */
const ofLine =
  /\b(?:line|item|unit|position|product|sku)|\beach\b|lineamount|lineitem|einzel|zeile|artikel|stück|ligne|unitaire|línea|unitario|riga|单价|单件|小计|行金额|商品金额|明細|単価|小計/i;

/** Whether an amount's header says that it is the amount of one line, not of the whole order. */
export function isAmountOfLine(header: string): boolean {
  return ofLine.test(header);
}

/** Whether the cells under a header may say what became of an order. */
export const isOrderStatus = headerIn(
  "status | state | order status | order state | payment status | payment state | financial status | transaction status | invoice status | sales status | stage | deal stage | bestellstatus | auftragsstatus | zahlungsstatus | rechnungsstatus | zustand | statut | statut de la commande | statut commande | état | état de la commande | statut du paiement | estado | estado del pedido | estado pedido | estado del pago | situación | stato | stato ordine | stato dell'ordine | stato pagamento | status do pedido | situação | 状态 | 订单状态 | 交易状态 | 支付状态 | 付款状态 | 单据状态 | 商机阶段 | 销售阶段 | ステータス | 注文ステータス | 注文状況 | 状態 | 支払い状況",
);

const saysNotKept = headerIn(
  "cancelled | canceled | cancellation | failed | failure | refunded | fully refunded | void | voided | declined | denied | expired | rejected | refused | reversed | abandoned | chargeback | charged back | returned | deleted | draft | checkout draft | pending payment | payment pending | awaiting payment | closed lost | lost | storniert | storno | abgebrochen | fehlgeschlagen | gescheitert | erstattet | zurückerstattet | rückerstattet | abgelehnt | abgelaufen | widerrufen | retourniert | gelöscht | entwurf | zahlung ausstehend | verloren | annulé | annulée | échoué | échouée | échec | remboursé | remboursée | refusé | refusée | expiré | expirée | abandonné | abandonnée | retourné | retournée | brouillon | en attente de paiement | perdu | perdue | cancelado | cancelada | anulado | anulada | fallido | fallida | reembolsado | reembolsada | rechazado | rechazada | devuelto | devuelta | caducado | caducada | borrador | pendiente de pago | perdido | perdida | annullato | annullata | fallito | fallita | rimborsato | rimborsata | rifiutato | rifiutata | stornato | stornata | scaduto | scaduta | bozza | in attesa di pagamento | perso | persa | falhou | falhada | estornado | estornada | recusado | recusada | devolvido | devolvida | expirado | expirada | rascunho | aguardando pagamento | 交易关闭 | 订单关闭 | 已关闭 | 关闭 | 交易取消 | 订单取消 | 已取消 | 取消 | 已退款 | 退款成功 | 退款完成 | 全额退款 | 全部退款 | 已退货 | 退货成功 | 支付失败 | 付款失败 | 交易失败 | 失败 | 已拒绝 | 已拒收 | 拒收 | 作废 | 已作废 | 已撤销 | 已删除 | 待付款 | 待支付 | 未付款 | 未支付 | 等待付款 | 等待买家付款 | 草稿 | 输单 | 丢单 | キャンセル | キャンセル済み | キャンセル済 | 取消済み | 返金 | 返金済み | 返金済 | 返品 | 返品済み | 失敗 | 決済失敗 | 入金待ち | 支払い待ち | 下書き | 失注",
);
/** What may stand before the word: `Order cancelled`, `Zahlung fehlgeschlagen`. */
const what =
  /^(?:wc-|(?:the )?(?:order|payment|transaction|invoice|sale|bestellung|auftrag|zahlung|rechnung|commande|paiement|facture|pedido|pago|factura|ordine|pagamento|fattura)(?: (?:was|is|has been|wurde|ist))? )/i;

/** `Refunded in part`, `teilweise erstattet`. */
const inPart = /\bpart|teilw|parcial|parzial|部分|一部/i;

/** Whether a status says that no money was kept: cancelled, failed, refunded in full, not paid at all. */
export function keepsNoMoney(status: string): boolean {
  const said = status.normalize("NFKC").trim().replace(what, "");
  if (inPart.test(said)) return false;
  if (saysNotKept(said)) return true;
  // `Cancelled by customer`, `Refunded (full)`, `已取消（买家）`.
  const [word] = said.split(/[\s(:：,，;/|–—-]/);
  return word.length > 2 && word.length < said.length && saysNotKept(word);
}

/** Whether a status says that a deal was won, beside which others are still open. */
export const isWon = headerIn(
  "won | closed won | gewonnen | gagné | gagnée | ganado | ganada | vinto | vinta | ganho | 赢单 | 已赢单 | 赢单关闭 | 受注",
);

/** Headers of money given back, which is less than the amounts or all of it. */
const refund =
  /^(?:(?:total|partial|order) )?(?:refund(?:ed|s)?|credits?|credit notes?|(?:amount|sum|total) (?:refunded|returned|credited))(?: (?:amount|total|sum|value))?$|^return(?:s|ed)? (?:amount|value|total)$|^(?:rück)?erstatt(?:et|ung|ungen|ungsbetrag|eter betrag)$|^gutschrift(?:en|sbetrag)?$|^(?:montant )?rembours(?:é|ement|ements)$|^avoirs?$|^(?:importe |valor )?(?:reembols(?:o|os|ado)|devoluci(?:ón|ones)|estorn(?:o|ado))$|^(?:importo )?rimbors(?:o|i|ato)$|^(?:订单|商品|买家|实际|已|累计|部分)*(?:退款|退货|退还|返金)(?:金额|总额|额|額|金額)?$/;

/** Whether the cells under a header are what was given back of the amounts beside them. */
export function isRefund(header: string): boolean {
  return refund.test(simplified(withoutCurrency(bareHeader(header)).toLowerCase()));
}

/** Whether an amount's header says that refunds are taken off already. */
export function isAfterRefunds(header: string): boolean {
  return /\bnet (?:sales|payments?|revenue|total|of refunds)|after refunds|nach erstattung|退款后|退後|净(?:销售|收|实收)/i.test(
    simplified(header),
  );
}

/** Whether a status is that of a customer or a subscription, whose earlier payments were kept. */
export const isOfSubscription = headerIn(
  "active | inactive | trialing | past due | paused | aktiv | inaktiv | actif | inactif | activo | inactivo | attivo | ativo | 活跃 | 在用 | 正常 | 有效",
);
