import { defineConfig } from 'vitest/config';
import usual from '../vitest.config.ts';

export default defineConfig({ ...usual, test: { include: ['test/spelling/full.ts'], disableConsoleIntercept: true } });
