import { after } from "node:test";
import "./compile-cache.ts";

/** Milliseconds that a suite may go on after its last test. */
const graceMilliseconds = 10_000;

/*
 * Loaded before a suite (`node --import`): one that does not end behind its last test fails, and says what it left. It is
 * in the place of `--test-force-exit`, which loses the results that were not read yet.
 */
if (process.env["NODE_TEST_CONTEXT"] === "child-v8") {
  after(() => {
    setTimeout(() => {
      process.stderr.write(`the tests are through, and these go on: ${process.getActiveResourcesInfo().join(", ")}\n`);
      process.exit(1);
    }, graceMilliseconds).unref();
  });
}
