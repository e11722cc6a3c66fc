export { answerScales } from "./answer-scales";
export * from "./cells";
export * from "./change-set";
export * from "./columns";
export { isContactPermission } from "./contact-permission";
export * from "./csv";
export { currencyBesideNumber, currencyNamed, differentCurrencies } from "./currency";
export * from "./customer";
export { isEmail } from "./email";
export * from "./export";
export { overallNames, recommendationNames } from "./feedback-questions";
export {
  customerFields,
  customerKindLabels,
  nameKeys,
  nameParts,
  type CustomerFieldName,
} from "./customer-fields";
export type { Field, FieldType, Label } from "./field";
export * from "./fields";
export { interactionFields, interactionKindLabels } from "./interaction-fields";
export { analysisLabels, weightFields } from "./weight-fields";
export { isCount, scaleTold, withoutScale } from "./header-scale";
export { headerKey, withoutBrackets } from "./headers";
export * from "./import/index";
export * from "./inverse";
export * from "./interaction";
export { newId } from "./new-id";
export {
  isAfterRefunds,
  isAmountOfLine,
  isCurrency,
  isOfSubscription,
  isOrderNumber,
  isOrderStatus,
  isWon,
  isRefund,
  keepsNoMoney,
} from "./order-words";
export * from "./phone";
export * from "./plan";
export * from "./queries";
export * from "./read-day";
export * from "./records";
export * from "./rows";
export * from "./same";
export * from "./same-person/contact";
export * from "./same-person/disjoint-sets";
export * from "./same-person/duplicates";
export * from "./same-person/likely-duplicates";
export * from "./same-person/merge";
export * from "./same-person/name-key";
export * from "./same-person/person-keys";
export * from "./same-person/phone-keys";
export * from "./search";
export * from "./sha256";
export * from "./stamps";
export * from "./store";
export * from "./validation";
export * from "./weight";
export { compareTexts } from "./text-order";
