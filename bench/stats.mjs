// How long one analysis takes: medians of 400 after as many that are not counted.
//
//   node bench/stats.mjs

import { measure } from "./program.mjs";

measure("AnalysisSpeed", "./rimlight bench stats", "stats.json", 400);
