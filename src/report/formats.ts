import { agent } from './agent.ts';
import { compact } from './compact.ts';
import type { Format } from './format.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { pretty } from './pretty.ts';

/** The formats by the name that the command line gives them. */
export const formats: ReadonlyMap<string, Format> = new Map(Object.entries({ pretty, compact, json, github, agent }));
