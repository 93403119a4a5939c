/** What installs the programs of this suite. */
export const INSTALLER = 'test/gateways/install.sh';
