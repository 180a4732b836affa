/**
 * The chunks of the build, by name, that are compiled while they arrive (scripts/build.mjs): all of the first view but
 * what is too small to matter. The same for both builds of a file of one name, whoever imports it.
 */
export const COMPILED_ON_ARRIVAL: readonly string[] = ['vendor', 'module'];
