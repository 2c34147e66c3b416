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
  return names.includes(name.toLowerCase().replace(/^[._]/, '')) || name.includes('{{');
}

/** Whether the last word of a file's name, its extension left out, says that documents are made from it: `plan-template`, `开发计划模板`. */
export function isTemplateName(stem: string): boolean {
  const text = stem.toLowerCase();
  const last = text.split(/[-._ ]/).at(-1) ?? '';
  return names.some((name) => last === name || text.endsWith(` ${name}`) || (isJoined(name) && text.endsWith(name)));
}

/** Words of scripts that have no spaces between them. */
function isJoined(name: string): boolean {
  return /^[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}ー]+$/u.test(name);
}
