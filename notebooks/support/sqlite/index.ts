export { SqliteCustomerStore, type SqliteStoreOptions } from "./sqlite-customer-store";
export { StoreError } from "./store-error";
