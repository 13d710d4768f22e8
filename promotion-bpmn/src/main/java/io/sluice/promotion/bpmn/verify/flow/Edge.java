package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Element;
import java.util.Optional;

/**
 * A sequence flow.
 *
 * @param index its number, from 0, in the order of the file
 * @param element where it stands in the file
 * @param from number of the node it leaves
 * @param to number of the node it reaches
 * @param guard its condition, if it has one
 */
public record Edge(int index, Element element, int from, int to, Optional<Guard> guard) {}
