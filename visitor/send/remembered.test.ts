import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { forget, keyOf, recall, remember, unfinished } from "./remembered.ts";

/** Has the browser keep what pages store, or keep nothing and throw, as one does whose user wants no cookies. */
function storeIn(test: TestContext, kept: Storage | undefined): void {
  const get = () => kept ?? assert.fail("The operation is insecure.");
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });
  test.after(() => Reflect.deleteProperty(globalThis, "localStorage"));
}

/** What a browser keeps: its values are properties, and its methods are none of its own. */
function storage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(kept, key) ? String(kept[key]) : null),
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => Reflect.deleteProperty(kept, key),
  };
  const kept = Object.create(methods) as Storage;
  return kept;
}

describe("an upload that broke off", () => {
  const file = { size: 5, lastModified: 7 };
  const key = keyOf("/films/", "a%20folder/b%2Fc.txt", file);

  it("is found again by its file, until it is forgotten", (test) => {
    storeIn(test, storage());
    assert.equal(recall(key), undefined);
    remember(key, "/upload-1");
    assert.equal(recall(key), "/upload-1");
    for (const other of [
      keyOf("/", "a%20folder/b%2Fc.txt", file),
      keyOf("/films/", "b%2Fc.txt", file),
      keyOf("/films/", "a%20folder/b%2Fc.txt", { ...file, size: 6 }),
      keyOf("/films/", "a%20folder/b%2Fc.txt", { ...file, lastModified: 8 }),
    ]) {
      assert.equal(recall(other), undefined, other);
    }
    forget(key);
    assert.equal(recall(key), undefined);
  });

  it("is named to the folder's page alone that it was sent from", (test) => {
    storeIn(test, storage());
    remember(key, "/upload-1");
    localStorage.setItem("another page's own", "1");
    assert.deepEqual(unfinished("/films/"), [{ key, upload: "/upload-1", name: "b/c.txt" }]);
    for (const folder of ["/", "/films/new/", "/films"]) assert.deepEqual(unfinished(folder), [], folder);
  });

  it("is sent all the same where the browser keeps nothing", (test) => {
    storeIn(test, undefined);
    remember(key, "/upload-1");
    forget(key);
    assert.deepEqual([recall(key), unfinished("/films/")], [undefined, []]);
  });
});
