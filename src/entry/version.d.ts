/** The version of package.json; the build puts it in. */
declare const MODULE_VERSION: string;
