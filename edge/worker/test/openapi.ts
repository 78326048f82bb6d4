import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

/** The protocol's own document, where it lies beside the repository; checks answers against its schemas. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Document {
  readonly paths: Record<
    string,
    { post: { responses: Record<string, { content?: Record<string, { schema: Schema }> }> } }
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const file = fileURLToPath(
  new URL("../../../../shared/conformance/ofrep/service/openapi.yaml", import.meta.url),
);

export const documentIsHere = existsSync(file);

const document = documentIsHere ? (load(readFileSync(file, "utf8")) as Document) : null;

/** What is wrong with the body of an answer; empty when it is as the document says, or the document is not here. */
export function faults(path: string, status: number, body: unknown): string[] {
  if (!document) return [];
  const response = document.paths[path]?.post.responses[String(status)];
  if (!response) return [`status == ${status}, which the document does not know for ${path}`];
  const schema = response.content?.["application/json"]?.schema;
  return schema ? check(schema, body, "body") : [];
}

function check(schema: Schema, value: unknown, at: string): string[] {
  const wrong: string[] = [];
  if (schema.$ref) wrong.push(...check(named(schema.$ref), value, at));
  if (schema.type && !isOfType(schema.type, value)) wrong.push(`${at} must be ${schema.type}`);
  if (schema.enum && !schema.enum.includes(value)) {
    wrong.push(`${at} == ${value}, must be one of ${schema.enum}`);
  }
  for (const part of schema.allOf ?? []) wrong.push(...check(part, value, at));
  // The document's oneOf of values cannot be met by the letter: a whole number is an integer, a float and, like
  // everything, the flag without a value. One that fits is asked for.
  if (schema.oneOf) {
    const tried = schema.oneOf.map((part) => check(part, value, at));
    if (!tried.some((found) => found.length === 0)) wrong.push(...tried.flat());
  }
  if (isObject(value)) wrong.push(...checkMembers(schema, value, at));
  if (schema.items && Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      wrong.push(...check(schema.items, item, `${at}[${i}]`));
    }
  }
  return wrong;
}

function checkMembers(schema: Schema, value: Record<string, unknown>, at: string): string[] {
  const wrong = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${at}.${name} is missing`);
  for (const [name, member] of Object.entries(value)) {
    const known = schema.properties?.[name];
    const further = schema.additionalProperties;
    if (known) wrong.push(...check(known, member, `${at}.${name}`));
    else if (typeof further === "object") wrong.push(...check(further, member, `${at}.${name}`));
  }
  return wrong;
}

function named(reference: string): Schema {
  const schema = document?.components.schemas[reference.split("/").at(-1) ?? ""];
  if (!schema) throw new Error(`the document has no ${reference}`);
  return schema;
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
