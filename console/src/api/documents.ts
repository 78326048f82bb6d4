import type { components } from "./schema.ts";

type Schemas = components["schemas"];

/** The documents of spec/openapi.yaml under the names that the console uses. */
export type AuditEntry = Schemas["AuditEntry"];
export type Change = Schemas["Change"];
export type Comparison = Schemas["Comparison"];
export type Condition = Schemas["Condition"];
export type Decision = Schemas["Decision"];
export type EdgeState = Schemas["EdgeState"];
export type ExperimentEntry = Schemas["ExperimentEntry"];
export type Flag = Schemas["Flag"];
export type FlagEntry = Schemas["FlagEntry"];
export type HealthCheck = Schemas["HealthCheck"];
export type Judgement = Schemas["Judgement"];
export type KillList = Schemas["KillList"];
export type MetricResult = Schemas["MetricResult"];
export type MetricRole = Schemas["MetricRole"];
export type Pending = Schemas["Pending"];
export type Problem = Schemas["Problem"];
export type Publication = Schemas["Publication"];
export type Range = Schemas["Range"];
export type Results = Schemas["Results"];
export type Rule = Schemas["Rule"];
export type Serve = Schemas["Serve"];
export type Series = Schemas["Series"];
export type Session = Schemas["Session"];
export type Summary = Schemas["Summary"];
export type VitalResult = Schemas["VitalResult"];
