/** How many of them share their time with another. */
export function withEqualTimes(orders: Iterable<{ readonly createdAt: string }>): number {
	const times = Array.from(orders, ({ createdAt }) => createdAt);
	return times.filter((time) => times.indexOf(time) !== times.lastIndexOf(time)).length;
}
