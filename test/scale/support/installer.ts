/** What installs the programs of this suite. */
export const INSTALLER = 'test/scale/install.sh';
