/* `npm test` tries a field that is said once in one form with all values and elsewhere with a few; here it is all. */

process.env.EVERY_VALUE = '1';
await import('../engine/everyField.test.ts');
