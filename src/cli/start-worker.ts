import { keepCode } from './code-cache.ts';

keepCode();
void import('./lint-worker.ts');
