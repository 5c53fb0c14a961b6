/** A name, and where it can be had, a text that puts it in its place without looking for numbers. */
export type OrderedName = { readonly name: string; readonly key: string | undefined };

/** Orders names as people would, whatever their case, and numbers by their value; only the same name is equal. */
export type NameOrder = {
  /** Makes a name ready for being compared often. */
  readonly ordered: (name: string) => OrderedName;
  readonly compare: (one: OrderedName, other: OrderedName) => number;
};

/** The language by whose rules names are ordered, a BCP 47 tag: this computer's. */
export const orderLanguage = new Intl.Collator().resolvedOptions().locale;

/** The order of names. It is also sent to a thread as text: it may use nothing of this module. */
export function nameOrder(): NameOrder {
  const numeric = new Intl.Collator(undefined, { numeric: true });
  // several times as fast, for text that is ASCII alone
  const plain = new Intl.Collator();
  const ascii = /^[\x20-\x7e]*$/;
  const mostDigits = 99;
  const tooLong = "\0";

  /** A number after the count of its digits: of two numbers the longer one is the larger. */
  const counted = (digits: string): string => {
    const value = digits.replace(/^0+/, "");
    return value.length > mostDigits ? tooLong : String(value.length).padStart(2, "0") + value;
  };

  const keyOf = (name: string): string | undefined => {
    const key = name.replace(/[0-9]+/g, counted);
    return key.includes(tooLong) ? undefined : key;
  };

  return {
    ordered: (name) => ({ name, key: ascii.test(name) ? keyOf(name) : undefined }),
    compare: (one, other) => {
      const order =
        one.key !== undefined && other.key !== undefined
          ? plain.compare(one.key, other.key)
          : numeric.compare(one.name, other.name);
      if (order !== 0 || one.name === other.name) return order;
      return one.name < other.name ? -1 : 1;
    },
  };
}
