import { isUnspaced } from './characters.ts';
import { templates as de } from './words/de.json';
import { templates as en } from './words/en.json';
import { templates as es } from './words/es.json';
import { templates as fr } from './words/fr.json';
import { templates as he } from './words/he.json';
import { templates as ja } from './words/ja.json';
import { templates as ko } from './words/ko.json';
import { templates as pt } from './words/pt.json';
import { templates as ru } from './words/ru.json';
import { templates as vi } from './words/vi.json';
import { templates as zh } from './words/zh.json';

const names: readonly string[] = [de, en, es, fr, he, ja, ko, pt, ru, vi, zh].flat();

/** Whether a folder is called what holds templates (`templates`, `_Vorlagen`), or is one itself (`{{project}}`). */
export function isTemplateFolder(name: string): boolean {
  const bare = name.startsWith('.') || name.startsWith('_') ? name.slice(1) : name;
  return names.includes(bare.toLowerCase()) || name.includes('{{');
}

/** Whether the last word of a file's name, its extension left out, says that documents are made from it: `plan-template`, `开发计划模板`. */
export function isTemplateName(stem: string): boolean {
  const text = stem.toLowerCase();
  return names.some((name) => {
    if (!text.endsWith(name)) return false;
    const before = text.at(-name.length - 1);
    return before === undefined || '-._ '.includes(before) || isUnspaced(name);
  });
}
