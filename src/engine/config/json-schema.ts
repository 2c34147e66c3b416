import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema, shared } from './schema.ts';

/** The JSON Schema of configurations, for editors and other tools. */
export function configJsonSchema(): object {
  return toJsonSchema(configSchema, { typeMode: 'input', definitions: shared });
}
