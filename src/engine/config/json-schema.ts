import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema, shared } from './schema.ts';

interface JsonSchema {
  additionalProperties?: boolean | object;
  patternProperties?: Readonly<Record<string, object>>;
  readonly $defs?: Readonly<Record<string, JsonSchema | undefined>>;
}

const severity = { $ref: '#/$defs/severity' };
/** What may be set for a rule whose options nobody knows. */
const pluginSetting = {
  anyOf: [
    severity,
    { type: 'array', items: [severity], minItems: 1, additionalItems: false },
    { type: 'array', items: [severity, { type: 'object' }], minItems: 2, additionalItems: false },
  ],
};

/** The JSON Schema of configurations, for editors and other tools. */
export function configJsonSchema(): object {
  const schema = toJsonSchema(configSchema, { typeMode: 'input', definitions: shared }) as JsonSchema;
  const rules = schema.$defs?.['rules'];
  if (rules) {
    // A rule of a plugin has its plugin's name before a slash; without one, a name that nobody knows is misspelt.
    rules.additionalProperties = false;
    rules.patternProperties = { '^(?!planvet/)[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$': pluginSetting };
  }
  return schema;
}
