/**
 * What gives another value each time it is read: n8n evaluates expressions anew in every attempt, so that a reference made
 * of it pays again. What is cut to a day, a month or the like is one for that time.
 */
const FLEETING =
	/Math\.random|random(?:UUID|Int)\b|Date\.now|new Date\(\s*\)(?=\s*(?:\}\}|\.\s*(?:getTime|valueOf)\b|\.\s*to(?:ISO|JSON)\w{0,10}\(\s*\)(?!\s*[.[])))|(?:\$now|DateTime\.(?:now|local|utc)\(\s*\))(?:\s*\}\}|\s*\.\s*(?:toMillis|toSeconds|toUnixInteger|valueOf|ts)\b|(?=\s*\.\s*toISO\(\s*\)(?!\s*[.[])))/;

/** The words of an expression that make its value fleeting: "$now". */
export function fleetingIn(expression: string): string | undefined {
	return FLEETING.exec(expression)?.[0].replace(/\s*\}\}$/, '');
}
