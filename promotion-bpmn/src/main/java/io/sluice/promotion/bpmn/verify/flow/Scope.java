package io.sluice.promotion.bpmn.verify.flow;

/**
 * The process, or what lies inside of a sub-process.
 *
 * @param index its number; 0 is the process
 * @param node number of the node that opens it; -1 for the process
 * @param parent number of the scope around it; -1 for the process
 * @param instance number of the process, called ones counted on, whose variables are seen here
 */
public record Scope(int index, int node, int parent, int instance) {}
