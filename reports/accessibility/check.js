// Checks a built report as a reader meets it: wide, narrow, dark and on paper.
//
//   npm install && npm run check -- REPORT/index.html [FOLDER FOR PICTURES]
//
// CHROMIUM names the browser (default: chromium on the PATH). Ends with 1 if anything is wrong.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const VIEWS = [
  { name: "1280", width: 1280, height: 900, scheme: "light" },
  { name: "390", width: 390, height: 844, scheme: "light" },
  { name: "1280-dark", width: 1280, height: 900, scheme: "dark" },
  { name: "390-dark", width: 390, height: 844, scheme: "dark" },
];

/** A4 between margins of 1 cm, at CSS's 96 pixels to the inch. */
const PAPER = { name: "print", width: 718, height: 1047, scheme: "light" };
const MARGINS = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };

const [page, pictures] = process.argv.slice(2);
if (!page) {
  console.error("Name the page: npm run check -- REPORT/index.html [FOLDER FOR PICTURES]");
  process.exit(2);
}

const address = pathToFileURL(resolve(page)).href;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const executablePath =
  process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
let faults = 0;

function fault(view, text) {
  faults += 1;
  console.log(`${view}: ${text}`);
}

async function open(view) {
  const tab = await browser.newPage();
  await tab.setViewport({ width: view.width, height: view.height });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
  // The page forbids foreign scripts; axe is one.
  await tab.setBypassCSP(true);
  tab.on("pageerror", (error) => fault(view.name, `script: ${error.message}`));
  tab.on("console", (line) => line.type() === "error" && fault(view.name, line.text()));
  tab.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) {
      fault(view.name, `asks for ${url}`);
    }
  });
  await tab.goto(address, { waitUntil: "load" });
  return tab;
}

/** What is folded away must hold as well. */
async function unfold(tab) {
  await tab.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
}

async function accessible(tab, view) {
  await tab.addScriptTag({ path: axe });
  const result = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of result.violations) {
    const where = violation.nodes.slice(0, 5).map((node) => node.target.join(" ")).join(" | ");
    fault(view.name, `${violation.id} (${violation.impact}): ${violation.help}: ${where}`);
  }
  console.log(`${view.name}: axe ${result.violations.length} violations, ${result.passes.length} rules passed`);
}

async function fits(tab, view) {
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (wide > view.width) {
    fault(view.name, `the page is ${wide} pixels wide and scrolls sideways`);
  }
}

/** Every sort button, by keyboard alone, turns its column. */
async function sorts(tab, view) {
  const buttons = await tab.$$("th button");
  for (const button of buttons) {
    await button.focus();
    await tab.keyboard.press("Enter");
    const state = await button.evaluate((node) => node.closest("th").getAttribute("aria-sort"));
    if (state !== "ascending") {
      fault(view.name, `Enter on '${await button.evaluate((node) => node.textContent)}' sorts nothing`);
    }
  }
  console.log(`${view.name}: ${buttons.length} columns sorted by keyboard`);
}

/** On paper nothing scrolls: what is wider than the page is lost. */
async function prints() {
  const tab = await open(PAPER);
  await tab.emulateMediaType("print");
  const lost = await tab.evaluate(
    (width) =>
      [...document.querySelectorAll("table, img, pre")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
        .map((one) => `${one.id || one.alt || one.tagName} (${Math.round(one.getBoundingClientRect().right)})`),
    PAPER.width,
  );
  lost.forEach((one) => fault(PAPER.name, `wider than the ${PAPER.width} pixels of the paper: ${one}`));
  if (pictures) {
    await tab.pdf({ path: `${pictures}/print.pdf`, format: "A4", margin: MARGINS, printBackground: false });
  }
  console.log(`${PAPER.name}: ${lost.length} things wider than the paper`);
  await tab.close();
}

async function shoot(tab, name) {
  if (pictures) {
    await tab.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    await tab.screenshot({ path: `${pictures}/${name}-first.png` });
  }
}

if (pictures) {
  mkdirSync(pictures, { recursive: true });
}
for (const view of VIEWS) {
  const tab = await open(view);
  await shoot(tab, view.name);
  await unfold(tab);
  await fits(tab, view);
  await accessible(tab, view);
  if (view === VIEWS[0]) {
    await sorts(tab, view);
  }
  await tab.close();
}
await prints();
await browser.close();
console.log(`${address}: ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
