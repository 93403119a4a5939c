/** Requests under way at a time, of the bare loop as of Tango Orders: the pace of the bench would allow as many as there are. */
export const SIDE_BY_SIDE = 4;
