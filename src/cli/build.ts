/** Stands for the code that planvet is made of; the build puts a hash in its place. */
export const build = '%build%';
