/** Sets an own property of an object, whatever the name of the criterion or column (even `__proto__`). */
export function put<Value>(object: Record<string, Value>, key: string, value: Value): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
