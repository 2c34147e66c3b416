import { keepCode } from './code-cache.ts';

keepCode();
void import('./main.ts');
