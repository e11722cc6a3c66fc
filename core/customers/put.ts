/** Sets a property of an object's own, whatever a criterion or a column is called (`__proto__` too). */
export function put<Value>(object: Record<string, Value>, key: string, value: Value): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
