import type { TestContext } from "node:test";

/** Has what is tested take this system for another one, until the test ends. */
export function poseAs(test: TestContext, platform: NodeJS.Platform): void {
  const own = process.platform;
  Object.defineProperty(process, "platform", { value: platform });
  test.after(() => Object.defineProperty(process, "platform", { value: own }));
}
