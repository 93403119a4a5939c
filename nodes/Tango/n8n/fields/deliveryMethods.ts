/** How a reward can reach its recipient, by Tango's values: for the menus that offer them or list by them. */
export const DELIVERY_METHODS = {
	ADDRESS: { name: 'Address', description: 'Sent by post' },
	EMAIL: { name: 'Email', description: 'Tango sends the reward by email' },
	EMBEDDED: { name: 'Embedded', description: 'Shown inside your own page or app' },
	EMBEDDED_COMPONENT: {
		name: 'Embedded Component',
		description: 'Shown inside your own page by Tango’s component',
	},
	NONE: { name: 'None', description: 'You deliver the reward yourself' },
	PHONE: { name: 'Phone', description: 'Sent as a text message' },
	WHATSAPP: { name: 'WhatsApp', description: 'Sent as a WhatsApp message' },
} as const;
