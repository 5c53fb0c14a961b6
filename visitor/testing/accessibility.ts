import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

type Axe = {
  readonly run: () => Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
};

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with a page as it stands: rule, and the first element that breaks it. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { readonly axe: Axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

/** What is wrong with a page as it stands, by day and by night, in its own window and on the smallest phone. */
export async function problemsOf(page: Page): Promise<readonly string[]> {
  const own = page.viewportSize() ?? { width: 1280, height: 800 };
  const problems: string[] = [];
  for (const viewport of [{ width: 320, height: 568 }, own]) {
    await page.setViewportSize(viewport);
    const overflow = await overflowOf(page);
    if (overflow > 0) problems.push(`${overflow} px are cut off of ${viewport.width}`);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      problems.push(...(await violationsOf(page)).map((words) => `${colorScheme}, ${viewport.width} px: ${words}`));
    }
  }
  return problems;
}

/** Pixels that a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
