// The same journal on several embedded stores.
//
//   node bench/stores.mjs

import { measure } from "./program.mjs";

measure("JournalStores", "./rimlight bench journal", "journal.json", 2_000_000);
