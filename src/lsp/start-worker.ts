import { keepCode } from '../cli/code-cache.ts';

keepCode();
void import('./worker.ts');
