import type { TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/* The words for what stands between n8n and Tango: gateways, proxies, firewalls, the load balancer. */

const TOO_MANY_ADDRESSES = 463;
const GUIDE = 'docs/gateways.md in this package’s repository';
const TANGO_HOSTS = 'integration-api.tangocard.com (sandbox) and api.tangocard.com (production)';

/** 403 of the load balancer itself, before Tango. Products are named so that a reader can find the right colleague. */
export function loadBalancerWords({ status, forwardedFor }: TangoErrorFacts): Explanation {
	const ours = forwardedFor
		? `This node sent "${forwardedFor}", which is well formed.`
		: 'This node sent no such header.';
	if (status === TOO_MANY_ADDRESSES) {
		return {
			message: 'Tango’s load balancer refused the request: X-Forwarded-For holds more than 30 addresses',
			description: `Nothing was ordered by this request. ${ours} A gateway or proxy between n8n and Tango adds to it; ask your IT team to set the header to one plain IP address, or to remove it. Copy-paste settings: ${GUIDE}.`,
		};
	}
	return {
		message: 'Tango’s load balancer refused the request before Tango saw it',
		description: `Nothing was ordered by this request. Most likely a gateway or proxy between n8n and Tango adds the header X-Forwarded-For with a port, such as 203.0.113.7:51234; only plain IP addresses are let through. ${ours} Forward this to your IT team: set X-Forwarded-For to the plain outbound IP address, or remove it. Azure API Management: set-header policy with exists-action="override". MuleSoft: remove the header before the HTTP Request. AWS API Gateway: overwrite it in the integration request. nginx: proxy_set_header X-Forwarded-For $remote_addr. Salesforce: set it in the callout. Copy-paste settings: ${GUIDE}.`,
	};
}

/** 403 of Tango itself. */
export function permissionWords({ i18nKey, forwardedFor }: TangoErrorFacts): Explanation {
	switch (i18nKey) {
		case '403.001':
			return {
				message: 'Tango did not authorise this request',
				description: `The key or token may belong to the other Environment, or was deactivated. Tango also answers this to requests that look as if a web browser made them: this node’s do not, but a gateway that adds headers such as Origin makes them so (${GUIDE}).`,
			};
		case '403.015':
		case undefined:
			return {
				message: 'Tango does not allow this with this credential',
				description: `Check that the credential was made for the Environment that is chosen (a sandbox key does not work in production) and that it was not deactivated in the Tango portal.${forwardedFor ? ' X-Forwarded-For was sent; try without it.' : ''}`,
			};
		default:
			return {
				message: 'Tango does not allow this',
				description:
					'The credential works, but it may not do this, or a rule of your Tango contract stands against it. Tango’s words say which; your Tango contact can change it.',
			};
	}
}

/** Somebody on the way answered instead of Tango, or did not let the request through. */
export function proxyWords({ reason, status, detail = '', redirectHost }: TangoErrorFacts): Explanation {
	if (status === undefined) return tunnelWords(reason, detail);
	if (status >= 300 && status < 400) {
		return {
			message: `The request was sent on to ${redirectHost ?? 'another address'} instead of being answered`,
			description:
				'Tango never does that, and this node does not follow, because your key would go along. Usually it is the log-in page of a network or company proxy, or the Base URL or Token URL in the credential is not quite right. Ask your network team to let requests to Tango through unchanged.',
		};
	}
	return {
		message: 'A proxy or firewall between n8n and Tango answered instead of Tango',
		description: `The answer was a web page, not Tango’s. Ask your network team to let requests to ${TANGO_HOSTS} through unchanged, without a log-in or block page.`,
	};
}

/** The proxy of HTTPS_PROXY kept the connection from coming about. */
function tunnelWords(reason: string | undefined, detail: string): Explanation {
	const nothing = 'Nothing reached Tango.';
	if (reason === 'proxyAuthentication') {
		return {
			message: 'The proxy between n8n and Tango wants a user name and password',
			description: `${nothing} Whoever runs n8n writes the right ones into the environment variable HTTPS_PROXY, as http://user:password@host:port with special characters in percent form, and starts n8n again.`,
		};
	}
	if (detail === 'PROXY_STATUS_403') {
		return {
			message: 'The proxy between n8n and Tango does not allow connections to Tango',
			description: `${nothing} Ask your network team to allow ${TANGO_HOSTS}, port 443.`,
		};
	}
	return {
		message: 'The proxy between n8n and Tango could not be used',
		description: `${nothing} Check HTTPS_PROXY and NO_PROXY on the machine that runs n8n, or ask your network team to allow Tango’s address.`,
	};
}
