/** Names that the language, Node's inspector or a test runner look up on any object: no use of Electron's API. */
const looked = new Set(["then", "toJSON", "nodeType", "asymmetricMatch", "domain", "inspect", "__proto__"]);

/** Makes whatever `object` lacks throw when it is read: a double must fail loudly, never pass silently. */
export function refuseTheRest<T extends object>(name: string, object: T): T {
  // A proxy at the end of the prototype chain is asked only for what nothing before it has, and is never `this`.
  const rest = Object.create(Object.getPrototypeOf(object) as object | null) as object;
  const refusing = new Proxy(rest, {
    get(target, key, receiver): unknown {
      if (typeof key === "symbol" || looked.has(key) || key in target) return Reflect.get(target, key, receiver);
      throw new Error(`stand-in: ${name}.${key} is not implemented`);
    },
  });
  return Object.setPrototypeOf(object, refusing) as T;
}

/** A part of Electron that the stand-in lacks altogether: any use of it throws. */
export function lacking(name: string): unknown {
  // a function, so that `new` is refused too
  return refuseTheRest(name, function refuse(): never {
    throw new Error(`stand-in: ${name} is not implemented`);
  });
}
