package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Element;

/**
 * One node of a process.
 *
 * @param index its number, from 0
 * @param element where it stands in the file
 * @param kind what it is
 * @param trigger what it waits for or throws, when it is an event
 * @param reference the error or escalation code, signal, message, link, time or compensated activity; empty for any or
 *     none
 * @param interrupting whether it ends what it stands at; for events at a border and starts of event scopes
 * @param firings how often a non-interrupting event may come while its activity runs: 1, or 2 for "again and again"
 * @param waits whether the process pauses inside of it
 * @param asyncBefore whether the process pauses before it
 * @param asyncAfter whether the process pauses behind it
 * @param meaning what it means for a promotion
 * @param skippable whether it is repeated over a collection that may be empty
 * @param compensates whether it runs only to undo another one
 * @param scope number of the scope it lies in
 * @param inner number of the scope it opens; -1 for none
 * @param host number of the node at whose border it stands; -1 for none
 */
public record Node(
        int index,
        Element element,
        Kind kind,
        Trigger trigger,
        String reference,
        boolean interrupting,
        int firings,
        boolean waits,
        boolean asyncBefore,
        boolean asyncAfter,
        Meaning meaning,
        boolean skippable,
        boolean compensates,
        int scope,
        int inner,
        int host) {
    /** Whether several ways come together here and may have to be awaited. */
    public boolean joins() {
        return kind == Kind.PARALLEL || kind == Kind.INCLUSIVE;
    }

    /** The element's id. */
    public String id() {
        return element.id();
    }
}
