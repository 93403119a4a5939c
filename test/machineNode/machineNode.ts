/** The Node that npm itself runs on; its scripts run on the tools' Node 24. */
export const MACHINE_NODE = process.env.npm_node_execpath ?? '';
