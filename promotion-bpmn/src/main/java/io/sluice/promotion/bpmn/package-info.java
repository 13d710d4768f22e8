/**
 * The entry to promotions that run as BPMN processes: the flow behind core's seam, and the approvers' task list.
 *
 * <p>It may import every package of this module; a host application needs no other.
 */
@NullMarked
package io.sluice.promotion.bpmn;

import org.jspecify.annotations.NullMarked;
