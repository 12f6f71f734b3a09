import puppeteer from "puppeteer-core";
const [page, width, out, sel, n] = process.argv.slice(2);
const b = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const t = await b.newPage();
await t.setViewport({ width: Number(width), height: 900, deviceScaleFactor: 2 });
await t.goto("file://" + page);
const all = await t.$$(sel);
await all[Number(n)].screenshot({ path: out });
await b.close();
