// Measures five main pages of a freshly made demonstration with Lighthouse, signed in, and fails where one of them
// scores below 95 in a category. `make lighthouse`; the reports go to lighthouse-out/.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const LEAST = 95;
// What else the machine does can only make a page slower: a page that falls short is measured again, and its best counts.
const MOST_TRIES = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
// Longer than migrating and loading the sample takes on a slow machine.
const START_SECONDS = 300;
const DAY = "2018-10-03";
const root = fileURLToPath(new URL("../", import.meta.url));
const reports = join(root, "lighthouse-out");

const freePort = async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
};

const startDemo = async (folder) => {
  const port = await freePort();
  const server = spawn(join(root, ".venv/bin/python"), ["manage.py", "run_demo", "--port", String(port)], {
    cwd: root,
    env: { ...process.env, PORTAL_DATA_DIR: folder, PORTAL_TODAY: DAY, DATABASE_URL: "" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(server, "exit");
  const base = `http://127.0.0.1:${port}`;
  for (let second = 0; second < START_SECONDS && server.exitCode === null; second += 1) {
    if (await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false)) {
      return { base, stop: () => (server.kill("SIGTERM"), ended) };
    }
    await new Promise((passed) => setTimeout(passed, 1000));
  }
  server.kill("SIGTERM");
  await ended;
  throw new Error("the demonstration did not start");
};

const cookiesOf = (answer) => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

// The cookie of somebody who has signed in by the form.
const signIn = async (base, login, password) => {
  const address = `${base}/accounts/login/`;
  const form = await fetch(address);
  const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await form.text())[1];
  const answer = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(form).join("; "), Referer: address },
    body: new URLSearchParams({ csrfmiddlewaretoken: token, login, password }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.some((cookie) => cookie.startsWith("sessionid="))) throw new Error(`${login} was not let in`);
  return cookies.join("; ");
};

// Who looks at which page; the officer's form and unit stand on her home.
const pagesOf = async (base, folder) => {
  const logins = await readFile(join(folder, "demo-logins.txt"), "utf8");
  const password = (login) => new RegExp(`^${login}\\s+(\\S+)`, "m").exec(logins)[1];
  const [officer, reviewer] = await Promise.all(
    ["canbo.xa", "sotttt"].map((login) => signIn(base, login, password(login))),
  );
  const home = await (await fetch(`${base}/`, { headers: { Cookie: officer } })).text();
  const [, form, unit] = /href="((\/units\/[^/"]+\/)reports\/[^"]+)"/.exec(home);
  return [
    ["home", officer, "/"],
    ["dashboard", reviewer, "/dashboard/"],
    ["unit", officer, unit],
    ["league", officer, "/league/"],
    ["form", officer, form],
  ];
};

// Each page in a browser of its own: nothing is left over from the page before.
const measure = async (address, cookie) => {
  const chromium = await launch({
    chromePath: process.env.CHROME_PATH || "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
  });
  try {
    const run = await lighthouse(address, {
      port: chromium.port,
      output: "html",
      logLevel: "error",
      onlyCategories: CATEGORIES,
      extraHeaders: { Cookie: cookie },
    });
    return run;
  } finally {
    chromium.kill();
  }
};

const scoresOf = (lhr) => CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100));

// A browser now and then loses its own record of a page: that is a try which says nothing.
const bestOf = async (address, cookie) => {
  let best, lost;
  for (let tries = 0; tries < MOST_TRIES && !(best && Math.min(...scoresOf(best.lhr)) >= LEAST); tries += 1) {
    const run = await measure(address, cookie);
    if (run.lhr.runtimeError) lost = run.lhr.runtimeError.message;
    else if (!best || Math.min(...scoresOf(run.lhr)) > Math.min(...scoresOf(best.lhr))) best = run;
  }
  if (!best) throw new Error(`${address}: ${lost}`);
  return best;
};

const folder = await mkdtemp(join(tmpdir(), "lighthouse-"));
const below = [];
let demo;
try {
  demo = await startDemo(folder);
  await mkdir(reports, { recursive: true });
  for (const [name, cookie, path] of await pagesOf(demo.base, folder)) {
    const { lhr, report } = await bestOf(demo.base + path, cookie);
    await writeFile(join(reports, `${name}.html`), report);
    const scores = scoresOf(lhr);
    console.log(name.padEnd(10), CATEGORIES.map((category, place) => `${category} ${scores[place]}`).join(", "));
    below.push(...CATEGORIES.filter((_, place) => scores[place] < LEAST).map((category) => `${name}: ${category}`));
  }
} finally {
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
}
if (below.length) {
  console.error(`Below ${LEAST}: ${below.join("; ")}. The reports are in ${reports}.`);
  process.exit(1);
}
