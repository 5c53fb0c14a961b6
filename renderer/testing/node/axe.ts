import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

type Finding = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules whose findings depend on colours. */
const colours = { runOnly: ["color-contrast", "link-in-text-block"] };

/** What axe finds fault with on the page as it is, in words. It comes in past the page's policy. */
export function axeFindings(page: Page): Promise<readonly string[]> {
  return findings(page, {});
}

/** The same by day, and by night what is in its colours: the window has the same parts then, at the same places. */
export async function axeFindingsInBothThemes(page: Page): Promise<readonly string[]> {
  const light = await findings(page, {});
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await findings(page, colours);
  return [...light, ...dark.map((words) => `dark: ${words}`)];
}

async function findings(page: Page, which: object): Promise<readonly string[]> {
  await page.evaluate(source);
  const options = JSON.stringify({ ...which, resultTypes: ["violations"] });
  const violations = await page.evaluate<readonly Finding[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}\n${failureSummary}`),
  );
}
