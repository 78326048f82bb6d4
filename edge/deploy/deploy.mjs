// ./rimlight edge deploy: the Worker to Cloudflare.
import { writeFolder } from "./folder.mjs";
import { BadOption, readSettings, USAGE } from "./settings.mjs";
import { deploy } from "./steps.mjs";
import { wrangler } from "./wrangler.mjs";

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === null) {
    console.log(USAGE);
  } else {
    const path = writeFolder(settings);
    process.exitCode = deploy(settings, path, wrangler, (line) => console.log(line));
  }
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(`edge deploy: ${error.message} (--help lists the options)`);
  process.exitCode = 2;
}
