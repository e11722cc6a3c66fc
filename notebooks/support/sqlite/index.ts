export type { AgreedRecord, StoreContents } from "./agreed";
export {
  SqliteCustomerStore,
  type Exchange,
  type RecordPiece,
  type SqliteStoreOptions,
} from "./sqlite-customer-store";
