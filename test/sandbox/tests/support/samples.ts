/** A valid order of $25 at Amazon.com, with whatever a test wants to differ. */
export function orderBody(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
	return {
		customerIdentifier: 'acme-rewards',
		accountIdentifier: 'acme-usd',
		utid: 'U666425',
		amount: 25,
		deliveryMethod: 'EMAIL',
		recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com' },
		...changes,
	};
}
