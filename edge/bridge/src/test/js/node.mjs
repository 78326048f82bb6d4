// node node.mjs CORE < question.json
import { pathToFileURL } from "node:url";
import { answers } from "./answers.mjs";

const core = await import(pathToFileURL(process.argv[2]).href);
let text = "";
for await (const chunk of process.stdin) text += chunk;
process.stdout.write(answers(core, JSON.parse(text)));
