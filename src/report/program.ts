import { homepage, version } from '../../package.json';

/** This program, as reports name it. `url` is where it lives on the web. */
export const program = { name: 'planvet', version, url: homepage.split('#', 1)[0] ?? homepage } as const;
