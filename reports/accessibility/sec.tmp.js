import puppeteer from "puppeteer-core";
const [page, width, prefix, ...ids] = process.argv.slice(2);
const b = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const t = await b.newPage();
await t.setViewport({ width: Number(width), height: 900 });
await t.goto("file://" + page);
for (const id of ids) {
  const h = await t.$(`section[aria-labelledby="${id}"]`);
  await h.screenshot({ path: `${prefix}-${id}.png` });
}
await b.close();
