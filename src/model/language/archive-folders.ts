import { archiveFolders as de } from './words/de.json';
import { archiveFolders as en } from './words/en.json';
import { archiveFolders as es } from './words/es.json';
import { archiveFolders as fr } from './words/fr.json';
import { archiveFolders as he } from './words/he.json';
import { archiveFolders as ja } from './words/ja.json';
import { archiveFolders as ko } from './words/ko.json';
import { archiveFolders as pt } from './words/pt.json';
import { archiveFolders as ru } from './words/ru.json';
import { archiveFolders as vi } from './words/vi.json';
import { archiveFolders as zh } from './words/zh.json';

/**
 * Names of folders for what nobody works on any more, in every language. What looks for plans needs them before it needs any
 * other word, so they come without the rest of the vocabulary.
 */
export const archiveFolders: ReadonlySet<string> = new Set([de, en, es, fr, he, ja, ko, pt, ru, vi, zh].flat());
