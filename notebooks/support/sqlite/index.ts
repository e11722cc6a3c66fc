export {
  SqliteCustomerStore,
  type AgreedRecord,
  type Exchange,
  type RecordPiece,
  type SqliteStoreOptions,
  type StoreContents,
} from "./sqlite-customer-store";
export { StoreError } from "./store-error";
