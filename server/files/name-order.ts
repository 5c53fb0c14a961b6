/** Numbers by their value. */
const numeric = new Intl.Collator(undefined, { numeric: true });
/** Several times as fast, for text that is ASCII alone. */
const plain = new Intl.Collator();

const ascii = /^[\x20-\x7e]*$/;
const numbers = /[0-9]+/g;
/** A longer number has no key. */
const mostDigits = 99;
const tooLong = "\0";

/** A name, and where it can be had, a text that puts it in its place without looking for numbers. */
export type OrderedName = { readonly name: string; readonly key: string | undefined };

/** Makes a name ready for being compared often. */
export function ordered(name: string): OrderedName {
  return { name, key: ascii.test(name) ? keyOf(name) : undefined };
}

/** Orders names as people would, whatever their case, and numbers by their value; only the same name is equal. */
export function compareNames(one: OrderedName, other: OrderedName): number {
  const order =
    one.key !== undefined && other.key !== undefined
      ? plain.compare(one.key, other.key)
      : numeric.compare(one.name, other.name);
  if (order !== 0 || one.name === other.name) return order;
  return one.name < other.name ? -1 : 1;
}

/** Each number after the count of its digits: of two numbers the longer one is the larger. */
function keyOf(name: string): string | undefined {
  const key = name.replace(numbers, counted);
  return key.includes(tooLong) ? undefined : key;
}

function counted(digits: string): string {
  const value = digits.replace(/^0+/, "");
  return value.length > mostDigits ? tooLong : String(value.length).padStart(2, "0") + value;
}
