// Builds what the portal serves from pinned packages: `npm ci && npm run build`. The output is committed, so that
// running the portal needs no Node.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import * as sass from "sass";
import subsetFont from "subset-font";

const here = new URL(".", import.meta.url);
const fonts = new URL("../static/fonts/", here);
const css = new URL("../static/css/", here);
const licences = new URL("../static/licences/", here);
const axe = new URL("../tests/browser/vendor/", here);
for (const folder of [fonts, css, licences, axe]) await mkdir(folder, { recursive: true });

const styles = sass.compile(new URL("portal.scss", here).pathname, {
  style: "compressed",
  loadPaths: [new URL("node_modules", here).pathname],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
});
await writeFile(new URL("portal.css", css), styles.css + "\n");

// Vietnamese needs the letters of both subsets; the rest of Latin is left out to spare slow lines.
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");
const latin =
  range(0x20, 0x7e) + "\u00a0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý·×°§©«»–—‘’“”•…→←−≥≤";
for (const weight of [400, 600]) {
  for (const subset of ["latin", "vietnamese"]) {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    const source = await readFile(new URL(`node_modules/@fontsource/be-vietnam-pro/files/${name}`, here));
    const font = subset === "latin" ? await subsetFont(source, latin, { targetFormat: "woff2" }) : source;
    await writeFile(new URL(name, fonts), font);
  }
}

const copy = (from, to) => cp(new URL(`node_modules/${from}`, here), to);
await copy("bootstrap/LICENSE", new URL("bootstrap.txt", licences));
await copy("@fontsource/be-vietnam-pro/LICENSE", new URL("be-vietnam-pro.txt", licences));
// Official documents are set in a typeface with the metrics of Times New Roman.
const documents = new URL("../reporting/documents/fonts/", here);
for (const style of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
  await copy(`@expo-google-fonts/tinos/${style}/Tinos_${style}.ttf`, new URL(`Tinos_${style}.ttf`, documents));
}
await copy("@expo-google-fonts/tinos/LICENSE_FONT", new URL("tinos.txt", licences));
await copy("htmx.org/dist/htmx.min.js", new URL("../static/js/htmx.min.js", here));
await copy("htmx.org/LICENSE", new URL("htmx.txt", licences));
await copy("axe-core/axe.min.js", new URL("axe.min.js", axe));
await copy("axe-core/LICENSE", new URL("axe-core-licence.txt", axe));
